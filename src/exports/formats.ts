import { type Column, type ColumnKind, nameInGroup, nested } from '../database/lists/columns'
import { knownZone, localTime } from '../lib/time/zone'
import { type CallRow, CLIENT_NAMES } from './callRows'
import { inReadingOrder } from './columns'
import { BYTE_ORDER_MARK, csvLine, withoutFormula } from './csv'

/** A file format for calls: its head, and the lines of each batch. */
export type Format = {
  contentType: string
  head: string
  lines: (rows: readonly CallRow[]) => string
}

type Shape = {
  columns: readonly Column[]
  /** All calls belong to one client, so its ID is left out. */
  isOfOne: boolean
  /** With the business name and email of each call's client. */
  withNames: boolean
}

/** A column's name as filters and selections have it: `feedback.state` for a field in a group. */
const pathOf = (column: Column): string =>
  column.group === undefined ? column.name : `${column.group}.${nameInGroup(column)}`

const asText = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value)

const CELLS: Record<ColumnKind, (value: unknown, timezone: string) => string> = {
  boolean: asText,
  date: (value, timezone) => localTime(String(value), timezone),
  json: (value) => withoutFormula(asText(value)),
  number: asText,
  text: (value) => withoutFormula(asText(value)),
}

/**
 * CSV for spreadsheets: times in the client's time zone, prices next to their currency, and no text
 * that could become a formula.
 * @param bom true: begins with a byte order mark, so that Excel reads UTF-8
 */
export const csv = ({ columns, isOfOne, withNames }: Shape, { bom }: { bom: boolean }): Format => {
  const [id, ...others] = inReadingOrder(columns)
  const names = withNames ? CLIENT_NAMES : []
  const wanted = [
    ...(id ? [id] : []),
    ...names.map((name): Column => ({ kind: 'text', name })),
    ...others.filter(({ name }) => !isOfOne || name !== 'client'),
  ]
  const cellsOf = (row: CallRow): string[] => {
    const timezone = knownZone(typeof row.timezone === 'string' ? row.timezone : null)
    const cells = wanted.map(({ kind, name }) => {
      const value = row[name] ?? null
      return value === null ? '' : CELLS[kind](value, timezone)
    })
    return [...cells, timezone]
  }
  const head = csvLine([...wanted.map(pathOf), 'timezone'])
  return {
    contentType: 'text/csv; charset=utf-8; header=present',
    head: bom ? `${BYTE_ORDER_MARK}${head}` : head,
    lines: (rows) => rows.map((row) => csvLine(cellsOf(row))).join(''),
  }
}

/** NDJSON for programs: each call as in the API, as one line of JSON. */
export const ndjson = ({ columns }: Pick<Shape, 'columns'>): Format => {
  const inGroups = columns.filter(({ group }) => group !== undefined)
  const lineOf = (row: CallRow): string => {
    const call = { ...row }
    for (const { name } of inGroups) delete call[name]
    const groups = nested(inGroups, ({ name }) => row[name] ?? null)
    return `${JSON.stringify({ ...call, ...groups })}\n`
  }
  return {
    contentType: 'application/x-ndjson; charset=utf-8',
    head: '',
    lines: (rows) => rows.map(lineOf).join(''),
  }
}
