import { type Column, type ColumnKind, nameInGroup, nested } from '../database/lists/columns'
import { OWN_FIELDS } from '../fields/filterOwnFields'
import { knownZone, localTime } from '../lib/time/zone'
import { type CallRow, CLIENT_CURRENCY, CLIENT_ID, CLIENT_NAMES } from './callRows'
import { inReadingOrder } from './columns'
import { BYTE_ORDER_MARK, csvLine, withoutFormula } from './csv'
import { headsOf, type OwnColumn, ownCells } from './ownColumns'

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
  /** The columns of own fields; null: they are one column with all values. */
  ownColumns: null | readonly OwnColumn[]
  /** With the business name and email of each call's client. */
  withNames: boolean
}

/** A column's name as filters and selections have it: `feedback.state` for a field in a group. */
const pathOf = (column: Column): string =>
  column.group === undefined ? column.name : `${column.group}.${nameInGroup(column)}`

const TIMEZONE = 'timezone'

const textOf = (value: unknown): null | string => (typeof value === 'string' ? value : null)

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
 * CSV for spreadsheets: times in the client's time zone, prices next to their currency, own fields under their labels,
 * and no text that could become a formula.
 * @param bom true: begins with a byte order mark, so that Excel reads UTF-8
 */
export const csv = (
  { columns, isOfOne, ownColumns, withNames }: Shape,
  { bom }: { bom: boolean },
): Format => {
  const [id, ...others] = inReadingOrder(columns)
  const names = withNames ? CLIENT_NAMES : []
  const wanted = [
    ...(id ? [id] : []),
    ...names.map((name): Column => ({ kind: 'text', name })),
    ...others.filter(({ name }) => !isOfOne || name !== 'client'),
  ]
  const isOwn = ({ name }: Column) => ownColumns !== null && name === OWN_FIELDS
  const cellsOf = (row: CallRow): string[] => {
    const timezone = knownZone(textOf(row.timezone))
    const words = {
      client: textOf(row[CLIENT_ID]) ?? '',
      currency: textOf(row[CLIENT_CURRENCY]),
      timezone,
    }
    const cells = wanted.flatMap((column) => {
      const value = row[column.name] ?? null
      if (ownColumns && isOwn(column)) return ownCells(ownColumns, value, words)
      return [value === null ? '' : CELLS[column.kind](value, timezone)]
    })
    return [...cells, timezone]
  }
  const taken = [...wanted.filter((column) => !isOwn(column)).map(pathOf), TIMEZONE]
  const ownHeads = headsOf(ownColumns ?? [], taken)
  const heads = wanted.flatMap((column) => (isOwn(column) ? ownHeads : [pathOf(column)]))
  const head = csvLine([...heads, TIMEZONE])
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
