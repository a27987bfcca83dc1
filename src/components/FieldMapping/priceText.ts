import { numberFormat } from '../../lib/intlFormats'

type Price = { currency: string | undefined; language: string; value: unknown }

/**
 * A price with the code of its currency, `95.50 EUR`: a sign such as `$` may be that of another. Without a currency,
 * the number alone. An empty text for what is no number.
 */
export const priceText = ({ currency, language, value }: Price): string => {
  if (typeof value !== 'number') return ''
  if (currency === undefined) return numberFormat(language, {}).format(value)
  try {
    const { maximumFractionDigits: digits } = numberFormat(language, {
      currency,
      style: 'currency',
    }).resolvedOptions()
    const number = numberFormat(language, {
      maximumFractionDigits: 6,
      minimumFractionDigits: digits,
    })
    return `${number.format(value)} ${currency}`
  } catch {
    // Not a code.
    return `${numberFormat(language, {}).format(value)} ${currency}`
  }
}
