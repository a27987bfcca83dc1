import type { Pool } from 'pg'
import { z } from 'zod'
import type { JsonObject } from '../../lib/json'
import { instant, text } from '../../lib/schemas'
import type { Place } from './place'

/** How a place is: being written, set, put back, moved by somebody else, or not set because it failed. */
const SETUP_STATES = ['writing', 'set', 'put_back', 'moved', 'failed'] as const
export type SetupState = (typeof SETUP_STATES)[number]

const bySchema = z.object({ label: z.string().nullable() }).nullable().catch(null)

const rowsSchema = z.array(
  z
    .object({
      account_id: z.string(),
      assistant_id: z.string(),
      before: text,
      before_url_host: text,
      by: bySchema,
      checked_at: instant.nullable(),
      client_id: z.string(),
      credential_id: text,
      id: z.string(),
      noted: z.record(z.string(), z.json()).nullable(),
      phone_number_id: z.string(),
      problem: text,
      proof: text,
      proven_at: instant.nullable(),
      set_at: instant.nullable(),
      state: z.enum(SETUP_STATES),
    })
    .transform((row) => ({
      accountID: row.account_id,
      assistantID: row.assistant_id,
      /** Encrypted. */
      before: row.before,
      beforeHost: row.before_url_host,
      by: row.by?.label ?? null,
      checkedAt: row.checked_at,
      clientID: row.client_id,
      credentialID: row.credential_id,
      id: row.id,
      noted: row.noted,
      phoneNumberID: row.phone_number_id,
      problem: row.problem,
      /** Encrypted: what the credential proves, as text. null: the desk did not make it. */
      proof: row.proof,
      provenAt: row.proven_at,
      setAt: row.set_at,
      state: row.state,
    })),
)

/** What the desk knows of a place where it wrote. */
export type SetupRow = z.infer<typeof rowsSchema>[number]

const COLUMNS = `id, client_id, account_id, assistant_id, phone_number_id, state, before, before_url_host, proof,
  credential_id, noted, by, set_at, checked_at, proven_at, problem`

/** Reads what was written for clients, or at an account. */
export const readSetups = async (
  pool: Pool,
  of: { accountID: string } | { clientIDs: readonly string[] },
): Promise<SetupRow[]> => {
  const { rows } =
    'accountID' in of
      ? await pool.query(
          `select ${COLUMNS} from vapi_setups where account_id = $1::uuid order by client_id, assistant_id`,
          [of.accountID],
        )
      : await pool.query(
          `select ${COLUMNS} from vapi_setups where client_id = any($1::uuid[])
          order by client_id, assistant_id, phone_number_id`,
          [of.clientIDs],
        )
  return rowsSchema.parse(rows)
}

/** The row of a place among these. */
export const rowOf = (rows: readonly SetupRow[], place: Place): SetupRow | undefined =>
  rows.find(
    ({ assistantID, phoneNumberID }) =>
      assistantID === place.assistantID && phoneNumberID === place.phoneNumberID,
  )

type Begin = {
  accountID: string
  /** Encrypted; null keeps what is kept. */
  before: null | string
  beforeHost: null | string
  clientID: string
  place: Place
}

// What stood there is kept before anything is written: a process may die in between.
const BEGIN = `
  insert into vapi_setups as kept
    (client_id, account_id, assistant_id, phone_number_id, state, before, before_url_host)
  values ($1::uuid, $2::uuid, $3, $4, 'writing', $5, $6)
  on conflict (client_id, assistant_id, phone_number_id) do update set
    account_id = excluded.account_id, state = 'writing', problem = null,
    before = coalesce(excluded.before, kept.before),
    before_url_host = case when excluded.before is null then kept.before_url_host
      else excluded.before_url_host end`

/** Keeps what stands at a place before it is written. */
export const beginWriting = async (
  pool: Pool,
  { accountID, before, beforeHost, clientID, place }: Begin,
): Promise<void> => {
  const { assistantID, phoneNumberID } = place
  await pool.query(BEGIN, [clientID, accountID, assistantID, phoneNumberID, before, beforeHost])
}

type Failed = { clientID: string; place: Place; problem: string; state: SetupState }

/** Notes that a place was not written. */
export const noteFailed = async (
  pool: Pool,
  { clientID, place, problem, state }: Failed,
): Promise<void> => {
  await pool.query(
    `update vapi_setups set state = $4, problem = $5
    where client_id = $1::uuid and assistant_id = $2 and phone_number_id = $3`,
    [clientID, place.assistantID, place.phoneNumberID, state, problem],
  )
}

/** What is remembered of an assistant, to see later that it changed. */
export type Noted = { compliancePlan: JsonObject | null; recordingEnabled: boolean | null }

// A report since the webhook was set there proves it, unless it is known to be of another assistant.
const PROVE = `
  update vapi_setups setup set proven_at = found.at
  from (
    select setup.id, min(delivery.received_at) as at
    from vapi_setups setup
    join webhook_deliveries delivery on delivery.client_id = setup.client_id
      and delivery.received_at > setup.set_at and delivery.source = 'webhook'
    join call_summaries call on call.id = delivery.call_summary_id
    where setup.client_id = any($1::uuid[]) and setup.state = 'set' and setup.proven_at is null
      and call.is_test is not true
      and (call.vapi_assistant_id is null or call.vapi_assistant_id = setup.assistant_id)
    group by setup.id
  ) found where found.id = setup.id`

/** Notes which of these clients' places were proven by a report. */
export const noteProven = async (pool: Pool, clientIDs: readonly string[]): Promise<void> =>
  void (await pool.query(PROVE, [clientIDs]))
