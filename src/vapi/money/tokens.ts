import { readAmount } from './amount'
import { toCurrencyCode } from './currencyCode'
import { CURRENCY_COUNTRIES, CURRENCY_NAMES, DOLLAR_PREFIXES } from './currencyNames'
import { foldWord } from './foldWord'
import { MULTIPLIERS } from './words'

/** `isSpaced`: true if there is a space before the token. */
export type Token = { isSpaced: boolean } & (
  | { kind: 'number'; value: number; isEither: boolean; isInSpacedGroups: boolean }
  // The ISO 4217 codes that it can mean; null for an unknown sign.
  | { kind: 'currency'; meanings: readonly string[] | null }
  | { kind: 'word'; text: string }
  | { kind: 'symbol'; text: string }
)

const NUMBER = /\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,']\d+)*/y
const LEADING_DECIMALS = /(?<=^|[\s\p{Sc}])\.\d{1,2}(?!\d)/uy
const WORD = /\p{L}[\p{L}\p{M}]*(?:[.'"]\p{L}[\p{L}\p{M}]*)*/uy
const SLASHED = /(?:S|B|s)\/\.?(?=\s?\d)/y
const NAMES_OF_TWO = /\b(?:hong|new|f) (?=kong\b|zealand\b|cfa\b)/gi
const HYPHENATED =
  /(?<=\p{L})-(?=dollar|franc|euro)|(?<=ty)-(?=(?:one|two|three|four|five|six|seven|eight|nine)\b)/giu
const SIGN = /\p{Sc}/uy
const COUNT_IN_HAN = /[\u4e07\u842c\ub9cc\u5104\u4ebf\uc5b5\u5343\u767e\ucc9c]/y
const AFTER_DOLLAR = /\p{L}+/uy

// Codes that are also words, or mean something else next to a number, count only in capitals.
const WORDS = new Set(
  'ALL BAM BOB COP CUP GEL GIP KID LAK MAD MOP NAD PEN PHP RON SEK SOS STD TOP TRY WON'.split(' '),
)
/** A single letter means a currency only in capitals, before its number and without other words. */
const SINGLE = new Set(['k', 'l', 'p', 'q', 'r'])

/** The tokens of a text from `toPlainText`; null if a number in it is not written like an amount. */
export const readTokens = (plain: string): Token[] | null => {
  const text = plain.replace(NAMES_OF_TWO, '').replace(HYPHENATED, ' ')
  const tokens: Token[] = []
  let at = 0
  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = at
    return pattern.exec(text)?.[0] ?? null
  }
  while (at < text.length) {
    const isSpaced = text[at] === ' '
    if (isSpaced) at += 1
    const digits = match(LEADING_DECIMALS) ?? match(NUMBER)
    if (digits !== null) {
      const amount = readAmount(digits)
      if (!amount) return null
      tokens.push({ ...amount, isInSpacedGroups: digits.includes(' '), isSpaced, kind: 'number' })
      at += digits.length
      continue
    }
    const slashed = match(SLASHED)
    if (slashed !== null) {
      const meanings = CURRENCY_NAMES.get(slashed.slice(0, 2).toLowerCase()) ?? null
      tokens.push({ isSpaced, kind: 'currency', meanings })
      at += slashed.length
      continue
    }
    const word = (tokens.at(-1)?.kind === 'number' ? match(COUNT_IN_HAN) : null) ?? match(WORD)
    if (word !== null) {
      at += word.length
      if (text[at] === '$') {
        tokens.push({ isSpaced, kind: 'currency', meanings: dollarsOf(word) })
        at += 1
        continue
      }
      // The dot of an abbreviation: "Rs.500" is not half a rupee.
      if (text[at] === '.') at += 1
      const isBeforeDollar = text[at] === ' ' && text[at + 1] === '$'
      const spaced = isBeforeDollar && isCapitals(word) ? spacedDollars(word) : undefined
      if (spaced) {
        tokens.push({ isSpaced, kind: 'currency', meanings: spaced })
        at += 2
        continue
      }
      tokens.push({ isSpaced, kind: 'word', text: word })
      continue
    }
    const sign = match(SIGN)
    if (sign !== null) {
      at += sign.length
      if (sign === '¢') {
        tokens.push({ isSpaced, kind: 'word', text: 'cents' })
        continue
      }
      const after = sign === '$' ? match(AFTER_DOLLAR) : null
      at += after?.length ?? 0
      const meanings = after === null ? CURRENCY_NAMES.get(sign) : dollarsAfter(after)
      tokens.push({ isSpaced, kind: 'currency', meanings: meanings ?? null })
      continue
    }
    const symbol = String.fromCodePoint(text.codePointAt(at) ?? 32)
    if (symbol !== ' ') tokens.push({ isSpaced, kind: 'symbol', text: symbol })
    at += symbol.length
  }
  return withCurrencies(tokens)
}

const isCapitals = (word: string): boolean => word.length > 1 && word === word.toUpperCase()

const lower = (word: string): string => word.toLowerCase().replace(/[."']/g, '')

/** The meanings of letters before a dollar sign, "US$": known letters or a code; null if unknown. */
const dollarsOf = (word: string): readonly string[] | null => {
  const known = DOLLAR_PREFIXES.get(lower(word))
  if (known) return known
  const code = toCurrencyCode(word)
  return code && word === code ? [code] : null
}

/** The meanings of letters directly after a dollar sign: "$US", "$CAD". */
const dollarsAfter = (word: string): readonly string[] | null =>
  word === 'b' ? ['BOB'] : word === 'U' ? ['UYU'] : dollarsOf(word)

/** The meanings of capitals before a dollar sign with a space: "US $45", "AUD $45", but not "A $45 cut". */
const spacedDollars = (word: string): readonly string[] | undefined => {
  const country = CURRENCY_COUNTRIES.get(lower(word))
  return country ? [country] : DOLLAR_PREFIXES.get(lower(word))
}

/** Turns words that name a currency, with the country next to them, into currency tokens. */
const withCurrencies = (tokens: Token[]): Token[] => {
  const words = tokens.filter((token) => token.kind === 'word').length
  const read: Token[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]
    if (!token) break
    if (token.kind !== 'word') {
      const country = token.kind === 'currency' ? countryAt(read, read.length - 1) : null
      const after = country === null ? countryBehind(tokens, at) : null
      if (country !== null) read.pop()
      if (after !== null) at += 1
      const known = country ?? after
      read.push(
        token.kind === 'currency' && known !== null
          ? { ...token, meanings: narrowed(token.meanings, known) }
          : token,
      )
      continue
    }
    const near = { after: tokens[at + 1], before: tokens[at - 1] }
    const meanings = meaningsOf(token.text, near, words === 1)
    if (meanings === undefined) {
      const sign = read.at(-1)?.kind === 'number' ? read.at(-2) : undefined
      const country = sign?.kind === 'currency' ? countryAt(tokens, at) : null
      if (country !== null && sign?.kind === 'currency') {
        sign.meanings = narrowed(sign.meanings, country)
      } else read.push(token)
      continue
    }
    const before = countryAt(read, read.length - 1)
    if (before !== null) read.pop()
    const after = before === null ? countryAt(tokens, at + 1) : null
    if (after !== null) at += 1
    const country = before ?? after
    const isSpaced = token.isSpaced
    read.push({
      isSpaced,
      kind: 'currency',
      meanings: country === null ? meanings : narrowed(meanings, country),
    })
  }
  return read
}

/** Countries in capitals after the sign, as in Quebec: "45 $ CA". */
const BEHIND: ReadonlyMap<string, string> = new Map([
  ['AU', 'AUD'],
  ['CA', 'CAD'],
  ['CAN', 'CAD'],
  ['NZ', 'NZD'],
  ['US', 'USD'],
])

const countryBehind = (tokens: readonly Token[], at: number): string | null => {
  const after = tokens[at + 1]
  const isBehind = tokens[at]?.kind === 'currency' && tokens[at - 1]?.kind === 'number'
  return isBehind && after?.kind === 'word' ? (BEHIND.get(after.text) ?? null) : null
}

const countryAt = (tokens: readonly Token[], at: number): string | null => {
  const token = tokens[at]
  // "They charged us $45" names no country.
  if (token?.kind !== 'word' || token.text === 'us') return null
  return (
    CURRENCY_COUNTRIES.get(lower(token.text)) ??
    CURRENCY_COUNTRIES.get(foldWord(token.text)) ??
    null
  )
}

const narrowed = (meanings: readonly string[] | null, country: string): readonly string[] | null =>
  meanings?.includes(country) ? [country] : null

const meaningsOf = (
  word: string,
  near: { after: Token | undefined; before: Token | undefined },
  isOnlyWord: boolean,
): readonly string[] | undefined => {
  const isBesideNumber = near.before?.kind === 'number' || near.after?.kind === 'number'
  const code = toCurrencyCode(word)
  const isPlainCode = (isBesideNumber || isOnlyWord) && !WORDS.has(word.toUpperCase())
  if (code && (word === code || isPlainCode)) return [code]
  const name = lower(word)
  if (SINGLE.has(name)) {
    const isFirst = near.before === undefined
    return isOnlyWord && word === word.toUpperCase() && (isFirst || name === 'r')
      ? CURRENCY_NAMES.get(name)
      : undefined
  }
  if (near.before?.kind === 'number' && MULTIPLIERS.has(name)) return undefined
  return CURRENCY_NAMES.get(name) ?? CURRENCY_NAMES.get(foldWord(word))
}
