import type { JsonValue } from '../../../lib/json'
import { remember } from '../../../lib/remember'
import { readAmount } from '../../money/amount'
import { foldWord } from '../../money/foldWord'
import { toPlainText } from '../../money/plainText'
import { textOf } from './text'

const MAX_NUMBER = 1e15
const MAX_TEXT = 200

/** Small numbers in words, from 0 to 12: the same word means the same in all of these languages. */
const WORDS: ReadonlyMap<string, number> = new Map(
  [
    'zero one two three four five six seven eight nine ten eleven twelve',
    'null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf',
    'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce',
    'zero un deux trois quatre cinq six sept huit neuf dix onze douze',
    'zero uno due tre quattro cinque sei sette otto nove dieci undici dodici',
    'nul een twee drie vier vijf zes zeven acht negen tien elf twaalf',
    'zero um dois tres quatro cinco seis sete oito nove dez onze doze',
  ].flatMap((words) => words.split(' ').map((word, value): [string, number] => [word, value])),
)

const NUMBER = /(?<![\d.,'])-?\d+(?:[.,' ]\d+)*/g
/** Of a mark, the first number counts: "8/10", "4 von 5". */
const MARK =
  /^(-?\d+(?:[.,]\d+)?) ?(?:\/|out of|of|von|aus|de|sobre|sur|su|di|van|uit|em) ?\d+(?:[.,]\d+)?$/i

/**
 * A number, or the only one in a text: "4 Personen", "1.200,50", "zwei", "80 %", "8/10".
 * @returns null if there is none, or several
 */
export const numberOf = (value: JsonValue): number | null => {
  if (typeof value === 'number') return inRange(value)
  if (typeof value === 'boolean') return null
  const text = textOf(value)
  return text === null || text.length > MAX_TEXT ? null : numberIn(text)
}

const inRange = (value: number): number | null =>
  Number.isFinite(value) && Math.abs(value) <= MAX_NUMBER ? value + 0 : null

const numberIn = remember((given): number | null => {
  const text = toPlainText(given)
  if (text === null) return null
  const mark = MARK.exec(text)?.[1]
  const [written, ...others] = mark === undefined ? (text.match(NUMBER) ?? []) : [mark]
  if (written === undefined) return numberInWords(text)
  const isNegative = written.startsWith('-')
  const amount = others.length > 0 ? null : readAmount(isNegative ? written.slice(1) : written)
  return amount && inRange(isNegative ? -amount.value : amount.value)
})

/** A number in words, perhaps with what is counted: "zwei Personen". */
const numberInWords = (text: string): number | null => {
  const [first = '', ...others] = foldWord(text).split(/\s+/)
  const number = WORDS.get(first)
  return number === undefined || others.length > 1 ? null : number
}
