import type { Payload } from 'payload'
import type { Pool } from 'pg'
import { z } from 'zod'
import { instant } from '../../lib/schemas'
import { proofOf } from '../../sender/settings'
import type { VapiProblemKind } from '../api/answer'
import { type Assistant, listAssistants } from '../api/assistants'
import type { Connection } from '../api/connection'
import { listNumbers, type PhoneNumber } from '../api/numbers'
import { listSquads, type Squad } from '../api/squads'
import { provenBy } from '../setup/credential'
import { isOfClient } from '../setup/placesOf'
import { noteProven, readSetups, type SetupRow } from '../setup/rows'
import { readSetupClients, type SetupClient } from '../setup/targets'
import { type FormerTokens, readFormerTokens, whoseURL } from '../setup/whose'
import { adopt, noteRight } from './adopt'
import { type Found, judgeCalls, judgeNumber, judgePlace, judgeSquads } from './judge'
import { findLeftBehind } from './leftBehind'
import { type NewDrift, storeDrifts } from './storeDrifts'

const idsSchema = z.array(z.object({ id: z.string() }))

const clockSchema = z.tuple([z.object({ at: z.date() })])

const callsSchema = z.array(
  z.object({
    client_id: z.string(),
    lost: z.number(),
    missing: z.number(),
    overridden: z.number(),
  }),
)

// Of the last day. A call that was fetched or imported afterwards had lost its report too, but is not missing any more.
const READ_CALLS = `
  with recent as (
    select client_id, overrides_server, state in ('missing', 'cannot_be_filled') as is_missing,
      state in ('missing', 'cannot_be_filled') or recovered_at is not null as is_lost,
      state = 'held' and overrides_server and exists (
        select from call_summaries held where held.client_id = call.client_id
          and held.vapi_call_id = call.call_id and held.source = 'imported') as is_imported
    from vapi_calls call
    where account_id = $1::uuid and client_id is not null and created_at > now() - interval '1 day'
      and (state in ('missing', 'cannot_be_filled') or recovered_at is not null
        or (state = 'held' and overrides_server))
  )
  select client_id,
    count(*) filter (where is_missing and not overrides_server)::int as missing,
    count(*) filter (where is_lost and not overrides_server)::int as lost,
    count(*) filter (where (is_lost or is_imported) and overrides_server)::int as overridden
  from recent group by client_id`

// Refusals of the last day for want of proof.
const READ_REFUSED = `
  select client_id, last_at from webhook_refusals
  where client_id = any($1::uuid[]) and last_at > now() - interval '1 day'
    and last_reason not in ('flood', 'network')`

const refusedSchema = z.array(z.object({ client_id: z.string(), last_at: instant }))

/** When posts for clients were last refused so: ISO 8601, by client. */
const readRefused = async (pool: Pool, ids: readonly string[]): Promise<Map<string, string>> => {
  const { rows } = await pool.query(READ_REFUSED, [ids])
  return new Map(
    refusedSchema.parse(rows).map(({ client_id, last_at }) => [client_id, last_at] as const),
  )
}

type OfCalls = { lost: number; missing: number; overridden: number }

const readCalls = async (pool: Pool, accountID: string): Promise<Map<string, OfCalls>> =>
  new Map(
    callsSchema
      .parse((await pool.query(READ_CALLS, [accountID])).rows)
      .map(({ client_id, ...counts }) => [client_id, counts]),
  )

/** All that an account's clients are compared with. */
type Account = {
  assistants: ReadonlyMap<string, Assistant>
  calls: ReadonlyMap<string, OfCalls>
  former: FormerTokens
  numbers: ReadonlyMap<string, PhoneNumber>
  payload: Payload
  /** When posts for clients were last refused, ISO 8601. */
  refused: ReadonlyMap<string, string>
  squads: readonly Squad[]
}

const standOf = (row: SetupRow, { assistants, numbers }: Account) => {
  const assistant = assistants.get(row.assistantID)
  if (row.phoneNumberID === '') return assistant
  const number = numbers.get(row.phoneNumberID)
  // The list of numbers has their addresses, and not the rest of their servers.
  return number && assistant
    ? { ...assistant, server: null, serverMessages: null, serverURL: number.serverURL }
    : undefined
}

const ofPlace = (client: SetupClient, row: SetupRow, account: Account): Found[] => {
  const { assistants, former, payload, refused } = account
  const found = standOf(row, account)
  const isNumber = row.phoneNumberID !== ''
  const signals = judgePlace({
    found: found ?? null,
    // What was refused before says nothing of what stands there now.
    isRefused: (refused.get(client.id) ?? '') > (row.setAt ?? ''),
    name: assistants.get(row.assistantID)?.name ?? row.assistantID,
    noted: row.noted,
    row: {
      credentialID: row.credentialID,
      proof: provenBy(row, (text) => payload.decrypt(text)),
    },
    sender: client.sender,
    wantedProof: proofOf(client.sender),
    whose: whoseURL(found?.serverURL ?? null, {
      former: former.get(client.id),
      secret: payload.secret,
      tokenIndex: client.tokenIndex,
    }),
  })
  return isNumber ? signals.filter(({ signal }) => OF_NUMBERS.has(signal)) : signals
}

