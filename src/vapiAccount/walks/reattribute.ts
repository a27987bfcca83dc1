import type { Payload } from 'payload'
import { z } from 'zod'
import type { Connection } from '../api/connection'
import { attribute } from '../attribution/attribute'
import { bookFor } from '../attribution/bookFor'
import { ACCOUNT_IS_SETTLED, isEarlierSince } from './states'

const BATCH = 1_000

const READ_DIGEST = `select book from vapi_walks where account_id = $1::uuid and kind = 'whole'`
const KEEP_DIGEST = `
  update vapi_walks set book = $2 where account_id = $1::uuid and kind = 'whole' and lease = $3::uuid`
const NEXT = `
  select call_id as "callID", assistant_id as "assistantID", phone_number_id as "phoneNumberID",
    squad_id as "squadID"
  from vapi_calls
  where account_id = $1::uuid and call_id > $2 and client_id is null and rule is null
  order by call_id limit ${BATCH}`
/** What they are is computed with the others: until then they wait. */
const GIVE = `
  update vapi_calls call set client_id = client.id, rule = given.rule, state = 'waiting',
    is_earlier = ${isEarlierSince('client.created_at', 'call.created_at')}
      or account.is_settled and ${isEarlierSince('now()', 'call.created_at')}
  from jsonb_to_recordset($2::jsonb) as given(call_id text, client_id uuid, rule text)
    join users client on client.id = given.client_id
    cross join (${ACCOUNT_IS_SETTLED}) account
  where call.account_id = $1::uuid and call.call_id = given.call_id
    and call.client_id is null and call.rule is null`

const digestSchema = z.array(z.object({ book: z.string().nullable() }))
const nextSchema = z.array(
  z.object({
    assistantID: z.string().nullable(),
    callID: z.string(),
    phoneNumberID: z.string().nullable(),
    squadID: z.string().nullable(),
  }),
)

type Reattribute = { connection: Connection; lease: string; payload: Payload }

/**
 * Gives calls of nobody to clients that got an assistant or a number since, without asking Vapi for them again. Only if
 * clients have changed; some thousand calls in a statement.
 */
export const reattribute = async ({ connection, lease, payload }: Reattribute): Promise<void> => {
  const { accountID, pool, signal } = connection
  const bookOf = bookFor({ connection, payload })
  const { digest } = await bookOf([])
  const [known] = digestSchema.parse((await pool.query(READ_DIGEST, [accountID])).rows)
  if (!known || known.book === digest) return
  let after = ''
  while (!signal.aborted) {
    const calls = nextSchema.parse((await pool.query(NEXT, [accountID, after])).rows)
    const book = await bookOf(calls)
    const given = calls.flatMap(({ callID, ...call }) => {
      const whose = attribute({ ...call, serverURLs: [] }, book)
      return whose ? [{ call_id: callID, client_id: whose.clientID, rule: whose.rule }] : []
    })
    if (given.length > 0) await pool.query(GIVE, [accountID, JSON.stringify(given)])
    const last = calls.at(-1)
    if (!last || calls.length < BATCH) break
    after = last.callID
  }
  if (!signal.aborted) await pool.query(KEEP_DIGEST, [accountID, digest, lease])
}
