import { clientTerm, groupTerm, INSIDE, ODD_START, outcomeTerm } from './terms'
import { digitsIn, fold, partsOf, wordsIn } from './words'

/** What is longer is not what anybody searches for: the rest is left out. */
const MAX_TEXT = 1_000
const MAX_WORDS = 16

/** Stands for the week in a query; no term contains it. */
export const WEEK = '#'

const PHONE = /^[\d\s+()./-]+$/
const SHORTEST_FRAGMENT = 3

const exactly = (part: string) => `'${WEEK}${part}'`
const beginning = (part: string) => `'${WEEK}${part}':*`
/** Anywhere in a name or a phone number. */
const inside = (part: string) => beginning(`${INSIDE}${part}`)

const either = (...terms: string[]) => `(${terms.join(' | ')})`

const isOneCharacter = (part: string) => part.length === 1 && part > '\u007f'

/** A fragment of a phone number, however it is written, if the text can be one. */
const fragmentIn = (text: string): string | undefined => {
  const digits = digitsIn(text)
  return PHONE.test(text) && digits.length >= SHORTEST_FRAGMENT ? digits.slice(0, 40) : undefined
}

/**
 * Makes what somebody typed into a `tsquery`'s text, in which `#` stands for the week: all of the words,
 * the last one perhaps not finished, each as a whole or anywhere in a name or a phone number. It is made
 * of letters and digits of the text only, so that nothing in it can be an operator.
 * @returns null when there is nothing to search for, which finds nothing
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

/** What calls are filtered by beside a search: values of which they have one. */
export type SearchFilters = Partial<
  Record<'client' | 'customerPhone' | 'endedGroup' | 'outcome', readonly string[]>
>

const isKnownPhone = (phone: string) => digitsIn(fold(phone)).length >= SHORTEST_FRAGMENT

/** Narrows a query to calls that other filters can let pass, as far as the index knows. */
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

/** A query of calls that started in other weeks than they were reported in. */
export const oddStarts = (query: string): string => `${exactly(ODD_START)} & ${query}`
