import { createHash } from 'node:crypto'
import { WEEK_MS } from '../../lib/time/units'
import { digitsIn, fold, partsOf, wordsIn } from './words'

/** The fields of a call that are searched. None of them is hidden from the client. */
export type SearchedCall = {
  client: string
  customerName: null | string
  customerPhone: null | string
  endedGroup: null | string
  outcome: null | string
  reportedAt: Date | null
  serviceName: null | string
  startedAt: Date | null
  summary: null | string
  transcript: null | string
}

const weekNumber = (time: Date) => Math.floor(time.getTime() / WEEK_MS)

/** Sorts after every week: PostgreSQL lists calls without a time first when sorting newest first. */
const WEEKLESS = 'zzz'

/**
 * The week of a time, as three characters that sort in the order of weeks. Each term begins with it, so
 * that a search can read the newest weeks first and stop early, and so that new entries are close
 * together in the index.
 * @param time null gives a week after all others
 */
export const weekOf = (time: Date | null): string => {
  if (time === null) return WEEKLESS
  return Math.min(Math.max(weekNumber(time), 0), 36 ** 3 - 2)
    .toString(36)
    .padStart(3, '0')
}

/** Marks a suffix of a name or a phone number. Any part of one is the beginning of such a suffix. */
export const INSIDE = '~'

// Terms for filters that can accompany a search, so that a common word with a rare outcome is found as
// quickly as a rare word. When two values share a term, the filter itself decides.
export const clientTerm = (client: string): string => `@${client.slice(-12)}`
export const groupTerm = (group: string): string => `=${group.replaceAll('_', '')}`
export const outcomeTerm = (outcome: string): string =>
  `%${createHash('sha256').update(outcome).digest('hex').slice(0, 12)}`

/** Marks calls that did not start in the week in which they were reported, or the one before. */
export const REPORTED_LATE = '<'

/** How many weeks after its start a call is usually reported, at most. */
export const USUAL_LAG = 1

const isReportedLate = ({ reportedAt, startedAt }: SearchedCall): boolean => {
  if (startedAt === null) return false
  if (reportedAt === null) return true
  const lag = weekNumber(reportedAt) - weekNumber(startedAt)
  return lag < 0 || lag > USUAL_LAG
}

const filterTerms = (call: SearchedCall): string[] => [
  clientTerm(call.client),
  ...(call.endedGroup === null ? [] : [groupTerm(call.endedGroup)]),
  ...(call.outcome === null ? [] : [outcomeTerm(call.outcome)]),
  ...(isReportedLate(call) ? [REPORTED_LATE] : []),
]

const SHORTEST_PART = 2
const MAX_TERMS = 5_000
// In characters, for texts that were sent in place of a name.
const MAX_NAME = 200

const endingsOf = (word: string): string[] => {
  const characters = [...word]
  return characters
    .slice(0, Math.max(1, characters.length - SHORTEST_PART + 1))
    .map((_, index) => `${INSIDE}${characters.slice(index).join('')}`)
}

/**
 * The terms by which a call is found.
 * @returns distinct terms without the week, at most 5,000
 */
export const termsOf = (call: SearchedCall): string[] => {
  const names = [call.customerName, call.customerPhone].map((text) =>
    fold((text ?? '').slice(0, MAX_NAME)),
  )
  const named = names.flatMap(wordsIn)
  const digits = digitsIn(names[1] ?? '')
  const terms = new Set(filterTerms(call))
  for (const word of digits ? [...named, digits] : named) {
    for (const ending of endingsOf(word)) terms.add(ending)
  }
  const texts = [call.summary, call.serviceName, call.outcome, call.transcript]
  for (const text of [...names, ...texts]) {
    for (const word of text ? wordsIn(fold(text)) : []) {
      for (const part of partsOf(word)) terms.add(part)
      if (terms.size >= MAX_TERMS) return [...terms].slice(0, MAX_TERMS)
    }
  }
  return [...terms]
}

/** Terms as the text of a `tsvector`. They contain no quotes or backslashes, so nothing needs escaping. */
export const toVector = (week: string, terms: readonly string[]): string =>
  terms.map((term) => `'${week}${term}'`).join(' ')
