import { csvCalls } from './csv/calls'
import { csvClients } from './csv/clients'
import { django } from './django/importer'
import { ndjson } from './ndjson/importer'
import type {
  ImportArgs,
  ImportColumns,
  Importer,
  ImportFormat,
  ImportResult,
  ImportRow,
} from './types'

const IMPORTERS: Readonly<Record<ImportFormat, Importer>> = {
  'csv-calls': csvCalls,
  'csv-clients': csvClients,
  django,
  ndjson,
}

export type ImportCounts = Record<ImportResult, number>

/** What a run yields, in this order: `begin` or `unreadable`; then rows; at last `end`. */
export type ImportEvent =
  | { columns?: ImportColumns | undefined; type: 'begin'; rows: number }
  | { type: 'unreadable'; reason: string }
  | { type: 'row'; row: ImportRow }
  | { type: 'end'; counts: ImportCounts; stopped: boolean }

/**
 * Imports a file, or shows what an import would do. A file that cannot be read as a whole writes nothing.
 * Nobody is notified of what is imported.
 */
export async function* runImport({
  format,
  ...args
}: ImportArgs & { format: ImportFormat }): AsyncGenerator<ImportEvent> {
  const importer = IMPORTERS[format]
  const { rows: superusers } = await args.payload.db.pool.query(
    'select 1 from users where is_superuser and is_active limit 1',
  )
  // The first account of an empty desk becomes its superuser. That must not be a client of the file.
  if (superusers.length === 0) {
    const reason = 'This desk has no superuser yet. Open /admin and create the first account.'
    yield { reason, type: 'unreadable' }
    return
  }
  const checked = await importer.check(args)
  if (!checked.ok) {
    yield { reason: checked.reason, type: 'unreadable' }
    return
  }
  yield { columns: checked.columns, rows: checked.rows, type: 'begin' }
  const counts: ImportCounts = { change: 0, create: 0, error: 0, same: 0, skip: 0 }
  for await (const row of importer.rows(args)) {
    counts[row.result] += 1
    yield { row, type: 'row' }
  }
  yield { counts, stopped: args.signal.aborted, type: 'end' }
}
