/**
 * Decides whose client's a call is in an organisation that several clients share.
 * @module
 */

import { hash } from 'node:crypto'
import type { Payload } from 'payload'
import { z } from 'zod'
import { tokenIndex } from '../../clients/tokenIndex'
import { tokenInURL } from '../../vapi/webhookURL'
import type { Squad } from '../api/squads'
import { readAssistantIDs } from '../assistantIDs'
import type { AttributionBook } from './attribute'

/** More than an organisation at Vapi has. Those beyond have no calls attributed. */
const MAX_CLIENTS = 20_000
const MAX_TOKENS = 50_000

const READ_CLIENTS = `
  select id, vapi_assistant_id as assistant, vapi_assistant_ids as assistants, vapi_phone_number_id as number,
    vapi_webhook_token_index as token
  from users where vapi_account_id = $1::uuid order by id limit ${MAX_CLIENTS}`
const READ_RETIRED = `
  select retired.client_id as id, retired.token_index as token
  from users join webhook_retired_tokens retired on retired.client_id = users.id
  where users.vapi_account_id = $1::uuid order by retired.expires_at desc limit ${MAX_TOKENS}`

const clientsSchema = z.array(
  z.object({
    assistant: z.string().nullable(),
    assistants: z.unknown(),
    id: z.string(),
    number: z.string().nullable(),
    token: z.string().nullable(),
  }),
)
const retiredSchema = z.array(z.object({ id: z.string(), token: z.string() }))

const add = (to: Map<string, string[]>, key: null | string | undefined, clientID: string): void => {
  const name = key?.trim()
  if (!name) return
  const known = to.get(name)
  if (known) known.push(clientID)
  else to.set(name, [clientID])
}

const digestOf = (named: Record<string, ReadonlyMap<string, readonly string[]>>): string =>
  hash(
    'sha256',
    JSON.stringify(Object.entries(named).map(([what, clients]) => [what, ...[...clients].sort()])),
  )

const squadsOf = (
  squads: readonly Squad[],
  assistants: ReadonlyMap<string, readonly string[]>,
): Map<string, string[]> =>
  new Map(
    squads.map(({ id, members }) => {
      const clients = members.flatMap(({ assistantID }) =>
        assistantID === null ? [] : (assistants.get(assistantID) ?? []),
      )
      return [id, [...new Set(clients)]]
    }),
  )

/**
 * Which clients of an account have which assistants, numbers and tokens, current and retired.
 * @param squads those of the account; without them, calls of squads are attributed by nothing else than their rest
 */
export const readBook = async (
  payload: Payload,
  accountID: string,
  squads: readonly Squad[] = [],
): Promise<AttributionBook> => {
  const { pool } = payload.db
  const [clients, retired] = [
    clientsSchema.parse((await pool.query(READ_CLIENTS, [accountID])).rows),
    retiredSchema.parse((await pool.query(READ_RETIRED, [accountID])).rows),
  ]
  const assistants = new Map<string, string[]>()
  const numbers = new Map<string, string[]>()
  const tokens = new Map<string, string>()
  for (const { id, token } of retired) tokens.set(token, id)
  for (const client of clients) {
    for (const each of new Set([client.assistant, ...readAssistantIDs(client.assistants)])) {
      add(assistants, each, client.id)
    }
    add(numbers, client.number, client.id)
    if (client.token !== null) tokens.set(client.token, client.id)
  }
  return {
    assistants,
    digest: digestOf({ assistants, numbers }),
    clientsOfURL: (url) => {
      const token = tokenInURL(url)
      if (token === null) return []
      const clientID = tokens.get(tokenIndex({ secret: payload.secret, token }))
      return clientID === undefined ? [] : [clientID]
    },
    numbers,
    squads: squadsOf(squads, assistants),
  }
}
