import type { PayloadRequest } from 'payload'
import type { User } from '../../payload-types'

/** What clients change themselves. */
export type OwnSettings = Partial<
  Pick<
    User,
    | 'businessName'
    | 'businessType'
    | 'currency'
    | 'emailDigest'
    | 'emailNotifications'
    | 'followUpRule'
    | 'language'
    | 'name'
    | 'phone'
    | 'quietFrom'
    | 'quietUntil'
    | 'serviceHours'
    | 'smsNotifications'
    | 'timezone'
  >
>

/** Writes some settings of the signed-in client, with the rules and the history of the API. */
export const saveOwn = async (
  req: PayloadRequest,
  { client, settings }: { client: Pick<User, 'id'>; settings: OwnSettings },
): Promise<void> => {
  await req.payload.update({
    collection: 'users',
    data: settings,
    depth: 0,
    id: client.id,
    overrideAccess: false,
    req,
  })
}
