const CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))
const NO_CURRENCY = new Set(['XXX', 'XTS'])

/** The ISO 4217 code in a text, in capitals, if Intl knows it, else null. */
export const toCurrencyCode = (text: string): string | null => {
  const code = text.trim().toUpperCase()
  return CODES.has(code) && !NO_CURRENCY.has(code) ? code : null
}
