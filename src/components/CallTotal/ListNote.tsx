'use client'

import { FieldDescription } from '@payloadcms/ui'
import { useDesk } from '../shared/useDesk'

type Text = Parameters<ReturnType<typeof useDesk>['t']>[0]

/** A sentence below a list, styled as a field description. */
export const ListNote = ({ text }: { text: Text }) => {
  const { t } = useDesk()
  return <FieldDescription description={t(text)} path="totalDocs" />
}
