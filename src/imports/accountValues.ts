import type { User } from '../payload-types'

/** What a file can say about a client, as its account has it. */
export type AccountValues = Partial<
  Pick<
    User,
    | 'adminNotes'
    | 'businessName'
    | 'businessType'
    | 'currency'
    | 'emailNotifications'
    | 'isActive'
    | 'language'
    | 'name'
    | 'phone'
    | 'serviceHours'
    | 'setupStatus'
    | 'smsNotifications'
    | 'timezone'
    | 'vapiAssistantId'
    | 'vapiPhoneNumber'
    | 'vapiWebhookToken'
  >
>