const OF_NUMBERS: ReadonlySet<Found['signal']> = new Set(['deleted', 'moved', 'old_address'])

/** Signals that say nothing of where reports go. */
const HARMLESS: ReadonlySet<Found['signal']> = new Set([
  'compliance_changed',
  'credential_not_allowed',
  'no_retries',
  'recording_off',
])

type Watched = { client: SetupClient; rows: readonly SetupRow[] }

const ofClient = ({ client, rows }: Watched, account: Account): NewDrift[] => {
  const { calls, former, numbers, payload, squads } = account
  const counts = calls.get(client.id) ?? { lost: 0, missing: 0, overridden: 0 }
  const whoseIs = (url: string) =>
    whoseURL(url, {
      former: former.get(client.id),
      secret: payload.secret,
      tokenIndex: client.tokenIndex,
    })
  const asDrift =
    (assistantID: string, since: null | string = null) =>
    (found: Found): NewDrift => ({ ...found, assistantID, clientID: client.id, since })
  const ofPlaces = rows.flatMap((row) => {
    const { assistantID } = row
    const changedAt = account.assistants.get(assistantID)?.updatedAt?.toISOString() ?? null
    // When somebody last edited it is when it went wrong, if it was right before.
    const isLater = changedAt !== null && row.checkedAt !== null && changedAt > row.checkedAt
    return [
      ...ofPlace(client, row, account).map(asDrift(assistantID, isLater ? changedAt : null)),
      ...judgeSquads({
        assistantID,
        hasGaps: counts.lost + counts.overridden > 0,
        squads,
        whoseIs,
      }).map(asDrift(assistantID)),
    ]
  })
  const ofNumber =
    client.phoneNumberID === null
      ? []
      : judgeNumber({
          assistantIDs: client.assistantIDs,
          number: numbers.get(client.phoneNumberID),
          squads: new Map(
            squads.map(({ id, members }) => [
              id,
              members.flatMap(({ assistantID }) => assistantID ?? []),
            ]),
          ),
        }).map(asDrift(''))
  const isRight = [...ofPlaces, ...ofNumber].every(({ signal }) => HARMLESS.has(signal))
  return [...ofPlaces, ...ofNumber, ...judgeCalls({ ...counts, isRight }).map(asDrift(''))]
}

const watchedOf = (clients: readonly SetupClient[], rows: readonly SetupRow[]): Watched[] =>
  clients.flatMap((client) => {
    const own = rows.filter(
      ({ assistantID, clientID, phoneNumberID, state }) =>
        clientID === client.id &&
        (state === 'set' || state === 'writing') &&
        isOfClient({ assistantID, phoneNumberID }, client),
    )
    return own.length > 0 ? [{ client, rows: own }] : []
  })

type Look = { connection: Connection; payload: Payload }

/**
 * Compares all clients of an account with Vapi, with three requests, and stores what is not as it was set. An address
 * of a client's that somebody set by hand is watched from then on.
 * @returns why Vapi could not be asked: then nothing is stored; null: it was
 */
export const lookAtAccount = async ({
  connection,
  payload,
}: Look): Promise<null | VapiProblemKind> => {
  const { accountID, pool } = connection
  const [clock] = clockSchema.parse((await pool.query('select now() as at')).rows)
  const assistants = await listAssistants(connection)
  if (!assistants.ok) return assistants.problem.kind
  const numbers = await listNumbers(connection)
  if (!numbers.ok) return numbers.problem.kind
  const squads = await listSquads(connection)
  if (!squads.ok) return squads.problem.kind
  // An inactive client is no longer expected to have calls.
  const { rows } = await pool.query(
    'select id from users where vapi_account_id = $1::uuid and is_active',
    [accountID],
  )
  const ids = idsSchema.parse(rows).map(({ id }) => id)
  const [clients, former, calls, refused] = [
    await readSetupClients(payload, ids),
    await readFormerTokens(pool, ids),
    await readCalls(pool, accountID),
    await readRefused(pool, ids),
  ]
  const account: Account = {
    assistants: new Map(assistants.value.map((each) => [each.id, each])),
    calls,
    former,
    numbers: new Map(numbers.value.map((each) => [each.id, each])),
    payload,
    refused,
    squads: squads.value,
  }
  await adopt({ accountID, ...account, clients })
  await noteProven(pool, ids)
  const setups = await readSetups(pool, { accountID })
  const watched = watchedOf(clients, setups)
  const left = await findLeftBehind({ ...account, accountID, setups })
  const drifts = [...watched.flatMap((each) => ofClient(each, account)), ...left]
  await storeDrifts(pool, { accountID, drifts, lookedAt: clock.at })
  await noteRight(pool, accountID, drifts)
  return null
}
