import { describe, expect, it } from 'vitest'
import { readPrice } from '../../../src/vapi/price'
import { NO_PRICES, PRICES } from './moneyTexts'

describe('prices as agents write them', () => {
  it.each(PRICES)('%j is %d (%s)', (text, amount, currency) => {
    const price = readPrice(text)
    expect(price?.amount).toBe(amount)
    expect(price?.currencies?.[0] ?? null).toBe(currency)
  })

  it.each(NO_PRICES)('%j is in doubt', (text) => {
    expect(readPrice(text)).toBeNull()
  })

  it('reads back an amount in the digits of any script', () => {
    const zeros = ['٠', '۰', '०', '০', '๐', '０', '໐', '၀', '០', '௦']
    for (const zero of zeros) {
      const digits = (amount: number) =>
        Array.from(String(amount), (digit) =>
          String.fromCodePoint((zero.codePointAt(0) ?? 0) + Number(digit)),
        ).join('')
      for (const amount of [7, 45, 1290, 10_000_203]) {
        expect(readPrice(`${digits(amount)} €`)).toEqual({ amount, currencies: ['EUR'] })
      }
    }
  })

  it('reads back an amount as each locale groups it', () => {
    const locales = [
      'en-US',
      'de-DE',
      'fr-FR',
      'de-CH',
      'en-IN',
      'pt-BR',
      'sv-SE',
      'pl-PL',
      'it-IT',
    ]
    for (const locale of [...locales, 'ar-EG', 'fa-IR', 'hi-IN-u-nu-deva', 'he-IL', 'ja-JP']) {
      for (const amount of [12.5, 999, 1234.5, 56_789.01, 1_234_567.89]) {
        const text = amount.toLocaleString(locale, { minimumFractionDigits: 2 })
        expect([text, readPrice(`EUR ${text}`)?.amount]).toEqual([text, amount])
      }
    }
  })

  it('takes no unknown sign for a currency', () => {
    for (const sign of ['₿', '¤', 'ZZ$', 'Gil', 'credits', 'coins', 'points', 'تومان', '₠']) {
      expect([sign, readPrice(`45 ${sign}`), readPrice(`${sign} 45`)]).toEqual([sign, null, null])
    }
  })
})
