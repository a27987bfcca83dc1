import type { PayloadRequest, Where } from 'payload'
import { isStaff } from '../access/roles'
import { OWN_FIELDS } from '../fields/filterOwnFields'
import { clientsWithOwnFields, ownFieldsOf } from '../fields/ownFields'
import { localTime } from '../lib/time/zone'
import { isObject, ownValue } from '../lib/values'
import { conditionsIn } from '../search/filter'
import type { OwnField } from '../vapi/mapping/mapping'
import { withoutFormula } from './csv'
import type { Permit } from './permit'

/** A sheet with more columns is hard to read, and slow. Own fields are then one column with all their values. */
const MAX_COLUMNS = 200
const MAX_CLIENTS = 1_000

/** A column of a CSV file with the values of an own field, of all clients that have it under the same label. */
export type OwnColumn = {
  byClient: ReadonlyMap<string, OwnField>
  key: string
  label: string
}

const isID = (value: unknown): value is string => typeof value === 'string'

/** The clients that a filter names; undefined if it names none, which means all. */
const clientsIn = (where: Where): string[] | undefined => {
  for (const { client } of conditionsIn(where)) {
    if (!isObject(client)) continue
    if (isID(client.equals)) return [client.equals]
    const among = typeof client.in === 'string' ? client.in.split(',') : client.in
    if (Array.isArray(among) && among.every(isID)) return among
  }
  return undefined
}

type Reader = Pick<Permit, 'columns' | 'where'> & { req: PayloadRequest }

const clientsOf = ({ req, where }: Reader): Promise<string[]> | string[] => {
  const { payload, user } = req
  if (!isStaff(user)) return user ? [user.id] : []
  return clientsIn(where) ?? clientsWithOwnFields(payload, MAX_CLIENTS + 1)
}

/**
 * The columns of own fields of all clients in an export; null if they are too many, and an empty list if own fields
 * are not exported.
 */
export const readOwnColumns = async (reader: Reader): Promise<null | OwnColumn[]> => {
  if (!reader.columns.some(({ name }) => name === OWN_FIELDS)) return []
  const clients = await clientsOf(reader)
  if (clients.length > MAX_CLIENTS) return null
  const fieldsOf = await ownFieldsOf(reader.req.payload, clients)
  const columns = new Map<string, OwnColumn & { byClient: Map<string, OwnField> }>()
  for (const [client, fields] of fieldsOf) {
    for (const field of fields) {
      const { key, label } = field
      const name = JSON.stringify([key, label])
      const column = columns.get(name) ?? { byClient: new Map<string, OwnField>(), key, label }
      column.byClient.set(client, field)
      columns.set(name, column)
      if (columns.size > MAX_COLUMNS) return null
    }
  }
  return [...columns.values()]
}

/**
 * What stands above each column: its label, with the key in brackets where another column has the same name.
 * @param taken the names of the other columns
 */
export const headsOf = (columns: readonly OwnColumn[], taken: readonly string[]): string[] => {
  const count = new Map<string, number>()
  const note = (name: string) =>
    count.set(name.toLowerCase(), (count.get(name.toLowerCase()) ?? 0) + 1)
  for (const name of [...taken, ...columns.map(({ label }) => label)]) note(name)
  return columns.map(({ key, label }) => {
    if (count.get(label.toLowerCase()) === 1) return withoutFormula(label)
    let head = `${label} (${key})`
    for (let nth = 2; count.has(head.toLowerCase()); nth += 1) head = `${label} (${key}) ${nth}`
    note(head)
    return withoutFormula(head)
  })
}

/** Which client a call belongs to, and how its values are written. */
type Words = { client: string; currency: null | string; timezone: string }

const money = (value: Record<string, unknown>, currency: null | string): string =>
  [value.amount, value.currency ?? currency].filter((part) => part !== null).join(' ')

const cell = (field: OwnField, value: unknown, { currency, timezone }: Words): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return `${value}`
  if (typeof value !== 'string') {
    return isObject(value) && 'amount' in value
      ? withoutFormula(money(value, currency))
      : withoutFormula(JSON.stringify(value))
  }
  if (field.type === 'date' && value.endsWith('Z') && !Number.isNaN(Date.parse(value))) {
    return localTime(value, timezone)
  }
  const choice = field.choices.find(({ key }) => field.type === 'choice' && key === value)
  return withoutFormula(choice?.label ?? value)
}

/** The cells of a call in these columns; empty ones where it has no value. */
export const ownCells = (columns: readonly OwnColumn[], values: unknown, words: Words): string[] =>
  columns.map(({ byClient, key }) => {
    const field = byClient.get(words.client)
    return field && isObject(values) ? cell(field, ownValue(values, key), words) : ''
  })
