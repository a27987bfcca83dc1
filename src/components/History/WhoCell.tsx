'use client'

import { Link } from '@payloadcms/ui'
import type { DefaultCellComponentProps, TextFieldClient } from 'payload'
import { listLink } from '../../figures/links'
import { useListURL } from '../Figures/FigureLink'
import { useDesk } from '../shared/useDesk'

/** The actor. A click lists everything that they did. */
export const WhoCell = ({ rowData }: DefaultCellComponentProps<TextFieldClient>) => {
  const { t } = useDesk()
  const listURL = useListURL()
  const { actor, actorEmail, actorKind, actorLabel } = rowData
  if (typeof actor !== 'string' || typeof actorLabel !== 'string') {
    return t(actorKind === 'system' ? 'desk:historySystem' : 'desk:historyNotSignedIn')
  }
  return (
    <Link
      href={listURL(listLink('audit-log', [{ actor: { equals: actor } }]))}
      prefetch={false}
      title={String(actorEmail ?? '')}
    >
      {actorLabel}
    </Link>
  )
}
