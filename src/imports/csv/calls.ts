import type { PayloadRequest } from 'payload'
import { ownFieldsOf } from '../../fields/ownFields'
import { isTestCallID } from '../../vapi/testCall'
import { clientFinder } from '../findClients'
import { importEntry } from '../importEntry'
import { importPace } from '../pace'
import { type CallToStore, type StoredCall, storeCalls } from '../storeCalls'
import type { ImportArgs, Importer, ImportRow } from '../types'
import { CALL_FIELDS, CALL_NAMES, isCallField } from './callFields'
import { decimalOf, textOf } from './cells'
import { cellsOf, checkedPlan, type Plan, planOf } from './plan'
import { readCall } from './readCall'
import type { CSVRecord } from './readCSV'

/** How many calls one statement stores, and how much text they may have. */
const BATCH = { calls: 200, characters: 2_000_000 }
/** The calls of so many lines are remembered, to find those that come twice. */
const MAX_REMEMBERED = 100_000

const plannedBy = ({ options, path, signal }: Pick<ImportArgs, 'options' | 'path' | 'signal'>) => ({
  isField: isCallField,
  map: options.map,
  names: CALL_NAMES,
  path,
  signal,
  times: ['startedAt', 'endedAt', 'reportedAt'] as const,
})

/** A row that is ready to be stored, or its result if it is not stored. */
type Prepared = { call: CallToStore; row: Omit<ImportRow, 'result'> } | { row: ImportRow }

const RESULTS: Readonly<Record<StoredCall, ImportRow['result']>> = {
  change: 'change',
  create: 'create',
  gone: 'error',
  same: 'same',
}

const createReader = (
  { options, payload }: ImportArgs,
  plan: Plan<(typeof CALL_FIELDS)[number]>,
) => {
  const find = clientFinder(payload.db.pool)
  const lines = new Map<string, number>()
  const now = new Date()
  const unread = plan.columns.flatMap(({ column, field }, place) =>
    field === null ? [{ column, place }] : [],
  )
  return async ({ cells, line }: CSVRecord): Promise<Prepared> => {
    const read = cellsOf(plan.columns, cells)
    const cell = (field: (typeof CALL_FIELDS)[number]) => textOf(read.get(field) ?? '')
    const row = { kind: 'call', label: cell('vapiCallId') ?? '–', line } as const
    const refused = (result: 'error' | 'skip', ...notes: string[]): Prepared => ({
      row: { ...row, notes, result },
    })
    const named = cell('clientEmail') ?? cell('client') ?? options.clientID
    if (named === undefined) return refused('error', 'The row names no client, and none was given.')
    const client = await find(named)
    if (!client) return refused('error', `There is no client “${named}”.`)
    if (client.isStaff)
      return refused('error', `“${named}” is an account of staff, which has no calls.`)
    const ownFields = (await ownFieldsOf(payload, [client.id])).get(client.id) ?? []
    const call = readCall(
      {
        others: new Map(unread.map(({ column, place }) => [column, cells[place] ?? ''])),
        read,
      },
      {
        currency: client.currency,
        decimal: decimalOf(plan.file.delimiter),
        now,
        order: plan.order,
        ownFields,
        timezone: client.timezone,
      },
    )
    if (call.problem !== null) return refused('error', ...call.notes, call.problem)
    const { notes, values } = call
    if (isTestCallID(values.vapiCallId)) return refused('skip', 'A connection test of a desk.')
    const key = `${client.id} ${values.vapiCallId}`
    const earlier = lines.get(key)
    if (earlier !== undefined) return refused('skip', `Line ${earlier} has the same call.`)
    if (lines.size < MAX_REMEMBERED) lines.set(key, line)
    return { call: { clientID: client.id, values }, row: { ...row, notes } }
  }
}

const keyOf = ({ clientID, values }: CallToStore): string => `${clientID} ${values.vapiCallId}`

type Writes = Pick<ImportArgs, 'dryRun' | 'payload'> & { req: PayloadRequest }

/** Stores what is waiting, in the order of the file. */
const createStore = ({ dryRun, payload, req }: Writes) => {
  const entry = dryRun ? null : importEntry(req, 'call-summaries')
  return async function* (waiting: readonly Prepared[]): AsyncGenerator<ImportRow> {
    const calls = waiting.flatMap((each) => ('call' in each ? [each.call] : []))
    const results = calls.length > 0 ? await storeCalls({ calls, entry, payload }) : []
    const left = results.values()
    for (const each of waiting) {
      if (!('call' in each)) {
        yield each.row
        continue
      }
      const result = left.next().value ?? 'same'
      const notes = result === 'gone' ? ['The client has been deleted meanwhile.'] : each.row.notes
      yield { ...each.row, notes, result: RESULTS[result] }
    }
  }
}

async function* rows(args: ImportArgs): AsyncGenerator<ImportRow> {
  const plan = await planOf(plannedBy(args))
  const read = createReader(args, plan)
  const store = createStore(args)
  const pace = importPace(args.signal)
  let waiting: Prepared[] = []
  let characters = 0
  let began = performance.now()
  const flush = async function* () {
    yield* store(waiting)
    waiting = []
    characters = 0
    await pace(began)
    began = performance.now()
  }
  for await (const record of plan.file.records()) {
    if (args.signal.aborted) break
    const prepared = await read(record)
    const isTwice =
      'call' in prepared &&
      waiting.some((each) => 'call' in each && keyOf(each.call) === keyOf(prepared.call))
    if (isTwice) yield* flush()
    waiting.push(prepared)
    characters += record.cells.reduce((sum, each) => sum + each.length, 0)
    if (waiting.length >= BATCH.calls || characters >= BATCH.characters) yield* flush()
  }
  if (!args.signal.aborted) yield* flush()
}

/**
 * Reads calls from CSV, by their call IDs within a client. A call that is there already only gets what it has nothing
 * of. Columns that are no field of a call are read as the client's own fields, by their labels or keys.
 */
export const csvCalls: Importer = {
  check: (args) =>
    checkedPlan(plannedBy(args), {
      fields: CALL_FIELDS,
      missing: (found) => {
        if (!found.has('vapiCallId')) {
          return 'No column has the IDs of the calls. Name it with --map "column=vapiCallId".'
        }
        if (found.has('client') || found.has('clientEmail')) return null
        return args.options.clientID === undefined
          ? 'No column says whose calls these are. Choose a client.'
          : null
      },
    }),
  name: 'csv-calls',
  rows,
}
