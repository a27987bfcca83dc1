import type { Where } from 'payload'
import { addDays } from '../../lib/time/days'
import { startOfDay } from '../../lib/time/zone'
import { ownValue } from '../../lib/values'
import { MISSED_GROUPS } from '../../vapi/endedReason'
import type { OwnField } from '../../vapi/mapping/mapping'
import type { ListAddress, Shown } from './address'
import { filterableFields } from './fieldFilters'

const shownFilter = (shown: Shown, spellings: readonly string[]): Where[] => {
  switch (shown.kind) {
    case 'all':
      return []
    case 'missed':
      return [{ endedGroup: { in: [...MISSED_GROUPS] } }]
    case 'outcome':
      return [{ outcome: { in: [...new Set([shown.outcome, ...spellings])] } }]
    case 'toDo':
      return [{ followUp: { equals: 'open' } }]
  }
}

/** Only by fields that the client has now: an old address does not ask for others. */
const fieldFilter = (chosen: ListAddress['fields'], fields: readonly OwnField[]): Where[] =>
  filterableFields(fields).flatMap(({ key, options }) => {
    const value = ownValue(chosen, key)
    const isKnown = options.some((option) => option.value === value)
    return value !== undefined && isKnown ? [{ [`fields.${key}`]: { equals: value } }] : []
  })

type Range = { greater_than_equal?: string; less_than?: string }

/** What an address means: how the calls of a list are chosen, before their time and their words. */
export type Filters = {
  /** All must hold. */
  conditions: Where[]
  /** The bounds of the call's clock; null: none. */
  range: null | Range
  search: string
}

/**
 * Reads an address as filters.
 * @param fields the client's own fields
 * @param spellings all ways in which the chosen outcome is written
 * @param zone in which the days of the address begin
 */
export const filtersOf = (
  { fields: chosen, from, search, shown, to }: ListAddress,
  {
    fields,
    spellings,
    zone,
  }: { fields: readonly OwnField[]; spellings: readonly string[]; zone: string },
): Filters => ({
  conditions: [...shownFilter(shown, spellings), ...fieldFilter(chosen, fields)],
  range:
    from || to
      ? {
          ...(from ? { greater_than_equal: startOfDay(from, zone).toISOString() } : {}),
          ...(to ? { less_than: startOfDay(addDays(to, 1), zone).toISOString() } : {}),
        }
      : null,
  search,
})

/** One of the lists, each in the order of an index, that together are the list by the call's clock. */
export type Stream = {
  /** The time by which it is sorted; null: its calls have none, and it is sorted by ID. */
  field: 'reportedAt' | 'startedAt' | null
  where: Where[]
}

const STARTED: Where = { startedAt: { exists: true } }
const NOT_STARTED: Where = { startedAt: { exists: false } }
const REPORTED: Where = { reportedAt: { exists: true } }
const NOT_REPORTED: Where = { reportedAt: { exists: false } }

/** Calls in a period: by when they began, and those of which that is not known by their report. */
const inRange = (range: Range): [started: Where, others: Where[]] => [
  { startedAt: { ...range } },
  [NOT_STARTED, { reportedAt: { ...range } }],
]

/**
 * The lists that are merged. A search only has the order of reports, so its calls are sorted by their clock
 * within a page.
 */
export const streamsOf = ({ conditions, range, search }: Filters): Stream[] => {
  if (search) {
    if (!range) return [{ field: 'reportedAt', where: conditions }]
    const [started, others] = inRange(range)
    return [
      { field: 'reportedAt', where: [...conditions, started] },
      { field: 'reportedAt', where: [...conditions, ...others] },
    ]
  }
  const [started, others] = range ? inRange(range) : [STARTED, [NOT_STARTED, REPORTED]]
  return [
    { field: 'startedAt', where: [...conditions, started] },
    { field: 'reportedAt', where: [...conditions, ...others] },
  ]
}

/** Calls without any time, which come last. None of them is in a period. */
export const timelessStream = ({ conditions, range, search }: Filters): null | Stream =>
  range || search ? null : { field: null, where: [...conditions, NOT_STARTED, NOT_REPORTED] }

const EXPORT = '/api/call-summaries/export'

/** The path and query of the file with all calls of these filters. */
export const exportPath = ({ conditions, range, search }: Filters): string => {
  const [started, others] = range ? inRange(range) : []
  const and: Where[] = [
    ...conditions,
    ...(started && others ? [{ or: [started, { and: others }] }] : []),
  ]
  const query = new URLSearchParams([
    ['format', 'csv'],
    // Excel takes a file without it for one in the system's old encoding.
    ['bom', 'true'],
    ...(search ? [['search', search]] : []),
    ...(and.length > 0 ? [['where', JSON.stringify({ and })]] : []),
  ])
  return `${EXPORT}?${query}`
}
