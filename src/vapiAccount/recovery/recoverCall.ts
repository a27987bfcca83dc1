/**
 * Fetches calls whose report did not come.
 * @module
 */

import type { Payload } from 'payload'
import { storeBody } from '../../ingest/storeBody'
import { HOUR_MS } from '../../lib/time/units'
import type { VapiProblem, VapiProblemKind } from '../api/answer'
import type { CallRow } from '../api/callRow'
import { getCall } from '../api/calls'
import type { Connection } from '../api/connection'
import { fetchedReport } from '../api/fetchedReport'
import { listNumbers } from '../api/numbers'
import { type AttributionBook, attribute } from '../attribution/attribute'
import { bookFor } from '../attribution/bookFor'
import { recordPage } from '../walks/recordPage'
import {
  giveFillBack,
  keepsContent,
  lookAtCall,
  MAX_ATTEMPTS,
  noteCannotBeFilled,
  noteHeld,
  noteOthers,
  readCallState,
  takeFill,
} from './fills'
import type { FillProblem } from './problems'

/** An older call is stored without a word: it would look as if it had just ended. */
const ANNOUNCED_MS = HOUR_MS

/**
 * What came of fetching a call. `held`: it is here, of whichever source. `cannot`: it cannot be had. `later`: it is
 * tried again. `not_missing`: not for this client, or not any more. `rest`: the account has to rest.
 */
export type Recovered =
  | { kind: 'cannot'; problem: FillProblem }
  | { kind: 'held' | 'later' | 'not_missing' }
  | { kind: 'rest'; problem: VapiProblem }

/** What several calls of one run share. */
export type RecoveryContext = {
  bookOf: (rows: readonly Pick<CallRow, 'squadID'>[]) => Promise<AttributionBook>
  numbers: () => Promise<ReadonlyMap<string, null | string>>
}

type RecoverCall = {
  callID: string
  clientID: string
  connection: Connection
  context?: RecoveryContext
  payload: Payload
}

/** Reads what calls need once, when the first of them needs it. */
export const recoveryContext = (of: {
  connection: Connection
  payload: Payload
}): RecoveryContext => {
  let numbers: ReadonlyMap<string, null | string> | null = null
  return {
    bookOf: bookFor(of),
    numbers: async () => {
      if (numbers) return numbers
      const answer = await listNumbers(of.connection)
      // Without them, the call is stored without the number that was called. The call itself often has it.
      numbers = new Map(answer.ok ? answer.value.map(({ id, number }) => [id, number]) : [])
      return numbers
    },
  }
}

/** Problems that say nothing about the call. */
export const ABOUT_THE_ACCOUNT: ReadonlySet<VapiProblemKind> = new Set([
  'blocked',
  'busy',
  'forbidden',
  'key_refused',
  'rate_limited',
  'stopped',
  'unpaid',
  'wrong_route',
])

const isRecent = ({ endedAt, updatedAt }: CallRow): boolean => {
  const end = endedAt ?? updatedAt
  return end !== null && Date.now() - end.getTime() <= ANNOUNCED_MS
}

type Fetched = RecoverCall & { row: CallRow; text: string; context: RecoveryContext }

const store = async (fetched: Fetched): Promise<Recovered> => {
  const { callID, clientID, connection, context, payload, row } = fetched
  const { accountID, pool } = connection
  const call = { accountID, callID, pool }
  const cannot = async (problem: FillProblem): Promise<Recovered> => {
    await noteCannotBeFilled({ ...call, problem })
    return { kind: 'cannot', problem }
  }
  const book = await context.bookOf([row])
  await recordPage({ accountID, book, pool, rows: [row] })
  if ((await readCallState(call)) !== 'missing') return { kind: 'not_missing' }
  if (attribute(row, book)?.clientID !== clientID) return { kind: 'not_missing' }
  if (!row.hasContent && !(await keepsContent(call))) return cannot('no_content')
  const numbers = row.phoneNumberID === null ? new Map() : await context.numbers()
  const text = fetchedReport(fetched.text, { numbers })
  if (text === null) return cannot('unreadable')
  const announce = isRecent(row)
  const stored = await storeBody({ announce, clientID, payload, source: 'recovered', text })
  if (stored === 'no_client') return { kind: 'not_missing' }
  if (stored === 'no_report' || stored === 'needs_review') return cannot('unreadable')
  await noteHeld({ ...call, clientID })
  return { kind: 'held' }
}

const afterProblem = async (
  { callID, connection: { accountID, pool } }: RecoverCall,
  problem: VapiProblem,
): Promise<Recovered> => {
  const call = { accountID, callID, pool }
  if (problem.kind === 'gone' || problem.kind === 'retention') {
    await noteCannotBeFilled({ ...call, problem: problem.kind })
    return { kind: 'cannot', problem: problem.kind }
  }
  if (ABOUT_THE_ACCOUNT.has(problem.kind)) {
    await giveFillBack(call)
    return { kind: 'rest', problem }
  }
  // Perhaps it is only this call that Vapi cannot give.
  return problem.kind === 'unreachable' ? { kind: 'rest', problem } : { kind: 'later' }
}

/**
 * Fetches a missing call and stores it as its report would have been: once, also if the report comes at the same time.
 * What is here already is not overwritten by what Vapi has less of. It is announced only if it ended within the hour.
 * @throws any database error; then it is tried again
 */
export const recoverCall = async (call: RecoverCall): Promise<Recovered> => {
  const { callID, clientID, connection } = call
  const { accountID, pool } = connection
  const of = { accountID, callID, pool }
  const seen = await lookAtCall({ ...of, clientID })
  if (!seen) return { kind: 'not_missing' }
  if (seen.isHere) {
    await noteHeld({ ...of, clientID })
    return { kind: 'held' }
  }
  // What a client has, no other one gets, whichever agent is whose by now.
  if (seen.holder !== null) {
    await noteOthers({ ...of, clientID, holder: seen.holder })
    return { kind: 'not_missing' }
  }
  const give = async (problem: FillProblem): Promise<Recovered> => {
    await noteCannotBeFilled({ ...of, problem })
    return { kind: 'cannot', problem }
  }
  if (seen.isDeleted) return give('deleted_here')
  const attempt = await takeFill(of)
  if (attempt === null) return { kind: 'not_missing' }
  if (attempt > MAX_ATTEMPTS) return give('failed')
  const answer = await getCall(connection, callID)
  if (!answer.ok) return afterProblem(call, answer.problem)
  const context = call.context ?? recoveryContext(call)
  return store({ ...call, ...answer.value, context })
}
