'use client'

import { useDocumentInfo } from '@payloadcms/ui'
import { useState } from 'react'
import type { CountedReason } from '../../sender/verify'
import { formatWhen } from '../shared/format'
import { useDesk } from '../shared/useDesk'
import { useHydrated } from '../shared/useHydrated'
import type { DeskKey } from '../translations/keys'
import { RetiredList } from '../WebhookUrl/RetiredList'
import { useSenderState } from '../WebhookUrl/useSenderState'
import { useTokenAction } from '../WebhookUrl/useTokenAction'

const REASONS = {
  flood: 'desk:refusedFlood',
  network: 'desk:refusedNetwork',
  secret_missing: 'desk:refusedSecretMissing',
  secret_wrong: 'desk:refusedSecretWrong',
  signature_missing: 'desk:refusedSignatureMissing',
  signature_wrong: 'desk:refusedSignatureWrong',
  timestamp_missing: 'desk:refusedTimestampMissing',
  timestamp_stale: 'desk:refusedTimestampStale',
} as const satisfies Record<CountedReason, DeskKey>

const isReason = (reason: string): reason is CountedReason => reason in REASONS

/** Which former secrets are still accepted, and what was refused last and why. */
export const SenderState = () => {
  const { formatCount, language, t } = useDesk()
  const hydrated = useHydrated()
  const { data, id } = useDocumentInfo()
  const { run, running } = useTokenAction()
  const [ended, setEnded] = useState(0)
  const state = useSenderState(`${String(data?.updatedAt)} ${ended}`)
  if (id === undefined || !state) return null
  const { refusals, retiredSenders } = state

  const end = async () => {
    await run({ path: '/end-retired-secret', say: () => t('desk:formerSecretEnded') })
    setEnded(ended + 1)
  }
  const timeZone = hydrated ? undefined : 'UTC'

  return (
    <div className="field-type desk-webhook">
      <RetiredList
        disabled={running}
        items={retiredSenders}
        onEnd={end}
        until="desk:formerSecretUntil"
      />
      {refusals && (
        <p className="desk-webhook__hint desk-webhook__hint--warning">
          {t('desk:refusedCount', { count: refusals.count, n: formatCount(refusals.count) })}{' '}
          {t('desk:refusedLast', {
            reason: isReason(refusals.lastReason)
              ? t(REASONS[refusals.lastReason])
              : refusals.lastReason,
            when: formatWhen(refusals.lastAt, { language, timeZone })?.text ?? refusals.lastAt,
          })}
        </p>
      )}
    </div>
  )
}
