import type { Payload, PayloadRequest } from 'payload'
import { actorOf } from '../audit/actor'
import type { Changes } from '../audit/changes'
import { type Actor, insertEntries, newHead } from '../audit/log'
import { detectFormat } from './detectFormat'
import { type ImportCounts, type ImportEvent, runImport } from './run'
import type { ImportFormat, ImportOptions } from './types'
import { UnreadableFile } from './unreadable'

type RecordedImport = {
  dryRun: boolean
  /** Undefined: recognised by the content. */
  format: ImportFormat | undefined
  options: ImportOptions
  path: string
  payload: Payload
  req: PayloadRequest
  signal: AbortSignal
}

/** What it yields: `format` says what the file was taken for, then what the run yields. */
export type RecordedEvent = ImportEvent | { format: ImportFormat; type: 'format' }

const UNKNOWN =
  'This is no file that the desk knows: a dump of Django (JSON), CSV with e-mail addresses of clients or IDs of calls, or Vapi’s bodies, one a line. Say what it is, or name its columns.'

const COLLECTION = {
  'csv-calls': 'call-summaries',
  'csv-clients': 'users',
  django: 'users',
  ndjson: 'call-summaries',
} as const satisfies Record<ImportFormat, string>

const changesOf = (format: ImportFormat, counts: ImportCounts): Changes => ({
  importFormat: [null, format],
  rowsChanged: [null, counts.change],
  rowsCreated: [null, counts.create],
  rowsWithErrors: [null, counts.error],
})

const formatOf = async (
  path: string,
  options: ImportOptions,
): Promise<ImportFormat | { reason: string }> => {
  try {
    return (await detectFormat(path, options)) ?? { reason: UNKNOWN }
  } catch (error) {
    if (error instanceof UnreadableFile) return { reason: error.message }
    throw error
  }
}

/**
 * Imports a file, or shows what an import would do. What was imported is in the history: by whom, in which format, and
 * how many rows; not the name of the file.
 */
export const recordedImport = (args: RecordedImport): AsyncGenerator<RecordedEvent, void, void> =>
  // Who it was is read now: the import may go on after its request.
  eventsOf(args, actorOf(args.req))

async function* eventsOf(
  { format: given, ...args }: RecordedImport,
  actor: Actor,
): AsyncGenerator<RecordedEvent, void, void> {
  const { dryRun, options, path, payload } = args
  const format = given ?? (await formatOf(path, options))
  if (typeof format === 'object') {
    yield { reason: format.reason, type: 'unreadable' }
    return
  }
  yield { format, type: 'format' }
  const counts: ImportCounts = { change: 0, create: 0, error: 0, same: 0, skip: 0 }
  let hasBegun = false
  try {
    for await (const event of runImport({ ...args, format })) {
      if (event.type === 'begin') hasBegun = true
      if (event.type === 'row') counts[event.row.result] += 1
      yield event
    }
  } finally {
    // Also if it ended half-way: what was done so far is kept.
    if (hasBegun && !dryRun) {
      const head = newHead(actor, { action: 'imported', collection: COLLECTION[format] })
      const entry = { ...head, changes: changesOf(format, counts), document: null, label: null }
      await insertEntries(payload.db.drizzle, [entry])
    }
  }
}
