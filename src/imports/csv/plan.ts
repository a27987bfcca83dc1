import type { CheckedFile } from '../types'
import { UnreadableFile } from '../unreadable'
import { type FieldNames, matchColumns, type ReadColumn } from './columns'
import { type CSVFile, openCSV } from './readCSV'
import { type DayOrder, orderIn } from './times'

/** A file that was read once: its columns, and what only the whole file says. */
export type Plan<Field extends string> = {
  columns: readonly ReadColumn<Field>[]
  file: CSVFile
  /** The order of day and month: as `--map` says, or as the file shows it; null: it does not. */
  order: DayOrder | null
  rows: number
}

type Planned<Field extends string> = {
  isField: (text: string) => text is Field
  map: Readonly<Record<string, string>>
  names: FieldNames<Field>
  path: string
  /** Ends the reading. */
  signal: AbortSignal
  /** The fields that are times. */
  times: readonly Field[]
}

/** Reads a whole file, to know how to read it. @throws {UnreadableFile} */
export const planOf = async <Field extends string>({
  path,
  signal,
  times,
  ...match
}: Planned<Field>): Promise<Plan<Field>> => {
  const file = await openCSV(path)
  const columns = matchColumns({ ...match, head: file.head })
  const ofTimes = columns.flatMap(({ field, order }, place) =>
    field !== null && times.includes(field) && order === null ? [place] : [],
  )
  const seen = new Set<DayOrder>()
  let rows = 0
  for await (const { cells } of file.records()) {
    if (signal.aborted) break
    rows += 1
    for (const place of ofTimes) {
      const order = orderIn(cells[place] ?? '')
      if (order) seen.add(order)
    }
  }
  const given = columns.find(({ order }) => order !== null)?.order ?? null
  const [only = null] = seen.size === 1 ? seen : []
  return { columns, file, order: given ?? only, rows }
}

/** The cells of a record by field. */
export const cellsOf = <Field extends string>(
  columns: readonly ReadColumn<Field>[],
  cells: readonly string[],
): Map<Field, string> => {
  const byField = new Map<Field, string>()
  for (const [place, { field }] of columns.entries()) {
    if (field !== null) byField.set(field, cells[place] ?? '')
  }
  return byField
}

/** What `check` says about a file: how its columns are matched, or why it cannot be read. */
export const checkedPlan = async <Field extends string>(
  args: Planned<Field>,
  {
    fields,
    missing,
  }: { fields: readonly Field[]; missing: (found: ReadonlySet<Field>) => null | string },
): Promise<CheckedFile> => {
  try {
    const { columns, rows } = await planOf(args)
    const found = new Set(columns.flatMap(({ field }) => field ?? []))
    const reason = missing(found)
    if (reason !== null) return { ok: false, reason }
    return {
      columns: { fields, read: columns.map(({ column, field }) => ({ column, field })) },
      ok: true,
      rows,
    }
  } catch (error) {
    if (error instanceof UnreadableFile) return { ok: false, reason: error.message }
    throw error
  }
}
