import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json'
import type { Answer } from './answer'
import { type AskOptions, ask } from './ask'
import type { Connection } from './connection'
import { blockOf } from './fields'
import { areOurs, refuseOtherOrg } from './listAll'
import { type PhoneNumber, readNumber } from './numbers'
import { KEEP_NUMBER } from './parsing/keep'

/** A phone number with its own server block, which counts where its assistant has none. */
export type NumberServer = PhoneNumber & {
  isServerUrlSecretSet: boolean
  server: JsonObject | null
}

const KEEP = { ...KEEP_NUMBER, isServerUrlSecretSet: 'whole', server: 'whole' } as const

const pathOf = (id: string): string => `/phone-number/${encodeURIComponent(id)}`

const NO_NUMBER: Answer<never> = {
  ok: false,
  problem: { kind: 'invalid', message: 'Vapi’s answer is not the number that was asked for.' },
}

const oneOf = async (
  connection: Connection,
  value: JsonValue,
  id: string,
): Promise<Answer<NumberServer>> => {
  const number = isJsonObject(value) ? readNumber(value) : null
  if (!isJsonObject(value) || number?.id !== id) return NO_NUMBER
  if (!(await areOurs(connection, [value]))) return await refuseOtherOrg(connection)
  const { isServerUrlSecretSet, server } = value
  return {
    ok: true,
    value: {
      ...number,
      isServerUrlSecretSet: isServerUrlSecretSet === true,
      server: blockOf(server),
    },
  }
}

/** One phone number; `gone` if the organisation has none with this id. @throws any database error */
export const getNumber = async (
  connection: Connection,
  id: string,
): Promise<Answer<NumberServer>> => {
  const answer = await ask(connection, { method: 'GET', path: pathOf(id) }, { keep: KEEP })
  return answer.ok ? await oneOf(connection, answer.value.value, id) : answer
}

/**
 * Writes a number's server, and nothing else of it. Vapi wants its provider repeated. It is sent once.
 * @throws any database error
 */
export const patchNumber = async (
  connection: Connection,
  id: string,
  { provider, server }: { provider: null | string; server: JsonObject | null },
  { before }: Pick<AskOptions, 'before'> = {},
): Promise<Answer<NumberServer>> => {
  const body = { server, ...(provider !== null && { provider }) }
  const request = { body, method: 'PATCH', path: pathOf(id) } as const
  const answer = await ask(connection, request, { before, keep: KEEP })
  if (!answer.ok) return answer
  const written = await oneOf(connection, answer.value.value, id)
  // Vapi took it, whatever it then says.
  return written.ok ? written : { ok: false, problem: { ...written.problem, kind: 'unreachable' } }
}
