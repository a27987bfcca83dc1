'use client'

import type { EvidenceLine as Line } from '../../vapi/mapping/evidence'
import { useDesk } from '../shared/useDesk'

/** Where a value was read, and what stood there. Nothing is drawn if that is not known. */
export const EvidenceLine = ({ of }: { of: Line | undefined }) => {
  const { t } = useDesk()
  if (!of) return null
  return (
    <p className="desk-call__quiet desk-call__evidence" dir="auto">
      {t('desk:evidenceFrom', { from: of.from })} <code>{of.raw}</code>
    </p>
  )
}
