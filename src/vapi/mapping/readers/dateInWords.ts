import { foldWord } from '../../money/foldWord'
import { toPlainText } from '../../money/plainText'
import { type Clock, dayOf } from './day'
import { AFTERNOONS, FILLERS, MORNINGS, monthOf, WEEKDAYS } from './months'

/** `2026-12-01`, `2026/12/01`. */
const YEAR_FIRST = /(?<![\d.,/-])(\d{4})([./-])(\d{1,2})\2(\d{1,2})(?![\d/-])/g
/** `01.12.2026`, `24/12/2026`. */
const YEAR_LAST = /(?<![\d.,/-])(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})(?![\d/-])/g
const YEAR = /(?<![\d.,:])((?:19|20)\d{2})(?![\d:])/g
/** A day of the month: "1", "1.", "1st", "1er", "1º". */
const DAY =
  /(?<![\d.,:])(\d{1,2})(?:\.(?!\d)|st|nd|rd|th|er|re|ste|de|e|o|a|[ºª°])?(?![\d.:\p{L}])/gu
/** "10:30", "15h30", "10.30 Uhr", "3:30 pm". */
const CLOCK =
  /(?<![\d.,:/])(\d{1,2})\s?(?:[:h]\s?(\d{2})(?::\d{2})?|\.(\d{2})(?=\s*(?:uhr|uur|h|[ap]\.?\s?m|$)))(?!\d)(?:\s?(?:uhr|uur|horas|ore|hrs|hs|h)\b)?(?:\s?([ap])\.?\s?m\b\.?)?/g
/** "10 Uhr", "10 Uhr 30", "3 pm", "15h". */
const HOUR =
  /(?<![\d.,:/])(\d{1,2})\s?(?:([ap])\.?\s?m\b\.?|(?:uhr|uur|heures?|horas?|hrs|hs|h|o'?clock)\b(?:\s(\d{2})\b)?)/g
/** "alle 15", "a las 10". */
const BARE_HOUR = /(?<=\b(?:ore|alle|at|um|a las|om|as) )(\d{1,2})(?![\d.:/-])/g

/**
 * A date with a month in words, or in the forms of Europe and America, perhaps with a weekday and a time.
 * @returns as `dayOf`; null also if more is said than a date, and if day and month can be swapped
 */
export const dateInWords = (given: string): string | null => {
  const plain = toPlainText(given)
  if (plain === null) return null
  const text = foldWord(plain)
  const found = dateInNumbers(text) ?? dateWithMonth(text)
  if (!found || saysMore(found.rest)) return null
  return dayOf(found.day, found.clock)
}

type Found<Value> = { rest: string; value: Value }
type Day = { day: number; month: number; year: number }
type Moment = { clock: Clock | null; day: Day; rest: string }

/** The only match in a text; null if there are none, or several. */
const onlyMatch = (text: string, pattern: RegExp): RegExpExecArray | null => {
  const [first, ...others] = text.matchAll(pattern)
  return first && others.length === 0 ? first : null
}

const without = (text: string, { 0: part, index }: RegExpExecArray): string =>
  `${text.slice(0, index)} ${text.slice(index + part.length)}`

const dateInNumbers = (text: string): Moment | null => {
  const first = onlyMatch(text, YEAR_FIRST)
  const match = first ?? onlyMatch(text, YEAR_LAST)
  const day = match && (first ? yearFirst(match) : yearLast(match))
  const clock = match && day && clockIn(without(text, match))
  return clock && day ? { clock: clock.value, day, rest: clock.rest } : null
}

const yearFirst = ([, year, , month, day]: RegExpExecArray): Day => ({
  day: Number(day),
  month: Number(month),
  year: Number(year),
})

const yearLast = (match: RegExpExecArray): Day | null => {
  const [first, second, year] = [Number(match[1]), Number(match[3]), Number(match[4])]
  if (match[2] === '.' || first > 12) return { day: first, month: second, year }
  // Americans write the month first. If both can be one, nobody knows.
  return second > 12 || first === second ? { day: second, month: first, year } : null
}

const dateWithMonth = (text: string): Moment | null => {
  const month = monthIn(text)
  const year = month && onlyMatch(month.rest, YEAR)
  const clock = month && year && clockIn(without(month.rest, year))
  const day = clock && onlyMatch(clock.rest, DAY)
  if (!month || !year || !day) return null
  return {
    clock: clock.value,
    day: { day: Number(day[1]), month: month.value, year: Number(year[1]) },
    rest: without(clock.rest, day),
  }
}

/** The month in words. Next to another one, `mar` is a Tuesday. */
const monthIn = (text: string): Found<number> | null => {
  const words = Array.from(text.matchAll(/\p{L}+/gu)).filter(([word]) => monthOf(word))
  const [match, ...others] =
    words.length > 1 ? words.filter(([word]) => !WEEKDAYS.has(word)) : words
  const value = match && monthOf(match[0])
  if (!match || value === undefined || others.length > 0) return null
  return { rest: without(text, match), value }
}

/** The time of day in a text; of several, such as a beginning and an end, none. Null if there is no such time. */
const clockIn = (text: string): Found<Clock | null> | null => {
  const matches = [CLOCK, HOUR, BARE_HOUR]
    .map((pattern) => Array.from(text.matchAll(pattern)))
    .find(({ length }) => length > 0)
  const [match, ...others] = matches ?? []
  if (!match) return { rest: text, value: null }
  if (others.length > 0) {
    const rest = [match, ...others].reduceRight(without, text)
    return { rest, value: null }
  }
  const rest = without(text, match)
  const value = clockOf(
    match,
    wordsIn(rest).some((word) => AFTERNOONS.has(word)),
  )
  return value && { rest, value }
}

const clockOf = (match: RegExpExecArray, isAfternoon: boolean): Clock | null => {
  const [hour, ...others] = match.slice(1).filter((part) => part !== undefined)
  const half = others.find((part) => part === 'a' || part === 'p')
  const minute = Number(others.find((part) => /\d/.test(part)) ?? 0)
  const given = Number(hour)
  if (half !== undefined) {
    return given < 1 || given > 12 ? null : { hour: (given % 12) + (half === 'p' ? 12 : 0), minute }
  }
  return { hour: isAfternoon && given >= 1 && given < 12 ? given + 12 : given, minute }
}

const wordsIn = (text: string): readonly string[] => text.match(/[\p{L}\p{N}]+/gu) ?? []

const isAside = (word: string): boolean =>
  [WEEKDAYS, FILLERS, MORNINGS, AFTERNOONS].some((words) => words.has(word))

/** True if a text says more than when: "not before", "or", another number. */
const saysMore = (rest: string): boolean => !wordsIn(rest).every(isAside)
