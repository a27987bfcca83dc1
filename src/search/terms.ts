import { digitsIn, fold, partsOf, wordsIn } from './words'

/** What is searched of a call: nothing that is hidden from the client itself. */
export type SearchedCall = {
  client: string
  customerName: null | string
  customerPhone: null | string
  outcome: null | string
  reportedAt: Date | null
  serviceName: null | string
  summary: null | string
  transcript: null | string
}

const WEEK_MS = 7 * 24 * 60 * 60_000

/** Lists newest first begin with calls that have no time, as PostgreSQL sorts them. */
export const WEEKLESS = 'zzz'

/**
 * The week of a time, as three characters that sort as weeks do. Each term carries it, so that a search
 * reads newest weeks first and stops, and so that what is written lies close together in the index.
 */
export const weekOf = (time: Date | null): string => {
  if (time === null) return WEEKLESS
  const week = Math.floor(time.getTime() / WEEK_MS)
  return Math.min(Math.max(week, 0), 36 ** 3 - 2)
    .toString(36)
    .padStart(3, '0')
}

/** Marks a part of a name or a phone number, up to its end: any part of it is how one of those begins. */
export const INSIDE = '~'
const CLIENT = '@'

/** The term of a client's calls: of two that share it, the rest of the query tells. */
export const clientTerm = (client: string): string => `${CLIENT}${client.slice(-12)}`

const SHORTEST_PART = 2
const MAX_TERMS = 5_000
// Of a name that somebody sent instead of a name.
const MAX_NAME = 200

const endingsOf = (word: string): string[] => {
  const characters = [...word]
  return characters
    .slice(0, Math.max(1, characters.length - SHORTEST_PART + 1))
    .map((_, index) => `${INSIDE}${characters.slice(index).join('')}`)
}

/**
 * The terms by which a call is found, each once.
 * @returns them without the week, at most 5,000
 */
export const termsOf = (call: SearchedCall): string[] => {
  const names = [call.customerName, call.customerPhone].map((text) =>
    fold((text ?? '').slice(0, MAX_NAME)),
  )
  const named = names.flatMap(wordsIn)
  const digits = digitsIn(names[1] ?? '')
  const terms = new Set([clientTerm(call.client)])
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

/** Terms as a `tsvector`'s text. They hold letters and digits, so that nothing needs escaping. */
export const toVector = (week: string, terms: readonly string[]): string =>
  terms.map((term) => `'${week}${term}'`).join(' ')
