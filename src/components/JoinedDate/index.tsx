'use client'

import { FieldLabel, useDocumentInfo } from '@payloadcms/ui'
import type { UIFieldClientProps } from 'payload'
import { formatWhen } from '../../format'
import { useDesk } from '../shared/useDesk'

/** When the account was created, read-only. */
export const JoinedDate = ({ field, path }: UIFieldClientProps) => {
  const { language } = useDesk()
  const { savedDocumentData } = useDocumentInfo()
  const joined = formatWhen(savedDocumentData?.createdAt, { language })
  return (
    <div className="field-type desk-field">
      <FieldLabel as="span" label={field.label} path={path} />
      <div>{joined ? <time dateTime={joined.iso}>{joined.text}</time> : '—'}</div>
    </div>
  )
}
