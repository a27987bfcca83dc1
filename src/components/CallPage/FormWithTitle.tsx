'use client'

import { DefaultEditView } from '@payloadcms/ui'
import type { DocumentViewClientProps } from 'payload'
import { DocumentTitle } from '../shared/DocumentTitle'
import { useCallTitle } from '../shared/useCallTitle'

type Props = DocumentViewClientProps & {
  caller: null | string
  id: string
  isWithheld: boolean
}

/** Payload's form, under the title that the page of the call has. */
export const FormWithTitle = ({ caller, id, isWithheld, ...form }: Props) => {
  const text = useCallTitle({ caller, isWithheld })
  return (
    <>
      <DefaultEditView {...form} />
      <DocumentTitle id={id} isOver={false} text={text} />
    </>
  )
}
