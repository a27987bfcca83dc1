import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { tokenIndex } from '../../clients/tokenIndex'
import { tokenOwner } from '../../clients/tokens'
import { requestDb } from '../../database/connection/requestDb'
import { inOwnTransaction } from '../ownRequest'
import { refusedWhy } from '../refusedWhy'
import type { ImportRow } from '../types'
import type { ClientValues, ReadClient } from './readClient'

type StoredRow = Pick<ImportRow, 'notes' | 'result'>

const accountSchema = z.object({
  empty: z.array(z.string()),
  id: z.string(),
  isStaff: z.boolean(),
})

type Account = z.infer<typeof accountSchema>

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
} as const satisfies Partial<Record<keyof ClientValues, string>>

const EMPTY_TEXT = Object.entries(EMPTY)
  .map(([field, condition]) => `case when ${condition} then '${field}' end`)
  .join(', ')

const findAccount = async (
  req: PayloadRequest,
  { email, isLocked }: { email: string; isLocked: boolean },
): Promise<Account | null> => {
  const db = await requestDb(req)
  const { rows } = await db.execute(sql`
    select id, coalesce(is_staff or is_superuser, false) as "isStaff",
      array_remove(array[${sql.raw(EMPTY_TEXT)}], null) as empty
    from users where email = ${email} ${sql.raw(isLocked ? 'for update' : '')}`)
  return rows[0] ? accountSchema.parse(rows[0]) : null
}

const isFillable = (field: string, empty: readonly string[]): boolean =>
  field in EMPTY && empty.includes(field)

/** What an account has nothing of yet. */
const missingOf = (values: ClientValues, { empty }: Account): ClientValues =>
  Object.fromEntries(Object.entries(values).filter(([field]) => isFillable(field, empty)))

/** The values without a token that somebody has already, and a note about that. */
const withFreeToken = async (
  req: PayloadRequest,
  { userID, values }: { userID: string | undefined; values: ClientValues },
): Promise<{ notes: string[]; values: ClientValues }> => {
  const { vapiWebhookToken: token, ...others } = values
  if (!token) return { notes: [], values }
  const index = tokenIndex({ secret: req.payload.secret, token })
  const owner = await tokenOwner({ index, req, userID })
  if (owner === 'free') return { notes: [], values }
  const why = owner === 'another' ? 'belongs to another client' : 'was replaced or revoked'
  return { notes: [`The webhook token ${why}, so it was left out.`], values: others }
}

const setJoined = async (req: PayloadRequest, id: string, joined: string): Promise<void> => {
  // Payload has this field written by nobody.
  const db = await requestDb(req)
  await db.execute(sql`update users set created_at = ${joined}::timestamptz where id = ${id}::uuid`)
}

type Store = { dryRun: boolean; email: string; read: ReadClient; req: PayloadRequest }

const store = async ({ dryRun, email, read, req }: Store): Promise<StoredRow> => {
  const { payload } = req
  // The command has no user. It runs where the database is.
  const overrideAccess = !req.user
  const account = await findAccount(req, { email, isLocked: !dryRun })
  if (account?.isStaff) {
    return { notes: ['This is an account of staff, so it was left alone.'], result: 'skip' }
  }
  const wanted = account ? missingOf(read.values, account) : read.values
  const { notes, values } = await withFreeToken(req, { userID: account?.id, values: wanted })
  const all = [...read.notes, ...notes]
  if (account) {
    const filled = Object.keys(values)
    if (filled.length === 0) return { notes: all, result: 'same' }
    if (!dryRun) {
      await payload.update({
        collection: 'users',
        data: values,
        depth: 0,
        id: account.id,
        overrideAccess,
        req,
      })
    }
    return { notes: [...all, `Filled: ${filled.join(', ')}.`], result: 'change' }
  }
  if (!dryRun) {
    const data = { ...values, email }
    const { id } = await payload.create({
      collection: 'users',
      data,
      depth: 0,
      overrideAccess,
      req,
    })
    if (read.joined !== null) await setJoined(req, id, read.joined)
  }
  return { notes: all, result: 'create' }
}

/**
 * Stores a row of a file of clients, or says what would be done. A client who is there already only gets what it has
 * nothing of. The account is locked while it is looked at, so that nothing that somebody types meanwhile is lost.
 */
export const storeClient = async ({ dryRun, email, read, req }: Store): Promise<StoredRow> => {
  try {
    if (dryRun) return await store({ dryRun, email, read, req })
    return await inOwnTransaction(req, (own) => store({ dryRun, email, read, req: own }))
  } catch (error) {
    const why = refusedWhy(error)
    if (why === null) throw error
    return { notes: [...read.notes, why], result: 'error' }
  }
}
