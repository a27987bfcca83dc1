import { remember } from '../lib/remember'
import { claimOf } from './currency'
import { readParts } from './money/parts'
import { toPlainText } from './money/plainText'
import { amountOf, bareAmountOf } from './money/sum'
import { readTokens } from './money/tokens'

export type Price = {
  amount: number
  /** The ISO 4217 codes the text's own sign can mean, most likely first; null if it says nothing. */
  currencies: string[] | null
}

const MAX_TEXT = 200
const MAX_AMOUNT = 1e12

/** "(30)" is minus thirty to an accountant. */
const IN_BRACKETS = /^[([].*[)\]]$/
/** "45.-", "45,--", "500/-", "1,500/=", "120:-". */
const NO_CENTS = /(?<=\d) ?(?:[.,:]-{1,2}|\/[-=])(?! ?\d)/g
/** A date or a time of day. */
const MOMENT =
  /\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}([./])\d{1,2}\1(?:\d{2}|\d{4})\b|\b\d{1,2}:\d{2}(?: ?[ap]\.?m\b\.?)?|\b\d{1,2} ?[ap]\.?m\b\.?/gi

/**
 * Reads a price as an agent says it: 30, "€30", "1.200,50 EUR", "CHF 1'200.–", "$1.2M", "2 x $30",
 * "30 min - $45", "€119 incl. 19% VAT", "fifty dollars", "٤٥ ريال".
 *
 * Out: the amount in whole units of the currency; null when the value names no amount, leaves it in
 * doubt (a range, a bound, a discount, several amounts), is negative, or is in a currency that nobody
 * knows.
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
