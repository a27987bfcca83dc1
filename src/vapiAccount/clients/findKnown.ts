import { sql } from '@payloadcms/db-postgres/drizzle'
import { z } from 'zod'
import { USER_LABEL } from '../../access/userSQL'
import { type InTransaction, requestDb } from '../../database/connection/requestDb'
import { readAssistantIDs } from '../assistantIDs'

const rowsSchema = z.array(
  z.object({
    account: z.string().nullable(),
    assistant: z.string().nullable(),
    assistants: z.unknown().transform(readAssistantIDs),
    id: z.string(),
    label: z.string(),
    number: z.string().nullable(),
    phone: z.string().nullable(),
    retired: z.array(z.string()),
    token: z.string().nullable(),
  }),
)

/** A client with what says which assistants and numbers are its own. `token`, `retired`: indexes. */
export type KnownClient = z.infer<typeof rowsSchema>[number]

/** What clients are looked up by. */
export type Marks = {
  assistantIDs: readonly string[]
  numberIDs: readonly string[]
  /** In E.164. */
  phones: readonly string[]
  tokenIndexes: readonly string[]
}

/** More than an account of Vapi has. */
const MOST = 20_000

/** The clients who have any of these, the oldest first. */
export const findKnown = async (req: InTransaction, marks: Marks): Promise<KnownClient[]> => {
  const db = await requestDb(req)
  const texts = (list: readonly string[]) => sql`${sql.param([...list])}::text[]`
  const tokens = texts(marks.tokenIndexes)
  const { rows } = await db.execute(sql`
    select id, ${USER_LABEL} as label, vapi_account_id as account, vapi_assistant_id as assistant,
      vapi_assistant_ids as assistants, vapi_phone_number_id as number, vapi_phone_number as phone,
      vapi_webhook_token_index as token,
      array(select token_index from webhook_retired_tokens former
        where former.client_id = users.id and former.token_index = any(${tokens})) as retired
    from users
    where is_staff is not true and is_superuser is not true and (
      vapi_assistant_id = any(${texts(marks.assistantIDs)})
      or vapi_assistant_ids ?| ${texts(marks.assistantIDs)}
      or vapi_phone_number_id = any(${texts(marks.numberIDs)})
      or vapi_phone_number = any(${texts(marks.phones)})
      or vapi_webhook_token_index = any(${tokens})
      or id in (select client_id from webhook_retired_tokens where token_index = any(${tokens})))
    order by created_at, id limit ${MOST}`)
  return rowsSchema.parse(rows)
}
