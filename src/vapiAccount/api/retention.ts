import type { Answer } from './answer'
import type { Connection } from './connection'

/** For how many days Vapi keeps the account's calls, and writes it down. null: Vapi names no limit. */
export const learnRetention = (_connection: Connection): Promise<Answer<null | number>> =>
  Promise.reject(new Error('Not built yet'))
