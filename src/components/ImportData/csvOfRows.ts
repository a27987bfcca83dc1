import { BYTE_ORDER_MARK, csvLine, withoutFormula } from '../../exports/csv'
import type { Row } from './events'

/** The results of rows as CSV for spreadsheets. */
export const csvOfRows = (rows: readonly Row[]): string => {
  const lines = rows.map(({ kind, label, line, notes, result }) =>
    csvLine([String(line), result, kind, withoutFormula(label), withoutFormula(notes.join(' '))]),
  )
  return `${BYTE_ORDER_MARK}${csvLine(['line', 'result', 'kind', 'row', 'notes'])}${lines.join('')}`
}
