/**
 * Reads what Vapi says of calls after their reports came: corrected costs, late summaries and structured outputs.
 * @module
 */

import type { Payload } from 'payload'
import { storeBody } from '../../ingest/storeBody'
import type { VapiProblem } from '../api/answer'
import { getCall } from '../api/calls'
import type { Connection } from '../api/connection'
import { costReport } from '../api/costReport'
import { fetchedReport } from '../api/fetchedReport'
import { attribute } from '../attribution/attribute'
import { recordPage } from '../walks/recordPage'
import { MAX_ATTEMPTS } from './fills'
import { giveLateBack, type LateCall, noteDone, takeLate } from './lates'
import { ABOUT_THE_ACCOUNT, type RecoveryContext, recoveryContext } from './recoverCall'

/** How many costs a run stores. The list of calls has them: nothing is fetched for them. */
const MAX_COSTS = 200

type ReadLate = {
  connection: Connection
  /** How many calls this run may fetch; the next one goes on. */
  maxCalls: number
  payload: Payload
}

type Reading = Omit<ReadLate, 'maxCalls'> & { call: LateCall; context: RecoveryContext }

/** What came of a call. `rest`: the account has to rest. `later`: it is tried again. `left`: until Vapi changes it. */
type Read = { kind: 'later' | 'left' | 'read' } | { kind: 'rest'; problem: VapiProblem }

/** Adds a body to its call. Nobody is told: the call had come in time. */
const add = ({ call: { clientID }, payload }: Reading, text: string) =>
  storeBody({ announce: false, clientID, onlyAdds: true, payload, source: 'recovered', text })

const fetchContent = async (reading: Reading): Promise<Read> => {
  const { call, connection, context } = reading
  const { accountID, pool } = connection
  const answer = await getCall(connection, call.callID)
  if (!answer.ok) {
    const { kind } = answer.problem
    if (kind === 'gone' || kind === 'retention') return { kind: 'left' }
    const isAbout = ABOUT_THE_ACCOUNT.has(kind) || kind === 'unreachable'
    return isAbout ? { kind: 'rest', problem: answer.problem } : { kind: 'later' }
  }
  const { row, text } = answer.value
  const book = await context.bookOf([row])
  await recordPage({ accountID, book, pool, rows: [row] })
  // Its client has the report, but not necessarily by right to all that Vapi has.
  if (row.endedAt === null || attribute(row, book)?.clientID !== call.clientID)
    return { kind: 'left' }
  const numbers = row.phoneNumberID === null ? new Map() : await context.numbers()
  const body = fetchedReport(text, { numbers })
  if (body !== null) await add(reading, body)
  return { kind: 'read' }
}

const readCall = async (reading: Reading): Promise<Read> => {
  const { at, attempts, callID, cost, costBreakdown, endedAt, fetches, takesCost } = reading.call
  if (attempts > MAX_ATTEMPTS) return { kind: 'left' }
  const read: Read = fetches ? await fetchContent(reading) : { kind: 'read' }
  const isOver = read.kind === 'left' || read.kind === 'read'
  if (isOver && takesCost && cost !== null) {
    await add(reading, costReport({ at, callID, cost, costBreakdown, endedAt }))
  }
  return read
}

/**
 * Adds what Vapi says by now to calls of an account that are here: costs from what the walks noted, the rest from the
 * calls, which are fetched. What is here stays, but for costs, of which the newer one counts.
 * @returns why the account has to rest before the next run; null: it need not
 * @throws any database error; then it is tried again
 */
export const readLate = async ({
  connection,
  maxCalls,
  payload,
}: ReadLate): Promise<null | VapiProblem> => {
  const { accountID, pool, signal } = connection
  const context = recoveryContext({ connection, payload })
  let [costs, fetches] = [MAX_COSTS, maxCalls]
  while (!signal.aborted) {
    const { calls, moved } = await takeLate({ accountID, costs, fetches, pool })
    if (moved === 0) return null
    for (const [index, call] of calls.entries()) {
      if (signal.aborted) {
        await giveLateBack({ accountID, calls: calls.slice(index), pool })
        return null
      }
      const read = await readCall({ call, connection, context, payload })
      if (read.kind === 'rest') {
        // If it is only this call that Vapi cannot give, its attempts end.
        const isOfCall = read.problem.kind === 'unreachable'
        await giveLateBack({ accountID, calls: calls.slice(isOfCall ? index + 1 : index), pool })
        return read.problem
      }
      if (read.kind !== 'later') {
        await noteDone({ accountID, call, isRead: read.kind === 'read', pool })
      }
    }
    fetches -= calls.filter((call) => call.fetches).length
    costs -= calls.filter((call) => !call.fetches).length
  }
  return null
}
