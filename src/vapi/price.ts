import { remember } from '../lib/remember'
import { claimOf } from './currency'
import { readParts } from './money/parts'
import { toPlainText } from './money/plainText'
import { amountOf, bareAmountOf } from './money/sum'
import { readTokens } from './money/tokens'

export type Price = {
  amount: number
  /** The ISO 4217 codes that the text can mean, the most likely first; null if it names no currency. */
  currencies: string[] | null
}

const MAX_TEXT = 200
const MAX_AMOUNT = 1e12

/** In accounting, "(30)" means minus thirty. */
const IN_BRACKETS = /^[([].*[)\]]$/
/** "45.-", "45,--", "500/-", "1,500/=", "120:-". */
const NO_CENTS = /(?<=\d) ?(?:[.,:]-{1,2}|\/[-=])(?! ?\d)/g
/** A date or a time of day. */
const MOMENT =
  /\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}([./])\d{1,2}\1(?:\d{2}|\d{4})\b|\b\d{1,2}:\d{2}(?: ?[ap]\.?m\b\.?)?|\b\d{1,2} ?[ap]\.?m\b\.?/gi

/**
 * Reads a price as agents write it: 30, "€30", "1.200,50 EUR", "CHF 1'200.–", "$1.2M", "2 x $30", "30
 * min - $45", "€119 incl. 19% VAT", "fifty dollars", "٤٥ ريال".
 * @returns the amount in units of the currency, not in cents; null if there is no amount, it is
 *   ambiguous (a range, a bound, a discount, several amounts), negative, or in an unknown currency
 * @example
 * readPrice('1.200,50 EUR') // { amount: 1200.5, currencies: ['EUR'] }
 * readPrice(30) // { amount: 30, currencies: null }
 * readPrice('€30-40') // null
 */
export const readPrice = (value: unknown): Price | null => {
  if (typeof value === 'number') return toPrice(value, null)
  return typeof value === 'string' && value.length <= MAX_TEXT ? readWritten(value) : null
}

const readWritten = remember((value: string): Price | null => {
  const plain = toPlainText(value)
  if (plain === null || IN_BRACKETS.test(plain)) return null
  const whole = plain.replace(NO_CENTS, ' ')
  const text = whole.replace(MOMENT, ' ')
  const tokens = readTokens(text)
  const claim = tokens && claimOf(tokens)
  if (!tokens || claim === 'unknown' || (claim === null && text !== whole)) return null
  const parts = readParts(tokens, claim)
  if (!parts) return null
  const amount = claim === null ? bareAmountOf(parts) : amountOf(parts)
  return amount === null ? null : toPrice(amount, claim === null ? null : [...claim])
})

const toPrice = (amount: number, currencies: string[] | null): Price | null =>
  Number.isFinite(amount) && amount >= 0 && amount < MAX_AMOUNT
    ? { amount: amount + 0, currencies }
    : null
