import { type Day, dayOf, wallOf } from '../../lib/time/days'
import { MAX_OWN_FIELDS } from '../../vapi/mapping/mapping'
import { fieldInput, keyOfInput } from './fieldFilters'
import { type Place, readPlace, writePlace } from './place'

/** Which calls a list shows: all, those with something to do, missed ones, or those with an outcome. */
export type Shown =
  | { kind: 'all' }
  | { kind: 'missed' }
  | { kind: 'outcome'; outcome: string }
  | { kind: 'toDo' }

/** What the address of the list says. */
export type ListAddress = {
  /** Only calls after this place. */
  before: null | Place
  /** The chosen values of own fields, by the key of the field. */
  fields: Readonly<Record<string, string>>
  /** The first and the last day, in the client's zone. */
  from: Day | null
  search: string
  shown: Shown
  to: Day | null
}

/** The query of an address, as Next passes it to a page. */
export type Query = Readonly<Record<string, string | string[] | undefined>>

/** The path of the list. A call is below it. */
export const CALLS = '/calls'

const MAX_SEARCH = 200
const MAX_OUTCOME = 500
/** The values of own fields that can be chosen are keys. */
const MAX_VALUE = 60

// PostgreSQL cannot store these, so no call has them.
const storable = (text: string): string => text.replaceAll('\u0000', '').toWellFormed()

const first = (query: Query, name: string): string => {
  const value = query[name]
  return storable((Array.isArray(value) ? value[0] : value) ?? '')
}

/** A calendar date; null for any other text, also for a day that does not exist. */
export const readDay = (text: string): Day | null => {
  if (!/^(?:19|20)\d\d-\d\d-\d\d$/.test(text)) return null
  const wall = wallOf(text)
  return !Number.isNaN(wall) && dayOf(wall) === text ? text : null
}

const readShown = (query: Query): Shown => {
  const show = first(query, 'show')
  if (show === 'to-do') return { kind: 'toDo' }
  if (show === 'missed') return { kind: 'missed' }
  const outcome = first(query, 'outcome').slice(0, MAX_OUTCOME)
  return outcome.trim() === '' ? { kind: 'all' } : { kind: 'outcome', outcome }
}

const readFields = (query: Query): ListAddress['fields'] =>
  Object.fromEntries(
    Object.keys(query)
      .flatMap((name): [string, string][] => {
        const key = keyOfInput(name)
        const value = first(query, name)
        return key !== null && value !== '' && value.length <= MAX_VALUE ? [[key, value]] : []
      })
      .sort()
      .slice(0, MAX_OWN_FIELDS),
  )

/** Reads the address of the list. What it does not understand, it leaves out. */
export const readAddress = (query: Query): ListAddress => {
  const days = [readDay(first(query, 'from')), readDay(first(query, 'to'))] as const
  const [from, to] = days[0] && days[1] && days[0] > days[1] ? [days[1], days[0]] : days
  return {
    before: readPlace(first(query, 'before')),
    fields: readFields(query),
    from,
    search: first(query, 'q').trim().slice(0, MAX_SEARCH),
    shown: readShown(query),
    to,
  }
}

const shownQuery = (shown: Shown): [string, string][] => {
  switch (shown.kind) {
    case 'all':
      return []
    case 'missed':
      return [['show', 'missed']]
    case 'outcome':
      return [['outcome', shown.outcome]]
    case 'toDo':
      return [['show', 'to-do']]
  }
}

/** The parts of an address that stay when the reader goes to other pages of the list, as names and values. */
export const filterQuery = ({
  fields,
  from,
  search,
  shown,
  to,
}: ListAddress): [string, string][] => [
  ...shownQuery(shown),
  ...(search ? [['q', search] satisfies [string, string]] : []),
  ...(from ? [['from', from] satisfies [string, string]] : []),
  ...(to ? [['to', to] satisfies [string, string]] : []),
  ...Object.entries(fields).map(([key, value]): [string, string] => [fieldInput(key), value]),
]

const withQuery = (path: string, pairs: [string, string][]): string => {
  const query = new URLSearchParams(pairs).toString()
  return query === '' ? path : `${path}?${query}`
}

/** The path and query of a list. */
export const listPath = (address: ListAddress): string =>
  withQuery(CALLS, [
    ...filterQuery(address),
    ...(address.before ? [['before', writePlace(address.before)] satisfies [string, string]] : []),
  ])

/** The path of a call, with the list from which it was opened. */
export const callPath = (id: string, from?: ListAddress): string =>
  withQuery(`${CALLS}/${id}`, from ? filterQuery(from) : [])

/** Whether the address leaves calls out. */
export const isFiltered = (address: ListAddress): boolean => filterQuery(address).length > 0
