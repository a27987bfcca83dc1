import type { Payload } from 'payload'
import type { Pool } from 'pg'
import { z } from 'zod'
import type { Assistant } from '../api/assistants'
import type { PhoneNumber } from '../api/numbers'
import { isOfClient } from '../setup/placesOf'
import type { SetupRow } from '../setup/rows'
import { readSetupClients } from '../setup/targets'
import { readFormerTokens, whoseURL } from '../setup/whose'
import type { NewDrift } from './storeDrifts'

type Look = {
  accountID: string
  assistants: ReadonlyMap<string, Assistant>
  numbers: ReadonlyMap<string, PhoneNumber>
  payload: Payload
  setups: readonly SetupRow[]
}

// Somebody else has its events by now, or nobody.
const FORGET = `
  update vapi_setups set state = 'moved', problem = null, before = null, proof = null, credential_id = null
  where id = any($1::uuid[]) and state = 'set'`

const shownOf = (row: SetupRow, { assistants, numbers }: Look) => {
  const assistant = assistants.get(row.assistantID)
  if (row.phoneNumberID === '') {
    return { name: assistant?.name ?? row.assistantID, url: assistant?.serverURL ?? null }
  }
  const number = numbers.get(row.phoneNumberID)
  const name = number?.number ?? number?.name ?? row.phoneNumberID
  return { name, url: number?.serverURL ?? null }
}

/**
 * Finds what is no longer a client's, because its agent was taken from it or it was moved to another account, and still
 * has its address. A place that has it no more is forgotten. Nothing is written at Vapi.
 */
export const findLeftBehind = async (look: Look): Promise<NewDrift[]> => {
  const { accountID, payload, setups } = look
  const { pool } = payload.db
  const written = setups.filter(({ state }) => state === 'set' || state === 'writing')
  const ids = [...new Set(written.map(({ clientID }) => clientID))]
  const clients = new Map((await readSetupClients(payload, ids)).map((each) => [each.id, each]))
  const left = written.flatMap((row) => {
    const client = clients.get(row.clientID)
    const isStill = client?.accountID === accountID && isOfClient(row, client)
    return client && !isStill ? [{ client, row }] : []
  })
  if (left.length === 0) return []
  const former = await readFormerTokens(
    pool,
    left.map(({ client }) => client.id),
  )
  const forgotten: string[] = []
  const found = left.flatMap(({ client, row }): NewDrift[] => {
    const { name, url } = shownOf(row, look)
    const { kind } = whoseURL(url, {
      former: former.get(client.id),
      secret: payload.secret,
      tokenIndex: client.tokenIndex,
    })
    if (kind === 'ours' || kind === 'former') {
      const { assistantID } = row
      const signal = 'left_behind'
      return [
        {
          assistantID,
          clientID: client.id,
          detail: { name },
          level: 'notice',
          signal,
          since: null,
        },
      ]
    }
    forgotten.push(row.id)
    return []
  })
  if (forgotten.length > 0) await pool.query(FORGET, [forgotten])
  return found
}

// `is not true`: something of it may be unset.
const COUNT = `
  select count(distinct (setup.client_id, setup.assistant_id))::int as count
  from vapi_setups setup join users on users.id = setup.client_id
  where setup.client_id = any($1::uuid[]) and setup.state in ('set', 'writing')
    and (users.vapi_account_id = setup.account_id
      and (trim(users.vapi_assistant_id) = setup.assistant_id
        or (jsonb_typeof(users.vapi_assistant_ids) = 'array' and users.vapi_assistant_ids ? setup.assistant_id))
      and (setup.phone_number_id = '' or trim(users.vapi_phone_number_id) = setup.phone_number_id)) is not true`

const countSchema = z.tuple([z.object({ count: z.number() })])

/** How many agents these clients no longer have, while their address may still stand there at Vapi. */
export const countLeftBehind = async (pool: Pool, clientIDs: readonly string[]): Promise<number> =>
  countSchema.parse((await pool.query(COUNT, [clientIDs])).rows)[0].count
