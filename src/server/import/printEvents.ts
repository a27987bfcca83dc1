import type { RecordedEvent } from '../../imports/recordedImport'
import type { ImportCounts } from '../../imports/run'
import type { ImportRow } from '../../imports/types'

/** How many rows are printed. Those that follow are only counted. */
const MAX_ROWS = 200
/** How often a run prints its progress. */
const PRINT_MS = 2_000

const formatCount = (value: number): string => value.toLocaleString('en')

/** What a file holds can have control characters, which a terminal would obey. */
const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ')

const rowLine = ({ kind, label, line, notes, result }: ImportRow): string =>
  printable([`${line}: ${result}`, kind, label, notes.join(' ')].filter(Boolean).join(' · '))

const countsLine = (
  { change, create, error, same, skip }: ImportCounts,
  dryRun: boolean,
): string => {
  const parts = [
    `${formatCount(create)} ${dryRun ? 'would be created' : 'created'}`,
    `${formatCount(change)} ${dryRun ? 'would be changed' : 'changed'}`,
    `${formatCount(same)} the same`,
    `${formatCount(skip)} skipped`,
    `${formatCount(error)} with errors`,
  ]
  return `${parts.join(', ')}.`
}

/** How the run ended: `failed` if a row, or the whole file, could not be taken. */
type Printed = { failed: boolean }

/** Prints what happens to each row that is not the same already, the progress, and at last the counts. */
export const printEvents = async (
  events: AsyncIterable<RecordedEvent>,
  { dryRun, print }: { dryRun: boolean; print: (line: string) => void },
): Promise<Printed> => {
  let total = 0
  let done = 0
  let printed = 0
  let left = 0
  let printedAt = Date.now()
  let failed = false
  const printRow = (row: ImportRow) => {
    done += 1
    if (row.result === 'error') failed = true
    if (row.result === 'same') return
    if (printed < MAX_ROWS) {
      printed += 1
      print(rowLine(row))
    } else left += 1
  }
  for await (const event of events) {
    if (event.type === 'format') print(`Reading the file as ${event.format}.`)
    if (event.type === 'unreadable') {
      print(printable(event.reason))
      failed = true
    }
    if (event.type === 'begin') {
      total = event.rows
      for (const { column, field } of event.columns?.read ?? []) {
        print(printable(`column “${column}”: ${field ?? 'no field, own fields only'}`))
      }
    }
    if (event.type === 'row') {
      printRow(event.row)
      if (Date.now() - printedAt < PRINT_MS) continue
      printedAt = Date.now()
      print(`${formatCount(done)} of ${formatCount(Math.max(total, done))}`)
    }
    if (event.type === 'end') {
      if (left > 0) print(`… and ${formatCount(left)} rows more.`)
      print(countsLine(event.counts, dryRun))
      if (event.stopped) print('Stopped early. Run the same command again to go on.')
      if (event.stopped) failed = true
    }
  }
  return { failed }
}
