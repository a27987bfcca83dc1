import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { requestDb } from '../database/connection/requestDb'
import type { AccountValues } from './accountValues'

const accountSchema = z.object({
  currency: z.string().nullable(),
  empty: z.array(z.string()),
  id: z.string(),
  isStaff: z.boolean(),
})

/** An account that the desk has. `empty`: the fields that a file may fill, because it has nothing there. */
export type ExistingAccount = z.infer<typeof accountSchema>

/** SQL that says for each field that can be filled whether an account has nothing there. */
const EMPTY = {
  adminNotes: `coalesce(jsonb_path_query_array(admin_notes, '$.**.text') = '[]', true)`,
  businessName: `coalesce(business_name, '') = ''`,
  businessType: `coalesce(business_type, '') = ''`,
  currency: `coalesce(currency, '') = ''`,
  language: 'language is null',
  name: `coalesce(name, '') = ''`,
  phone: `coalesce(phone, '') = ''`,
  serviceHours:
    'not exists (select from users_service_hours hours where hours._parent_id = users.id)',
  timezone: `coalesce(timezone, '') = ''`,
  vapiAssistantId: `coalesce(vapi_assistant_id, '') = ''`,
  vapiPhoneNumber: `coalesce(vapi_phone_number, '') = ''`,
  vapiWebhookToken: 'vapi_webhook_token_index is null',
} as const satisfies Partial<Record<keyof AccountValues, string>>

const EMPTY_TEXT = Object.entries(EMPTY)
  .map(([field, condition]) => `case when ${condition} then '${field}' end`)
  .join(', ')

type Find = {
  email: string
  /** Whether nobody else may change it until the transaction ends. */
  isLocked: boolean
}

/** The account with an e-mail address; null if there is none. */
export const findAccount = async (
  req: PayloadRequest,
  { email, isLocked }: Find,
): Promise<ExistingAccount | null> => {
  const db = await requestDb(req)
  const { rows } = await db.execute(sql`
    select id, currency::text, coalesce(is_staff or is_superuser, false) as "isStaff",
      array_remove(array[${sql.raw(EMPTY_TEXT)}], null) as empty
    from users where email = ${email} ${sql.raw(isLocked ? 'for update' : '')}`)
  return rows[0] ? accountSchema.parse(rows[0]) : null
}

/** What an account has nothing of yet. The desk's own values win. */
export const missingOf = (values: AccountValues, { empty }: ExistingAccount): AccountValues =>
  Object.fromEntries(Object.entries(values).filter(([field]) => empty.includes(field)))

/** Fills what an account has nothing of. */
export const fillAccount = async (
  req: PayloadRequest,
  { id, values }: { id: string; values: AccountValues },
): Promise<void> => {
  await req.payload.update({
    collection: 'users',
    data: values,
    depth: 0,
    id,
    // The command has no user. It runs where the database is.
    overrideAccess: !req.user,
    req,
  })
}
