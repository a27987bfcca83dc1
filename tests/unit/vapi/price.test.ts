import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCurrencies, toCurrencyCode } from '../../../src/vapi/currency'
import { readPrice } from '../../../src/vapi/price'

describe('readPrice', () => {
  it.each([
    [30, 30, null],
    [0, 0, null],
    [29.99, 29.99, null],
    ['30', 30, null],
    ['€30', 30, 'EUR'],
    ['30 €', 30, 'EUR'],
    ['30,00', 30, null],
    ['30,5 €', 30.5, 'EUR'],
    ['1.200,50 EUR', 1200.5, 'EUR'],
    ['$1,234.56', 1234.56, 'USD'],
    ['1 200,50 kr', 1200.5, 'SEK'],
    ['1\u00a0200 kr', 1200, 'SEK'],
    ['1\u202f200,50 €', 1200.5, 'EUR'],
    ["CHF 1'200.–", 1200, 'CHF'],
    ['CHF 1’200.50', 1200.5, 'CHF'],
    ['Fr. 45.-', 45, 'CHF'],
    ['30 euros', 30, 'EUR'],
    ['about 30 Euro', 30, 'EUR'],
    ['USD 45', 45, 'USD'],
    ['45usd', 45, 'USD'],
    ['£12.5', 12.5, 'GBP'],
    ['₹1,00,000', 100000, 'INR'],
    ['Rs. 1,500', 1500, 'INR'],
    ['12 €/h', 12, 'EUR'],
    ['1.200', 1200, null],
    ['1,200', 1200, null],
    ['0.500', 0.5, null],
    ['1.20', 1.2, null],
    ['1.200.000', 1200000, null],
    ['1234.567', 1234.567, null],
    ['US$30', 30, 'USD'],
    ['C$30', 30, 'CAD'],
    ['NZ$ 30', 30, 'NZD'],
    ['R$ 99,90', 99.9, 'BRL'],
    ['R 450', 450, 'ZAR'],
    ['¥3000', 3000, 'JPY'],
    ['￥３０００', 3000, 'JPY'],
    ['30 zł', 30, 'PLN'],
    ['2k €', 2000, 'EUR'],
    ['300kr', 300, 'SEK'],
    ['€30 (30 EUR)', 30, 'EUR'],
    ['$30 USD', 30, 'USD'],
    ['50 dollars', 50, 'USD'],
    ['TRY 900', 900, 'TRY'],
  ])('reads %j as %d (%s)', (value, amount, currency) => {
    const price = readPrice(value)
    expect(price?.amount).toBe(amount)
    expect(price?.currencies?.[0] ?? null).toBe(currency)
  })

  it.each([
    '30-40',
    '€30 to €40',
    'free',
    'on request',
    '',
    'N/A',
    '-30',
    '€-30',
    -5,
    '30%',
    '50 cents',
    '2 million',
    '12.05.2024',
    '2024-05-01',
    '1,2,3',
    '30 for 45 minutes',
    'x'.repeat(500),
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1e300,
    null,
    true,
    {},
    [30],
  ])('finds no price in %j', (value) => {
    expect(readPrice(value)).toBeNull()
  })

  it('names every currency a sign can mean, most likely first', () => {
    expect(readPrice('$5')?.currencies?.slice(0, 4)).toEqual(['USD', 'CAD', 'AUD', 'NZD'])
    expect(readPrice('5 kr')?.currencies).toEqual(['SEK', 'NOK', 'DKK', 'ISK'])
    expect(readPrice('¥5')?.currencies).toEqual(['JPY', 'CNY'])
    expect(readPrice('€5')?.currencies).toEqual(['EUR'])
  })

  it('never throws and only answers finite amounts from zero up', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string({ unit: 'binary' })), (value) => {
        const price = readPrice(value)
        return price === null || (Number.isFinite(price.amount) && price.amount >= 0)
      }),
    )
  })

  it('reads back any amount written the way of either side of the ocean', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (cents) => {
        const amount = cents / 100
        const american = amount.toLocaleString('en-US', { minimumFractionDigits: 2 })
        const german = amount.toLocaleString('de-DE', { minimumFractionDigits: 2 })
        expect(readPrice(`$${american}`)?.amount).toBe(amount)
        expect(readPrice(`${german} €`)?.amount).toBe(amount)
      }),
    )
  })
})

describe('currency', () => {
  it('knows codes by Intl, in any case', () => {
    expect(toCurrencyCode(' eur ')).toBe('EUR')
    expect(toCurrencyCode('XXX')).toBeNull()
    expect(toCurrencyCode('money')).toBeNull()
  })

  it('does not take ordinary words for codes', () => {
    expect(readCurrencies('30 for all')).toBeNull()
    expect(readCurrencies('try 30')).toBeNull()
    expect(readCurrencies('30 top')).toBeNull()
  })

  it('says nothing when the text contradicts itself', () => {
    expect(readCurrencies('€30 USD')).toBeNull()
  })
})
