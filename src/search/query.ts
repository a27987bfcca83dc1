import { clientTerm, INSIDE } from './terms'
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
 * @param client only its calls
 * @returns null when there is nothing to search for, which finds nothing
 */
export const searchQuery = (text: string, client?: string): null | string => {
  const folded = fold(text.slice(0, MAX_TEXT))
  const parts = wordsIn(folded).slice(0, MAX_WORDS).flatMap(partsOf)
  const words = parts.map((part, index) => {
    const isOpen = index === parts.length - 1 || isOneCharacter(part)
    return either(isOpen ? beginning(part) : exactly(part), inside(part))
  })
  if (words.length === 0) return null
  const said = words.join(' & ')
  const fragment = fragmentIn(folded)
  const asked = fragment ? either(said, inside(fragment)) : said
  return client === undefined ? asked : `${exactly(clientTerm(client))} & ${either(asked)}`
}
