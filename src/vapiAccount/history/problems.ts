import type { VapiProblemKind } from '../api/answer'

const OF_THE_DESK = ['incomplete', 'no_key', 'unexpected', 'unordered'] as const

const OF_VAPI = [
  'blocked',
  'busy',
  'conflict',
  'forbidden',
  'gone',
  'invalid',
  'key_refused',
  'rate_limited',
  'retention',
  'stopped',
  'too_large',
  'unpaid',
  'unreachable',
  'wrong_route',
] as const satisfies readonly VapiProblemKind[]

/**
 * Why an import of past calls waits, or ended before its end: what Vapi answered, that the account has no key that
 * works (`no_key`), that Vapi's list cannot be read to its end (`incomplete`, `unordered`), or the desk's own trouble
 * (`unexpected`). Stored as codes; the admin translates them.
 */
export const HISTORY_PROBLEMS = [...OF_THE_DESK, ...OF_VAPI] as const

export type HistoryProblem = (typeof HISTORY_PROBLEMS)[number]
