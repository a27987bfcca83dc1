import type { Payload } from 'payload'
import { z } from 'zod'
import { bodyDeliveryID, type StoredBody, storeBody } from '../../ingest/storeBody'
import { decodeUTF8 } from '../../lib/utf8'
import { settings } from '../../settings/settings'
import { type Deliveries, readDeliveries } from '../../vapi/delivery'
import { isTestCallID } from '../../vapi/testCall'
import { importPace } from '../pace'
import type { ImportArgs, Importer, ImportRow } from '../types'
import { bodysClientFinder } from './clientOfBody'
import { type Line, readLines } from './lines'

type Result = Pick<ImportRow, 'label' | 'notes' | 'result'>

/** How many bodies are stored before the import makes way for other work. */
const BATCH = 20
const NO_LABEL = '–'
const BYTE_ORDER_MARK = /^\uFEFF/

const readBody = (text: string): Deliveries =>
  // What it names is only compared here. `storeBody` masks and reads it for its client.
  readDeliveries({ receivedAt: new Date(), text, token: '' })

const foundSchema = z.tuple([z.object({ call: z.boolean(), known: z.boolean() })])

const LOOK = `
  select exists (select from webhook_deliveries where id = $1::uuid) as known,
    exists (select from call_summaries where client_id = $2::uuid and vapi_call_id = $3) as call`

type Body = { clientID: string; text: string }

/** What storing a body would do. */
const lookAt = async (
  { db }: Payload,
  { callID, clientID, text }: Body & { callID: string },
): Promise<ImportRow['result']> => {
  const id = bodyDeliveryID({ clientID, text })
  const { rows } = await db.pool.query(LOOK, [id, clientID, callID])
  const [{ call, known }] = foundSchema.parse(rows)
  if (known) return 'same'
  return call ? 'change' : 'create'
}

const STORED: Readonly<Record<StoredBody, Omit<Result, 'label'>>> = {
  known: { notes: [], result: 'same' },
  merged: { notes: ['It was merged into its call.'], result: 'change' },
  needs_review: { notes: ['It was kept among the deliveries, to be reviewed.'], result: 'error' },
  no_client: { notes: ['There is no such client.'], result: 'error' },
  no_report: { notes: ['This message is no report.'], result: 'skip' },
  stored: { notes: [], result: 'create' },
}

const createReader = ({ dryRun, options, payload }: ImportArgs) => {
  const find = bodysClientFinder(payload.db.pool)
  const maxBytes = settings().WEBHOOK_MAX_BYTES
  const refused = (note: string, result: 'error' | 'skip' = 'error', label = NO_LABEL): Result => ({
    label,
    notes: [note],
    result,
  })
  return async ({ bytes }: Line): Promise<Result> => {
    if (bytes === null)
      return refused(`The line has more than ${maxBytes.toLocaleString('en')} bytes.`)
    const text = decodeUTF8(bytes).replace(BYTE_ORDER_MARK, '').trim()
    const deliveries = readBody(text)
    const reports = deliveries.flatMap((each) => (each.kind === 'report' ? [each.report] : []))
    const [report] = reports
    const [first] = deliveries
    if (first.kind === 'malformed') return refused(first.problem)
    // Not stored for a review: an export of other messages would fill it.
    if (!report) {
      return first.kind === 'review'
        ? refused(first.problem, 'error', first.vapiCallId ?? NO_LABEL)
        : refused('This message is no report of a call.', 'skip')
    }
    const label = report.vapiCallId
    if (isTestCallID(label)) return refused('A connection test of a desk.', 'skip', label)
    const said = { assistantID: report.vapiAssistantId, phone: report.vapiPhoneNumber }
    const { clientID } = options
    const client = clientID === undefined ? await find(said) : { id: clientID }
    if ('reason' in client) return refused(client.reason, 'error', label)
    const body = { clientID: client.id, text }
    if (dryRun)
      return { label, notes: [], result: await lookAt(payload, { ...body, callID: label }) }
    const stored = await storeBody({ ...body, announce: false, payload, source: 'imported' })
    return { label, ...STORED[stored] }
  }
}

async function* rows(args: ImportArgs): AsyncGenerator<ImportRow> {
  const read = createReader(args)
  const pace = importPace(args.signal)
  let done = 0
  let began = performance.now()
  for await (const line of readLines(args.path, settings().WEBHOOK_MAX_BYTES)) {
    if (args.signal.aborted) return
    yield { kind: 'body', line: line.line, ...(await read(line)) }
    done += 1
    if (done % BATCH > 0) continue
    await pace(began)
    began = performance.now()
  }
}

/**
 * Reads Vapi's bodies, one a line, through the path of a webhook: masked, read with the client's mapping, merged by
 * call. The client is the one that was chosen, or the one whose assistant or number the body names.
 */
export const ndjson: Importer = {
  check: async ({ path, signal }) => {
    let count = 0
    for await (const _ of readLines(path, settings().WEBHOOK_MAX_BYTES)) {
      if (signal.aborted) break
      count += 1
    }
    return count === 0 ? { ok: false, reason: 'The file is empty.' } : { ok: true, rows: count }
  },
  name: 'ndjson',
  rows,
}
