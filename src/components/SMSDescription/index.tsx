import { getTranslation } from '@payloadcms/translations'
import type { FieldDescriptionServerComponent } from 'payload'
import { smsProvider } from '../../notify/sms/smsProvider'
import { settings } from '../../settings/settings'
import { SMSNote } from './SMSNote'

/** The description of the switch for text messages: what it does, and what is missing, if anything is. */
export const SMSDescription: FieldDescriptionServerComponent = ({ field, i18n, path }) => {
  const description = field.type === 'checkbox' ? field.admin?.description : undefined
  const text = description && getTranslation(description, i18n)
  return (
    <SMSNote
      does={typeof text === 'string' ? text : ''}
      isSetUp={smsProvider(settings()) !== null}
      path={path}
    />
  )
}
