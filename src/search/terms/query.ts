import { clientTerm, groupTerm, INSIDE, outcomeTerm, REPORTED_LATE } from './terms'
import { digitsIn, fold, partsOf, wordsIn } from './words'

/** Nobody searches for longer texts: the rest is ignored. */
const MAX_TEXT = 1_000
const MAX_WORDS = 16

/** A placeholder for the week in a query. No term contains it. */
export const WEEK = '#'

const PHONE = /^[\d\s+()./-]+$/
const SHORTEST_FRAGMENT = 3

const exactly = (part: string) => `'${WEEK}${part}'`
const beginning = (part: string) => `'${WEEK}${part}':*`
/** Anywhere in a name or a phone number. */
const inside = (part: string) => beginning(`${INSIDE}${part}`)

const either = (...terms: string[]) => `(${terms.join(' | ')})`

const isOneCharacter = (part: string) => part.length === 1 && part > '\u007f'

/** The digits of a phone number's fragment, if the text can be one. */
const fragmentIn = (text: string): string | undefined => {
  const digits = digitsIn(text)
  return PHONE.test(text) && digits.length >= SHORTEST_FRAGMENT ? digits.slice(0, 40) : undefined
}

/**
 * Turns typed text into the text of a `tsquery`, with `#` as a placeholder for the week. It finds calls
 * with all of the words, each as a whole word or anywhere in a name or a phone number; the last word
 * may be incomplete. Only letters and digits of the text get into it, so nothing in it can be an
 * operator.
 * @returns null when the text contains nothing to search for; such a search finds nothing
 * @example
 * searchQuery('Ada') // "(('#ada':* | '#~ada':*))"
 */
export const searchQuery = (text: string): null | string => {
  const folded = fold(text.slice(0, MAX_TEXT))
  const parts = wordsIn(folded).slice(0, MAX_WORDS).flatMap(partsOf)
  const words = parts.map((part, index) => {
    const isOpen = index === parts.length - 1 || isOneCharacter(part)
    return either(isOpen ? beginning(part) : exactly(part), inside(part))
  })
  if (words.length === 0) return null
  const said = words.join(' & ')
  const fragment = fragmentIn(folded)
  return either(fragment ? either(said, inside(fragment)) : said)
}

/** Filters that can accompany a search. A call matches one if it has any of the values. */
export type SearchFilters = Partial<
  Record<'client' | 'customerPhone' | 'endedGroup' | 'outcome', readonly string[]>
>

const isKnownPhone = (phone: string) => digitsIn(fold(phone)).length >= SHORTEST_FRAGMENT

/** Narrows a query to calls that can match other filters, as far as the index knows their values. */
export const narrowQuery = (query: string, filters: SearchFilters): string => {
  const { client = [], customerPhone = [], endedGroup = [], outcome = [] } = filters
  const phones = customerPhone.every(isKnownPhone) ? customerPhone : []
  const choices = [
    client.map((value) => exactly(clientTerm(value))),
    phones.map((value) => inside(digitsIn(fold(value)).slice(0, 40))),
    endedGroup.map((value) => exactly(groupTerm(value))),
    outcome.map((value) => exactly(outcomeTerm(value))),
  ].filter((terms) => terms.length > 0)
  return [...choices.map((terms) => either(...terms)), query].join(' & ')
}

/** Narrows a query to calls that were reported in another week than usual after their start. */
export const lateReported = (query: string): string => `${exactly(REPORTED_LATE)} & ${query}`
