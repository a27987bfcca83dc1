import type { Pool } from 'pg'
import type { Region } from '../accounts/statuses'
import type { VapiProblem } from './answer'

/** What requests to one account of Vapi need. */
export type Connection = {
  accountID: string
  /** The API of the account's region, without a slash at its end. */
  apiURL: string
  /** Somebody waits for the answers: requests come before those of loops, and are not repeated for minutes. */
  isForPerson: boolean
  /** Writes down that Vapi keeps calls for so many days; null: it names no limit. */
  keepRetention: (days: null | number) => Promise<void>
  /** The key, as a function, so that a logged connection does not show it. */
  key: () => string
  /** Writes down how a request went, with the account. null: it went well. Never rejects. */
  note: (problem: null | VapiProblem) => Promise<void>
  /** The account's organisation; null until it is learned. */
  orgId: null | string
  pool: Pool
  region: Region
  /** For how many days Vapi keeps calls; null: it names no limit, or has not been asked. */
  retentionDays: null | number
  /** When that was asked; null: not yet. */
  retentionLearnedAt: Date | null
  /** Ends waiting requests: they give `stopped`. */
  signal: AbortSignal
  /**
   * Whether an organisation that is named in an answer is the account's. The first one becomes the account's,
   * unless another account has it. @throws any database error
   */
  takesOrg: (orgId: string) => Promise<boolean>
}
