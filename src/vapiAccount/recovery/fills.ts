import type { Pool } from 'pg'
import { z } from 'zod'
import { isDeletedHere, otherHolder } from '../attribution/standing'
import { endOf } from '../walks/states'
import type { FillProblem } from './problems'

/** So many attempts may fail, or end with their process. */
export const MAX_ATTEMPTS = 5

const OF_CALL = 'account_id = $1::uuid and call_id = $2'

const LOOK = `
  select exists (
      select from call_summaries held
      where held.client_id = call.client_id and held.vapi_call_id = call.call_id) as "isHere",
    ${otherHolder('call')} as holder, ${isDeletedHere('call')} as "isDeleted"
  from vapi_calls call
  where ${OF_CALL} and call.client_id = $3::uuid and call.state = 'missing'`

/** Counted before it is made, so that a call that ends its process is not tried for ever. */
const TAKE = `
  update vapi_calls set fill_attempts = fill_attempts + 1,
    fill_at = now() + make_interval(mins => 5 * power(2, least(fill_attempts, 6))::int)
  where ${OF_CALL} and state = 'missing' returning fill_attempts as attempts`
const GIVE_BACK = `
  update vapi_calls set fill_attempts = greatest(fill_attempts - 1, 0), fill_at = null
  where ${OF_CALL} and state = 'missing'`
const HELD = `
  update vapi_calls call set state = 'held', fill_at = null, fill_problem = null,
    recovered_at = case when held.source = 'recovered' then coalesce(call.recovered_at, now()) end
  from call_summaries held
  where ${OF_CALL} and held.client_id = call.client_id and held.vapi_call_id = call.call_id
    and call.client_id = $3::uuid`
const OTHERS = `
  update vapi_calls call set client_id = holder.client_id, rule = 'report', fill_at = null, fill_problem = null,
    state = case when holder.client_id is null then 'not_ours' else 'held' end
  from (select (select id from users where id = $4::uuid and vapi_account_id = $1::uuid) as client_id) holder
  where ${OF_CALL} and call.client_id = $3::uuid and call.state = 'missing'`
const CANNOT = `
  update vapi_calls set state = 'cannot_be_filled', fill_problem = $3, fill_at = null
  where ${OF_CALL} and state = 'missing'`
const READ_STATE = `select state from vapi_calls where ${OF_CALL}`
const HAS_CONTENT = `
  select exists (
    select from vapi_calls call join vapi_calls other
      on other.account_id = call.account_id and other.assistant_id is not distinct from call.assistant_id
    where call.account_id = $1::uuid and call.call_id = $2 and other.connected and other.has_content
  ) as "hasContent"`
const NEXT = `
  select call_id as "callID", client_id as "clientID" from vapi_calls call
  where account_id = $1::uuid and state = 'missing' and client_id is not null and coalesce(fill_at <= now(), true)
  order by ${endOf('call')} desc limit $2`

const lookSchema = z.array(
  z.object({ holder: z.string().nullable(), isDeleted: z.boolean(), isHere: z.boolean() }),
)
const attemptsSchema = z.array(z.object({ attempts: z.number() }))
const stateSchema = z.array(z.object({ state: z.string() }))
const contentSchema = z.tuple([z.object({ hasContent: z.boolean() })])
const nextSchema = z.array(z.object({ callID: z.string(), clientID: z.string() }))

type OfCall = { accountID: string; callID: string; pool: Pick<Pool, 'query'> }

/**
 * Whether a missing call is here by now, another client (`holder`) has it, or staff deleted it.
 * @returns null if it is not missing for this client
 */
export const lookAtCall = async ({
  accountID,
  callID,
  clientID,
  pool,
}: OfCall & { clientID: string }) =>
  lookSchema.parse((await pool.query(LOOK, [accountID, callID, clientID])).rows)[0] ?? null

/** Counts an attempt. @returns how many there were with this one; null if the call is not missing any more */
export const takeFill = async ({ accountID, callID, pool }: OfCall): Promise<null | number> =>
  attemptsSchema.parse((await pool.query(TAKE, [accountID, callID])).rows)[0]?.attempts ?? null

/** Takes an attempt back that failed for a reason that has nothing to do with the call. */
export const giveFillBack = async ({ accountID, callID, pool }: OfCall): Promise<void> =>
  void (await pool.query(GIVE_BACK, [accountID, callID]))

/** Writes down that the client has the call. */
export const noteHeld = async ({
  accountID,
  callID,
  clientID,
  pool,
}: OfCall & { clientID: string }): Promise<void> =>
  void (await pool.query(HELD, [accountID, callID, clientID]))

/**
 * Writes down that another client has the call: it is that client's if it is one of the account, else nobody's. No walk
 * gives it to somebody again.
 */
export const noteOthers = async ({
  accountID,
  callID,
  clientID,
  holder,
  pool,
}: OfCall & { clientID: string; holder: string }): Promise<void> =>
  void (await pool.query(OTHERS, [accountID, callID, clientID, holder]))

/** Writes down that a missing call cannot be had. */
export const noteCannotBeFilled = async ({
  accountID,
  callID,
  pool,
  problem,
}: OfCall & { problem: FillProblem }): Promise<void> =>
  void (await pool.query(CANNOT, [accountID, callID, problem]))

/** The state of a call of the list; null if it is not there. */
export const readCallState = async ({ accountID, callID, pool }: OfCall): Promise<null | string> =>
  stateSchema.parse((await pool.query(READ_STATE, [accountID, callID])).rows)[0]?.state ?? null

/** Whether Vapi keeps what is said in calls of this one's assistant: it does of another one. */
export const keepsContent = async ({ accountID, callID, pool }: OfCall): Promise<boolean> =>
  contentSchema.parse((await pool.query(HAS_CONTENT, [accountID, callID])).rows)[0].hasContent

/** Missing calls that are due, the newest first: only those are announced. */
export const nextMissing = async ({
  accountID,
  count,
  pool,
}: Omit<OfCall, 'callID'> & { count: number }) =>
  nextSchema.parse((await pool.query(NEXT, [accountID, count])).rows)
