'use client'

import { FieldDescription, useFormFields } from '@payloadcms/ui'
import { useDesk } from '../shared/useDesk'

type Props = { does: string; isSetUp: boolean; path: string }

/** Goes by the phone number as it stands in the form. */
export const SMSNote = ({ does, isSetUp, path }: Props) => {
  const { t } = useDesk()
  const hasPhone = useFormFields(([fields]) => Boolean(fields?.phone?.value))
  const notes = [
    does,
    ...(isSetUp ? [] : [t('desk:smsNotSetUp')]),
    ...(hasPhone ? [] : [t('desk:smsNoPhone')]),
  ]
  return <FieldDescription description={notes.join(' ')} path={path} />
}
