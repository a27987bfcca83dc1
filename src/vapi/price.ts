import { readCurrencies } from './currency'
import { remember } from './remember'

export type Price = {
  amount: number
  /** The ISO 4217 codes the text's own sign can mean, most likely first; null if it says nothing. */
  currencies: string[] | null
}

const MAX_TEXT = 200
const MAX_AMOUNT = 1e12

// Spaces group thousands only before exactly three digits: "1 200" is one number, "2 30" are two.
const NUMBER = /\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,']\d+)*/g
const OTHER_UNITS =
  /%|\bcents?\b|\bpence\b|\bct\b|\b(?:hundred|thousand|million|lakhs?|crores?|tausend|mille)\b/i
const NEGATIVE = /^[^\p{L}\d]*[-\u2212]\s*\p{Sc}?\s*\d|\p{Sc}\s*[-\u2212]\s*\d/u

/**
 * Reads a price as an agent says it: 30, "€30", "30,00", "1.200,50 EUR", "CHF 1'200.–".
 *
 * Out: the amount in whole units of the currency, or null when the value names no amount, two
 * different ones ("30-40"), a negative one, or one in other units ("50 cents", "2 million").
 */
export const readPrice = (value: unknown): Price | null => {
  if (typeof value === 'number') return toPrice(value, null)
  return typeof value === 'string' && value.length <= MAX_TEXT ? readWritten(value) : null
}

const readWritten = remember((value: string): Price | null => {
  // NFKC turns no-break spaces and full-width digits and signs into the plain ones.
  const text = value
    .normalize('NFKC')
    .replace(/[\s\u2009]+/g, ' ')
    .replace(/[\u2018\u2019\u02bc\u00b4`]/g, "'")
  if (OTHER_UNITS.test(text) || NEGATIVE.test(text)) return null

  const amounts = new Set<number>()
  for (const match of text.matchAll(NUMBER)) {
    const amount = readAmount(match[0])
    if (amount === null) return null
    const isThousands = /^ ?k(?!\p{L})/iu.test(text.slice(match.index + match[0].length))
    amounts.add(isThousands ? amount * 1000 : amount)
  }
  const [amount, another] = amounts
  if (amount === undefined || another !== undefined) return null
  return toPrice(amount, readCurrencies(text))
})

const toPrice = (amount: number, currencies: string[] | null): Price | null =>
  Number.isFinite(amount) && amount >= 0 && amount < MAX_AMOUNT
    ? { amount: amount + 0, currencies }
    : null

/**
 * One written number. The last separator is the decimal one when both kinds occur; a single one is
 * decimal unless it stands before exactly three digits: "1.200" and "1,200" are 1200, "0.500" is 0.5.
 */
const readAmount = (written: string): number | null => {
  const text = written.replace(/[ ']/g, '')
  const dot = text.lastIndexOf('.')
  const comma = text.lastIndexOf(',')
  if (dot < 0 && comma < 0) return Number(text)

  const last = Math.max(dot, comma)
  const separator = text[last] ?? '.'
  const isBoth = dot >= 0 && comma >= 0
  const isRepeated = text.indexOf(separator) !== last
  if (isBoth && isRepeated) return null
  if (!isBoth && (isRepeated || isThousandsGroup(text, last))) return readGroups(text)

  const whole = readGroups(text.slice(0, last))
  return whole === null ? null : Number(`${whole}.${text.slice(last + 1)}`)
}

const isThousandsGroup = (text: string, at: number): boolean =>
  text.length - at - 1 === 3 && at <= 3 && !text.startsWith('0')

/** Digits in groups: threes, or India's twos before a last three; a date such as 12.05.2024 is not. */
const readGroups = (text: string): number | null => {
  const groups = text.split(/[.,]/)
  const tail = groups.slice(1)
  const isGrouped =
    tail.length === 0 ||
    (groups[0] !== '' &&
      (groups[0] ?? '').length <= 3 &&
      tail.at(-1)?.length === 3 &&
      tail.every((group) => group.length === 3 || group.length === 2))
  return isGrouped ? Number(groups.join('')) : null
}
