import type { FieldDescriptionServerComponent } from 'payload'
import { smsProvider } from '../../notify/sms/smsProvider'
import { settings } from '../../settings/settings'
import { SMSNote } from './SMSNote'

/** Below the switch for text messages: what it does, and what stands in its way, if anything does. */
export const SMSDescription: FieldDescriptionServerComponent = ({ field, path }) => {
  const description = field.type === 'checkbox' ? field.admin?.description : undefined
  return (
    <SMSNote
      does={typeof description === 'string' ? description : ''}
      isSetUp={smsProvider(settings()) !== null}
      path={path}
    />
  )
}
