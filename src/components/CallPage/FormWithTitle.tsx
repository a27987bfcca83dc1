'use client'

import { DefaultEditView } from '@payloadcms/ui'
import type { DocumentViewClientProps } from 'payload'
import { useDesk } from '../shared/useDesk'
import { DocumentTitle } from './DocumentTitle'

type Props = DocumentViewClientProps & {
  callerName: null | string
  id: string
  isWithheld: boolean
}

/** Payload's form, under the title that the page of the call has. */
export const FormWithTitle = ({ callerName, id, isWithheld, ...form }: Props) => {
  const { t } = useDesk()
  const text = callerName ?? t(isWithheld ? 'desk:callPageWithheld' : 'desk:callPageUnknown')
  return (
    <>
      <DefaultEditView {...form} />
      <DocumentTitle id={id} isOver={false} text={text} />
    </>
  )
}
