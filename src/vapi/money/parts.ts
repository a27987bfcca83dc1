import { foldWord } from './foldWord'
import { isNumberWord, readNumberWords } from './numberWords'
import type { Token } from './tokens'
import { CENTS, DURATIONS, MULTIPLIERS, PEOPLE, RATES } from './words'

/** A token of a price, by its meaning. */
export type Part =
  // `isMoney`: true if there is a currency next to it.
  | { kind: 'number'; value: number; isMoney: boolean }
  | { kind: 'operator'; text: '+' | '/' | '=' | 'x' }
  | { kind: 'word'; text: string }
  | { kind: 'currency' | 'dash' | 'duration' | 'open' | 'pause' | 'people' | 'percent' }

type NumberToken = Token & { kind: 'number' }
type Scaled = { value: number; isWord: boolean }

/** Currencies with three decimals, where "1.250" may not mean a thousand. */
const THOUSANDTHS = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'])

/**
 * The parts of a price, with numbers in words and multipliers already applied.
 * @param currencies those that the whole text can mean
 * @returns null if a part leaves the amount in doubt, or is negative
 */
export const readParts = (
  tokens: readonly Token[],
  currencies: readonly string[] | null,
): Part[] | null => {
  const words = tokens.map((token) => (token.kind === 'word' ? foldWord(token.text) : ''))
  const hasDigits = tokens.some((token) => token.kind === 'number')
  const parts: Part[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]
    if (!token) break
    if (token.kind === 'number') {
      const scaled = isPartOfName(token, tokens[at - 1], words[at - 1])
        ? null
        : scaledBy(token, tokens[at + 1], words[at + 1] ?? '', currencies)
      if (!scaled) return null
      if (scaled.isWord) at += 1
      parts.push({ isMoney: false, kind: 'number', value: scaled.value })
    } else if (token.kind === 'currency') parts.push({ kind: 'currency' })
    else if (token.kind === 'symbol') {
      if (isMinus(tokens, at)) return null
      const part = SYMBOLS.get(token.text) ?? (DOUBTFUL.has(token.text) ? null : PAUSE)
      if (!part) return null
      parts.push(part)
    } else {
      const word = words[at] ?? ''
      const spoken = hasDigits ? null : readNumberWords(words, at)
      if (spoken) {
        at += spoken.length - 1
        parts.push({ isMoney: false, kind: 'number', value: spoken.value })
        continue
      }
      if (isNumberWord(word) && !(hasDigits && word === 'one')) return null
      const isAfterNumber = parts.at(-1)?.kind === 'number'
      if (isAfterNumber && !token.isSpaced && !isUnit(word)) return null
      const isCounted = isAfterNumber && parts.at(-2)?.kind !== 'currency'
      parts.push(partOfWord(word, isCounted || parts.at(-1)?.kind === 'dash'))
    }
  }
  return withMoney(parts)
}

const PAUSE: Part = { kind: 'pause' }
const SYMBOLS: ReadonlyMap<string, Part> = new Map<string, Part>([
  ['+', { kind: 'operator', text: '+' }],
  ['/', { kind: 'operator', text: '/' }],
  ['=', { kind: 'operator', text: '=' }],
  ['×', { kind: 'operator', text: 'x' }],
  ['*', { kind: 'operator', text: 'x' }],
  ['@', { kind: 'operator', text: 'x' }],
  ['-', { kind: 'dash' }],
  ['%', { kind: 'percent' }],
  ['(', { kind: 'open' }],
])
const DOUBTFUL = new Set('<>≤≥?#±^_\\'.split(''))

/**
 * True for the number in "A4" or "H2", which is part of a name, or in "Room 1 200 €", where its start
 * is unclear.
 */
const isPartOfName = (
  token: NumberToken,
  before: Token | undefined,
  word: string | undefined,
): boolean =>
  before?.kind === 'word' &&
  (token.isInSpacedGroups || (!token.isSpaced && word !== 'x' && word !== 'h'))

/**
 * True for a dash that is a minus: at the beginning or end, or directly before an amount, as in "EUR
 * -5".
 */
const isMinus = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at]
  if (token?.kind !== 'symbol' || token.text !== '-') return false
  const before = tokens[at - 1]
  const after = tokens[at + 1]
  if (!before || !after) return true
  const isBeforeAmount = after.kind === 'number' || after.kind === 'currency'
  return isBeforeAmount && !after.isSpaced && (token.isSpaced || before.kind === 'currency')
}

const isUnit = (word: string): boolean =>
  word === 'x' || [DURATIONS, PEOPLE, CENTS, RATES].some((words) => words.has(word))

/** Applies a multiplier, "1.2M", "2 k"; null if the amount is in doubt. */
const scaledBy = (
  token: NumberToken,
  next: Token | undefined,
  word: string,
  currencies: readonly string[] | null,
): Scaled | null => {
  const factor = next?.kind === 'word' ? MULTIPLIERS.get(word) : undefined
  if (factor === undefined) {
    const isInDoubt = token.isEither && currencies?.every((code) => THOUSANDTHS.has(code)) === true
    return isInDoubt ? null : { isWord: false, value: token.value }
  }
  const isLetter = word.length === 1 && word !== 'k' && /[a-z]/.test(word)
  const isInDoubt = token.isEither || (isLetter && next?.isSpaced) || (!currencies && factor > 1000)
  return isInDoubt ? null : { isWord: true, value: Math.round(token.value * factor * 100) / 100 }
}

const partOfWord = (word: string, isCounted: boolean): Part => {
  if (word === 'x' || word === 'times') return { kind: 'operator', text: 'x' }
  if (word === 'percent' || word === 'prozent') return { kind: 'percent' }
  // "min" means minimum, unless a number of minutes precedes it.
  if (DURATIONS.has(word) && (word !== 'min' || isCounted)) return { kind: 'duration' }
  return PEOPLE.has(word) ? { kind: 'people' } : { kind: 'word', text: word }
}

/** Marks the numbers next to a currency: "€30", "EUR: 30", "30 €", "30 (EUR)". */
const withMoney = (parts: Part[]): Part[] => {
  parts.forEach((part, at) => {
    if (part.kind !== 'number') return
    const isAfter = (step: number) => parts[at + step]?.kind === 'currency'
    const isPast = (step: number) => {
      const between = parts[at + step]
      const isColon = between?.kind === 'pause' || between?.kind === 'open'
      const isEqual = between?.kind === 'operator' && between.text === '='
      return (isColon || (isEqual && step < 0)) && parts[at + 2 * step]?.kind === 'currency'
    }
    const isBracketed = parts[at + 1]?.kind === 'open' && isPast(1)
    part.isMoney = isAfter(-1) || isAfter(1) || isPast(-1) || isBracketed
  })
  return parts
}
