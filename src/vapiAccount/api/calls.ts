import type { Answer } from './answer'
import type { CallRow } from './callRow'
import type { Connection } from './connection'

export type CallsQuery = {
  assistantId?: string
  createdAtGe?: Date
  createdAtLe?: Date
  /** 1 to 1,000. */
  limit: number
  updatedAtGe?: Date
}

/** `withText`: rows carry their JSON text. `retries: false`: a time-out is answered, so that `limit` can be halved. */
export type CallsOptions = { retries?: boolean; withText?: boolean }

/**
 * A page of calls in Vapi's order, which is not checked here. A row that is no call is left out, and counted.
 * @returns `received`: how many rows Vapi sent, also those that are no calls
 */
export const listCalls = (
  _connection: Connection,
  _query: CallsQuery,
  _options: CallsOptions = {},
): Promise<Answer<{ received: number; rows: CallRow[] }>> =>
  Promise.reject(new Error('Not built yet'))

/** One call with its JSON text, unmasked; `gone` or `retention` if Vapi has it no longer. */
export const getCall = (
  _connection: Connection,
  _id: string,
): Promise<Answer<{ row: CallRow; text: string }>> => Promise.reject(new Error('Not built yet'))

export type CallCount = {
  assistantID: null | string
  calls: number
  /** Start of the day, as Vapi says it. */
  day: null | string
  status: null | string
}

/** Vapi's own counts of calls created in a period, by day (UTC), assistant and status. A hint, not a proof. */
export const countCalls = (
  _connection: Connection,
  _period: { end: Date; start: Date },
): Promise<Answer<CallCount[]>> => Promise.reject(new Error('Not built yet'))
