'use client'

import { FieldDescription, useFormFields } from '@payloadcms/ui'
import { useDesk } from '../shared/useDesk'

type Props = { does: string; isSetUp: boolean; path: string }

/** Depends on the phone number in the form, saved or not. */
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
