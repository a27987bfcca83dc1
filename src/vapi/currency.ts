import { toPlainText } from './money/plainText'
import { readTokens, type Token } from './money/tokens'

export { toCurrencyCode } from './money/currencyCode'

/**
 * What a text says about a currency: null for nothing; the ISO 4217 codes that all its signs, codes and
 * words can mean, the most likely first; or `unknown` if it has an unknown sign or contradicts itself.
 */
export type CurrencyClaim = readonly string[] | 'unknown' | null

/** The claim of some tokens: "$" can mean many dollars, "$30 USD" only one, "€30 USD" is unknown. */
export const claimOf = (tokens: readonly Token[]): CurrencyClaim => {
  const claims = tokens.flatMap((token) => (token.kind === 'currency' ? [token.meanings] : []))
  const [first, ...others] = claims
  if (first === undefined) return null
  const common = first?.filter((code) => others.every((claim) => claim?.includes(code))) ?? []
  return common.length === 0 ? 'unknown' : common
}

/**
 * The ISO 4217 codes that a text can mean, the most likely first; null if it names no currency or
 * contradicts itself.
 * @example
 * readCurrencies('€30') // ['EUR']
 * readCurrencies('€30 USD') // null
 */
export const readCurrencies = (text: string): string[] | null => {
  const plain = toPlainText(text)
  const claim = plain === null ? null : claimOf(readTokens(plain) ?? [])
  return claim === null || claim === 'unknown' ? null : [...claim]
}
