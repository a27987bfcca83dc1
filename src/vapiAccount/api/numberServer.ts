import type { JsonObject } from '../../lib/json'
import type { Answer } from './answer'
import type { Connection } from './connection'
import type { PhoneNumber } from './numbers'

/** A phone number with its own server block, which counts where its assistant has none. */
export type NumberServer = PhoneNumber & {
  isServerUrlSecretSet: boolean
  server: JsonObject | null
}

/** One phone number; `gone` if the organisation has none with this id. */
export const getNumber = (_connection: Connection, _id: string): Promise<Answer<NumberServer>> =>
  Promise.reject(new Error('Not built yet'))

/** Writes a number's server, and nothing else of it. Vapi wants its provider repeated. It is sent once. */
export const patchNumber = (
  _connection: Connection,
  _id: string,
  _patch: { provider: null | string; server: JsonObject | null },
): Promise<Answer<null>> => Promise.reject(new Error('Not built yet'))
