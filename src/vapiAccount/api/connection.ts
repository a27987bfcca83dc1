import type { Pool } from 'pg'
import type { Region } from '../accounts/statuses'
import type { VapiProblem } from './answer'

/** What requests to one account of Vapi need. */
export type Connection = {
  accountID: string
  /** The API of the account's region, without a slash at its end. */
  apiURL: string
  /** The key, as a function, so that a logged connection does not show it. */
  key: () => string
  /** Writes down how a request went, with the account. null: it went well. Never rejects. */
  note: (problem: null | VapiProblem) => Promise<void>
  /** The account's organisation; null until it is learned. */
  orgId: null | string
  pool: Pool
  region: Region
  /** For how many days Vapi keeps calls; null until it is learned. */
  retentionDays: null | number
  /** Ends waiting requests: they give `stopped`. */
  signal: AbortSignal
}
