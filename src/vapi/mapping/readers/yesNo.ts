import type { JsonValue } from '../../../lib/json'
import { remember } from '../../../lib/remember'
import { foldWord } from '../../money/foldWord'
import { textOf } from './text'

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean))

/** In the form of `foldWord`: English, German, Spanish, French, Italian, Dutch, Portuguese. */
const YES = set(`
  yes y yep yeah true t 1 on sure correct affirmative confirmed agreed
  ja j jawohl jo wahr richtig klar gerne stimmt
  si s claro verdadero cierto correcto afirmativo
  oui o vrai exact
  vero certo esatto
  waar jazeker juist
  sim verdadeiro certo correto
  ✓ ✔ ✅ ☑ 👍`)
const NO = set(`
  no n nope nah false f 0 off incorrect negative
  nein ne falsch
  falso incorrecto negativo
  non faux
  nee onwaar
  nao incorreto
  ✗ ✘ ❌ ✖ ☒ 👎`)

/** Words that only make an answer politer. */
const POLITE = set(`
  please thanks thank you bitte danke gerne por favor gracias s'il vous plait merci per favore grazie prego
  graag alstublieft bedankt dank obrigado obrigada`)

const MAX_TEXT = 200
/** An answer with an explanation: "Yes, on Friday", "Nein – zu teuer". */
const EXPLAINED = /^(\p{L}{1,12})(?:[.!]?$|[.!]\s.*|\s?[,;:–—-]\s.*|\s\(.*\))$/su

/**
 * A yes or a no: a flag, 1 or 0, or a word of one of seven languages, perhaps with an explanation.
 * @returns null for anything else, such as "no show"
 */
export const yesNoOf = (value: JsonValue): boolean | null => {
  if (typeof value === 'boolean') return value
  if (typeof value === 'number') return value === 1 ? true : value === 0 ? false : null
  const text = textOf(value)
  return text === null || text.length > MAX_TEXT ? null : said(text)
}

const said = remember((text): boolean | null => {
  // With the variant selector, some signs are drawn in colour.
  const whole = foldWord(text.replaceAll('\ufe0f', '')).trim()
  const [first = '', ...others] = (EXPLAINED.exec(whole)?.[1] ?? whole).split(/\s+/)
  if (!others.every((word) => POLITE.has(word))) return null
  return YES.has(first) ? true : NO.has(first) ? false : null
})
