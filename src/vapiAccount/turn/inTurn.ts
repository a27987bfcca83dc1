import type { Pool } from 'pg'

/** What a request leaves behind. */
export type TurnResult<Value> = {
  /** For how long nobody may ask this account, in milliseconds, after this request. */
  pauseFor: number
  value: Value
}

type InTurn<Value> = {
  accountID: string
  pool: Pool
  run: () => Promise<TurnResult<Value>>
  signal: AbortSignal
}

/** `busy`: the turn did not come within 90 s. `stopped`: the signal, or the account is gone. */
export type Turn<Value> = { kind: 'busy' | 'stopped' } | { kind: 'done'; value: Value }

/** Runs one request to an account. Over all processes, one runs at a time, with a pause after each. */
export const inTurn = <Value>(_args: InTurn<Value>): Promise<Turn<Value>> =>
  Promise.resolve({ kind: 'stopped' })
