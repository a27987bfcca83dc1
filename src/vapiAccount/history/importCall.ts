import type { Payload } from 'payload'
import { storeBody } from '../../ingest/storeBody'
import type { VapiProblem } from '../api/answer'
import type { CallRow } from '../api/callRow'
import { getCall } from '../api/calls'
import type { Connection } from '../api/connection'
import { fetchedReport } from '../api/fetchedReport'
import type { ReportContext } from '../api/reportOf'
import { type HistoryCounts, isWorthAsking, plusOne } from './counts'

type ImportCall = {
  clientID: string
  connection: Connection
  context: ReportContext
  counts: HistoryCounts
  payload: Payload
  row: CallRow
}

/** The counts after a call, or what keeps the whole run from going on. */
type Imported = { counts: HistoryCounts } | { problem: VapiProblem }

/** Problems that are of one call: it is gone, or too old by now. */
const OF_ONE_CALL: ReadonlySet<VapiProblem['kind']> = new Set(['gone', 'retention', 'too_large'])

/** The text of a call that came without content in the list, if Vapi has more of it. */
const fuller = async ({ connection, counts, row }: ImportCall) => {
  const listed = { counts, text: row.text ?? null }
  if (row.hasContent || !isWorthAsking(counts)) return listed
  const answer = await getCall(connection, row.id)
  const asked = plusOne(counts, 'refetched', 'requests')
  if (answer.ok) {
    const { row: fetched, text } = answer.value
    return { counts: fetched.hasContent ? plusOne(asked, 'gained') : asked, text }
  }
  if (!OF_ONE_CALL.has(answer.problem.kind)) return { problem: answer.problem }
  return { counts: asked, text: listed.text }
}

/**
 * Stores a call from Vapi as if its report had come, without anything that a report sets off. A second time it changes
 * nothing.
 * @throws any database error; then it can be imported again
 */
export const importCall = async (call: ImportCall): Promise<Imported> => {
  const { clientID, context, payload } = call
  const read = await fuller(call)
  if ('problem' in read) return read
  const { counts } = read
  const text = read.text === null ? null : fetchedReport(read.text, context)
  if (text === null) return { counts: plusOne(counts, 'failed') }
  const stored = await storeBody({ announce: false, clientID, payload, source: 'imported', text })
  const isFailed = stored === 'needs_review' || stored === 'no_client' || stored === 'no_report'
  return { counts: plusOne(counts, isFailed ? 'failed' : 'imported') }
}
