import { toPlainText } from './money/plainText'
import { readTokens, type Token } from './money/tokens'

export { toCurrencyCode } from './money/currencyCode'

/**
 * What some text says of a currency: nothing, the ISO 4217 codes that all its signs, codes and words
 * can mean, most likely first, or `unknown`, when it has a sign that nobody knows or contradicts itself.
 */
export type CurrencyClaim = readonly string[] | 'unknown' | null

/** "$" is many dollars, "$30 USD" only one, "€30 USD" is unknown. */
export const claimOf = (tokens: readonly Token[]): CurrencyClaim => {
  const claims = tokens.flatMap((token) => (token.kind === 'currency' ? [token.meanings] : []))
  const [first, ...others] = claims
  if (first === undefined) return null
  const common = first?.filter((code) => others.every((claim) => claim?.includes(code))) ?? []
  return common.length === 0 ? 'unknown' : common
}

/** The ISO 4217 codes a text can mean, most likely first; null when it says nothing or contradicts itself. */
export const readCurrencies = (text: string): string[] | null => {
  const plain = toPlainText(text)
  const claim = plain === null ? null : claimOf(readTokens(plain) ?? [])
  return claim === null || claim === 'unknown' ? null : [...claim]
}
