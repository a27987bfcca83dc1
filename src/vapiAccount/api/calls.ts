import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json'
import type { Answer } from './answer'
import { ask } from './ask'
import { type CallRow, readCallRow } from './callRow'
import type { Connection } from './connection'
import { numberOf, objectsOf, rowsOf, textOf } from './fields'
import { areOurs, refuseOtherOrg } from './listAll'
import { KEEP_CALL } from './parsing/keep'

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

const queryOf = (query: CallsQuery): Record<string, string> => ({
  limit: String(query.limit),
  ...(query.assistantId !== undefined && { assistantId: query.assistantId }),
  ...(query.createdAtGe && { createdAtGe: query.createdAtGe.toISOString() }),
  ...(query.createdAtLe && { createdAtLe: query.createdAtLe.toISOString() }),
  ...(query.updatedAtGe && { updatedAtGe: query.updatedAtGe.toISOString() }),
})

const invalid = (message: string): Answer<never> => ({
  ok: false,
  problem: { kind: 'invalid', message },
})

/**
 * A page of calls in Vapi's order, which is not checked here. A row that is no call is left out.
 * @returns `received`: how many rows Vapi sent, also those that are no calls
 * @throws any database error
 */
export const listCalls = async (
  connection: Connection,
  query: CallsQuery,
  { retries = true, withText = false }: CallsOptions = {},
): Promise<Answer<{ received: number; rows: CallRow[] }>> => {
  const answer = await ask(
    connection,
    { method: 'GET', path: '/call', query: queryOf(query) },
    { keep: KEEP_CALL, withTexts: withText, ...(!retries && { tries: 1 }) },
  )
  if (!answer.ok) return answer
  const received = rowsOf(answer.value.value)
  if (!received) return invalid('Vapi’s answer is not the list of calls that was asked for.')
  if (!(await areOurs(connection, received.filter(isJsonObject)))) {
    return await refuseOtherOrg(connection)
  }
  const { texts } = answer.value
  const rows = received.flatMap((each, index) => {
    const row = isJsonObject(each) ? readCallRow(each) : null
    const text = texts[index]
    return row ? [text === undefined ? row : { ...row, text }] : []
  })
  return { ok: true, value: { received: received.length, rows } }
}

/**
 * One call with its JSON text, unmasked; `gone` or `retention` if Vapi has it no longer.
 * @throws any database error
 */
export const getCall = async (
  connection: Connection,
  id: string,
): Promise<Answer<{ row: CallRow; text: string }>> => {
  const request = { method: 'GET', path: `/call/${encodeURIComponent(id)}` } as const
  const answer = await ask(connection, request, { keep: KEEP_CALL, withTexts: true })
  if (!answer.ok) return answer
  const { texts, value } = answer.value
  const row = isJsonObject(value) ? readCallRow(value) : null
  const [text] = texts
  if (!isJsonObject(value) || row?.id !== id || text === undefined) {
    return invalid('Vapi’s answer is not the call that was asked for.')
  }
  if (!(await areOurs(connection, [value]))) return await refuseOtherOrg(connection)
  return { ok: true, value: { row, text } }
}

export type CallCount = {
  assistantID: null | string
  calls: number
  /** Start of the day, as Vapi says it. */
  day: null | string
  status: null | string
}

/** Reads the counts of an answer. null: it has none. Pure. */
export const readCounts = (answer: JsonValue): CallCount[] | null => {
  const results = objectsOf(answer).find(({ name }) => name === 'calls')?.result
  if (!Array.isArray(results)) return null
  return objectsOf(results).flatMap((row: JsonObject) => {
    const calls = numberOf(row.calls)
    if (calls === null) return []
    const day = textOf(row.date)
    return [{ assistantID: textOf(row.assistantId), calls, day, status: textOf(row.status) }]
  })
}

/**
 * Vapi's own counts of calls created in a period, by day (UTC), assistant and status. A hint, not a proof.
 * @throws any database error
 */
export const countCalls = async (
  connection: Connection,
  { end, start }: { end: Date; start: Date },
): Promise<Answer<CallCount[]>> => {
  const timeRange = {
    end: end.toISOString(),
    start: start.toISOString(),
    step: 'day',
    timezone: 'UTC',
  }
  const query = {
    groupBy: ['assistantId', 'status'],
    name: 'calls',
    operations: [{ alias: 'calls', column: 'id', operation: 'count' }],
    table: 'call',
    timeRange,
  }
  const answer = await ask(
    connection,
    { body: { queries: [query] }, method: 'POST', path: '/analytics' },
    { isOptional: true, isRepeatable: true },
  )
  if (!answer.ok) return answer
  const counts = readCounts(answer.value.value)
  return counts ? { ok: true, value: counts } : invalid('Vapi’s answer has no counts.')
}
