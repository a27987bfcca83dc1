import type { Payload } from 'payload'
import type { Connection } from '../api/connection'

export type { Connection } from '../api/connection'

type Options = {
  /** Also for an account whose key Vapi refused. */
  ignoreStatus?: boolean
  signal: AbortSignal
}

/** The connection of an account. null: no such account, no key that can be read, or Vapi refused the key. */
export const connectionOf = (
  _payload: Payload,
  _accountID: string,
  _options: Options,
): Promise<Connection | null> => Promise.resolve(null)

/** The ids of the accounts that can be used: those with a key that Vapi did not refuse. */
export const listAccounts = (_payload: Payload): Promise<string[]> => Promise.resolve([])
