const names = new Intl.DisplayNames('en', { type: 'currency' })

const symbolOf = (code: string): string | undefined =>
  new Intl.NumberFormat('en', {
    currency: code,
    currencyDisplay: 'narrowSymbol',
    style: 'currency',
  })
    .formatToParts(0)
    .find(({ type }) => type === 'currency')?.value

/**
 * A currency as people look for it: code, name and sign.
 * @example
 * currencyLabel('GBP') // 'GBP · British Pound · £'
 */
export const currencyLabel = (code: string): string => {
  const sign = symbolOf(code)
  return [code, names.of(code), ...(sign === code ? [] : [sign])].filter(Boolean).join(' · ')
}
