import { isTimeOfDay, WEEKDAYS } from '../../lib/time/days'
import type { ServiceHours } from '../../mail/openHours'
import type { User } from '../../payload-types'
import type { MessageKey } from '../../translations/texts'

/** A row of opening hours as it is stored. */
type StoredHours = Pick<NonNullable<User['serviceHours']>[number], 'closes' | 'day' | 'opens'>

const isWeekday = (day: string): day is StoredHours['day'] => WEEKDAYS.includes(day)

/** The days of the week, from Monday. */
export const DAYS = WEEKDAYS.filter(isWeekday)

/** How many ranges a day has in the form at least: one, and one after a break. */
const FEWEST_RANGES = 2
/** As many as the profile can have on each day. */
export const MOST_RANGES = 4

/** What was typed: by the name of the input. */
export type HoursTyped = Readonly<Record<string, string>>

/** The names of a day's inputs. @param range from 1 */
export const hoursInputs = (day: string, range: number): { from: string; to: string } => ({
  from: `${day}From${range}`,
  to: `${day}To${range}`,
})

/** The name of a day's checkbox. */
export const openInput = (day: string): string => `${day}Open`

/** The names of all inputs. */
export const HOURS_INPUTS: readonly string[] = DAYS.flatMap((day) => [
  openInput(day),
  ...Array.from({ length: MOST_RANGES }, (_, index) => hoursInputs(day, index + 1)).flatMap(
    ({ from, to }) => [from, to],
  ),
])

// An input of type `time` has no 24:00. A range that closes at 00:00 ends with its day.
const shownEnd = (closes: string): string => (closes === '24:00' ? '00:00' : closes)
const storedEnd = (to: string): string => (to === '00:00' ? '24:00' : to)

const rowsOf = (hours: readonly ServiceHours[], day: string): ServiceHours[] =>
  hours
    .filter((row) => row.day === day)
    .sort((a, b) => (a.opens < b.opens ? -1 : 1))
    .slice(0, MOST_RANGES)

/** How many ranges the form has for each day: as many as are stored, and two at least. */
export const rangesOf = (hours: readonly ServiceHours[]): number =>
  Math.max(FEWEST_RANGES, ...DAYS.map((day) => rowsOf(hours, day).length))

/** Opening hours as the form shows them. */
export const formatHoursForm = (hours: readonly ServiceHours[]): Record<string, string> => {
  const shown: Record<string, string> = {}
  for (const day of DAYS) {
    for (const [index, { closes, opens }] of rowsOf(hours, day).entries()) {
      const { from, to } = hoursInputs(day, index + 1)
      shown[openInput(day)] = 'on'
      shown[from] = opens
      shown[to] = shownEnd(closes)
    }
  }
  return shown
}

type Problems = Record<string, MessageKey>

type Range = { from: string; index: number; to: string }

const typedRanges = (typed: HoursTyped, day: string): Range[] =>
  Array.from({ length: MOST_RANGES }, (_, index) => {
    const names = hoursInputs(day, index + 1)
    return {
      from: (typed[names.from] ?? '').trim(),
      index: index + 1,
      to: (typed[names.to] ?? '').trim(),
    }
  }).filter(({ from, to }) => from !== '' || to !== '')

const problemsOf = (ranges: readonly Range[], day: string): Problems => {
  const problems: Problems = {}
  for (const { from, index, to } of ranges) {
    const names = hoursInputs(day, index)
    if (!isTimeOfDay(from) || from === '24:00') problems[names.from] = 'settings.hours.time'
    if (!isTimeOfDay(to)) problems[names.to] = 'settings.hours.time'
    else if (from === to && from !== '00:00') problems[names.to] = 'settings.hours.same'
  }
  if (Object.keys(problems).length > 0) return problems
  const sorted = [...ranges].sort((a, b) => (a.from < b.from ? -1 : 1))
  for (const [index, range] of sorted.entries()) {
    const next = sorted[index + 1]
    const ends = storedEnd(range.to)
    if (next && (ends <= range.from || next.from < ends)) {
      problems[hoursInputs(day, next.index).from] = 'settings.hours.overlap'
    }
  }
  return problems
}

/**
 * Reads the form of a week. A day with times counts as open, even if its box was not ticked, unless it was open
 * before: then the box was unticked to close it.
 * @param stored the opening hours that the form showed
 * @returns the rows to store, or what is wrong by the name of the input
 */
export const parseHoursForm = (
  typed: HoursTyped,
  stored: readonly ServiceHours[],
): { hours: StoredHours[] } | { problems: Problems } => {
  const problems: Problems = {}
  const hours: StoredHours[] = []
  for (const day of DAYS) {
    const ranges = typedRanges(typed, day)
    const isTicked = (typed[openInput(day)] ?? '') !== ''
    const wasOpen = stored.some((row) => row.day === day)
    if (!isTicked && (wasOpen || ranges.length === 0)) continue
    if (ranges.length === 0) problems[hoursInputs(day, 1).from] = 'settings.hours.missing'
    Object.assign(problems, problemsOf(ranges, day))
    const sorted = [...ranges].sort((a, b) => (a.from < b.from ? -1 : 1))
    for (const { from, to } of sorted) hours.push({ closes: storedEnd(to), day, opens: from })
  }
  return Object.keys(problems).length > 0 ? { problems } : { hours }
}

const WORKING_DAYS = DAYS.slice(1, 5)

/** What was typed, with the hours of Monday on Tuesday to Friday too. */
export const copyMonday = (typed: HoursTyped): Record<string, string> => {
  const copied: Record<string, string> = { ...typed }
  for (const day of WORKING_DAYS) {
    copied[openInput(day)] = typed[openInput('monday')] ?? ''
    for (let range = 1; range <= MOST_RANGES; range += 1) {
      const [monday, other] = [hoursInputs('monday', range), hoursInputs(day, range)]
      copied[other.from] = typed[monday.from] ?? ''
      copied[other.to] = typed[monday.to] ?? ''
    }
  }
  return copied
}
