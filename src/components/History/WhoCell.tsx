'use client'

import { Link } from '@payloadcms/ui'
import type { DefaultCellComponentProps, TextFieldClient } from 'payload'
import { stringify } from 'qs-esm'
import { useDesk } from '../shared/useDesk'
import { useURLs } from '../shared/useURLs'

/** The actor. A click lists everything that they did. */
export const WhoCell = ({ rowData }: DefaultCellComponentProps<TextFieldClient>) => {
  const { t } = useDesk()
  const { adminURL } = useURLs()
  const { actor, actorEmail, actorKind, actorLabel } = rowData
  if (typeof actor !== 'string' || typeof actorLabel !== 'string') {
    return t(actorKind === 'system' ? 'desk:historySystem' : 'desk:historyNotSignedIn')
  }
  // In the shape of Payload's filter builder, so that the filter is shown there.
  const where = { or: [{ and: [{ actor: { equals: actor } }] }] }
  return (
    <Link
      href={adminURL(`/collections/audit-log${stringify({ where }, { addQueryPrefix: true })}`)}
      prefetch={false}
      title={String(actorEmail ?? '')}
    >
      {actorLabel}
    </Link>
  )
}
