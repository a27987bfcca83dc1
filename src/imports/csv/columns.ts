import { UnreadableFile } from '../unreadable'
import type { DayOrder } from './times'

/** How a column of the file is read. `field`: null if it is left out. */
export type ReadColumn<Field extends string> = {
  column: string
  field: Field | null
  /** Given by `--map column=field:dmy`. */
  order: DayOrder | null
}

/** The names under which files have each field, as `nameKey` writes them. */
export type FieldNames<Field extends string> = Readonly<Record<Field, readonly string[]>>

/**
 * A name without case, accents and what separates words.
 * @example
 * nameKey('Correo electrónico') // 'correoelectronico'
 */
export const nameKey = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, '')

/** In `--map`: the column is not read. */
const NOTHING = '-'

const ORDERS = { dmy: 'dmy', mdy: 'mdy' } as const

const orderOf = (text: string | undefined): DayOrder | null =>
  text === 'dmy' || text === 'mdy' ? ORDERS[text] : null

type Match<Field extends string> = {
  head: readonly string[]
  isField: (text: string) => text is Field
  map: Readonly<Record<string, string>>
  names: FieldNames<Field>
}

/** How well a column fits a field: `--map` says so, it has the field's own name, or one of its other names. */
const RANKS = { given: 0, own: 1, other: 2 } as const

/** @throws {UnreadableFile} if `--map` names what there is not */
const checkMap = <Field extends string>({ head, isField, map, names }: Match<Field>): void => {
  const present = new Set(head.map(nameKey))
  for (const [column, field] of Object.entries(map)) {
    const [name = ''] = field.split(':')
    if (!present.has(nameKey(column))) {
      throw new UnreadableFile(`There is no column “${column}”. The file has: ${head.join(', ')}.`)
    }
    if (name !== NOTHING && !isField(name)) {
      const fields = Object.keys(names).join(', ')
      throw new UnreadableFile(`“${name}” is no field. Fields are: ${fields}.`)
    }
  }
}

/**
 * Matches the columns of a file with fields by their names, and by what `--map` says, which comes first. Each field
 * is read from one column: that with the field's own name, or else the first.
 * @throws {UnreadableFile} if `--map` names what there is not
 */
export const matchColumns = <Field extends string>(match: Match<Field>): ReadColumn<Field>[] => {
  const { head, isField, map, names } = match
  checkMap(match)
  const given = new Map(Object.entries(map).map(([column, field]) => [nameKey(column), field]))
  const fields = Object.keys(names).filter(isField)
  const own = new Map(fields.map((field) => [nameKey(field), field]))
  const other = new Map(fields.flatMap((field) => names[field].map((name) => [name, field])))
  const claims = head.map((column) => {
    const key = nameKey(column)
    const [name, order] = given.get(key)?.split(':') ?? []
    if (name !== undefined) {
      return { field: isField(name) ? name : null, order: orderOf(order), rank: RANKS.given }
    }
    const rank = own.has(key) ? RANKS.own : RANKS.other
    return { field: own.get(key) ?? other.get(key) ?? null, order: null, rank }
  })
  const best = new Map<Field, number>()
  for (const [place, { field, rank }] of claims.entries()) {
    if (field === null) continue
    const rival = claims[best.get(field) ?? -1]
    if (!rival || rank < rival.rank) best.set(field, place)
  }
  return head.map((column, place) => {
    const { field = null, order = null } = claims[place] ?? {}
    const isRead = field !== null && best.get(field) === place
    return isRead ? { column, field, order } : { column, field: null, order: null }
  })
}
