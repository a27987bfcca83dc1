import type { Delimiter } from './readCSV'

/** The decimal sign of a file. */
export type DecimalSign = ',' | '.'

/** Where our own export puts an apostrophe before what a spreadsheet would take for a formula. */
const APOSTROPHE =
  /^'(?=[\t\r\n=+\-@\uFF1D\uFF0B\uFF0D\uFF20])|(?<=[;\t\r\n]"*)'(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g

/**
 * The text of a cell without the apostrophes that our own export, and careful people, put before formulas.
 * @returns null for an empty cell
 */
export const textOf = (cell: string): null | string => {
  const text = cell.replace(APOSTROPHE, '').trim()
  return text === '' ? null : text
}

/** Where the decimal sign is a comma, spreadsheets separate cells by semicolons. */
export const decimalOf = (delimiter: Delimiter): DecimalSign => (delimiter === ';' ? ',' : '.')

const NUMBER = /^[+-]?\d[\d.,]*$/
/** Signs between thousands: spaces of all kinds, and the Swiss apostrophe. */
const GROUPING = /(?<=\d)[\s\u00A0\u2009\u202F'’](?=\d{3})/g

const plain = (digits: string, decimal: '' | DecimalSign): string =>
  decimal === ''
    ? digits.replace(/[.,]/g, '')
    : digits.replaceAll(decimal === ',' ? '.' : ',', '').replace(decimal, '.')

const decimalIn = (digits: string, usual: DecimalSign): '' | DecimalSign => {
  const dots = digits.split('.').length - 1
  const commas = digits.split(',').length - 1
  if (dots > 0 && commas > 0) return digits.lastIndexOf(',') > digits.lastIndexOf('.') ? ',' : '.'
  if (dots + commas === 0 || dots > 1 || commas > 1) return ''
  const sign = dots === 1 ? '.' : ','
  // “1.234” is a thousand and something, or one and something: the file’s own sign decides.
  const isThree = digits.length - digits.indexOf(sign) === 4
  return isThree && sign !== usual ? '' : sign
}

/**
 * Reads a number as spreadsheets write it.
 * @param usual the decimal sign of the file, which decides about “1.234” and “1,234”
 * @returns null if it is none
 * @example
 * numberOf('1.234,50', ',') // 1234.5
 * numberOf("1'234.50", '.') // 1234.5
 */
export const numberOf = (text: string, usual: DecimalSign): null | number => {
  const digits = text.trim().replace(GROUPING, '')
  if (!NUMBER.test(digits)) return null
  const number = Number(plain(digits, decimalIn(digits, usual)))
  return Number.isFinite(number) ? number : null
}

const YES = new Set(
  '1 ja oui si sim true vero verdadero verdadeiro vrai wahr waar x y yes on'.split(' '),
)
const NO = new Set('0 n nein no non não nao false falso faux falsch onwaar nee off'.split(' '))

/** Reads yes or no, in the languages of the desk and as spreadsheets write TRUE and FALSE. @returns null if it is neither */
export const yesNoOf = (text: string): boolean | null => {
  const word = text.trim().toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')
  if (YES.has(word)) return true
  return NO.has(word) ? false : null
}

const CLOCK = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:[.,]\d+)?$/

/**
 * Reads a length of time: a number of seconds, or `h:mm:ss` or `mm:ss`.
 * @returns seconds; null if it is none
 */
export const secondsOf = (text: string, usual: DecimalSign): null | number => {
  const clock = CLOCK.exec(text.trim())
  if (clock) {
    const [, hours = '0', minutes = '0', seconds = '0'] = clock
    return Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)
  }
  const number = numberOf(text.replace(/\s*s(?:ec(?:onds?)?)?\.?$/i, ''), usual)
  return number === null || number < 0 ? null : number
}

/** A number that a spreadsheet has shortened, such as `4,93E+11`: its digits are lost. */
export const isShortened = (text: string): boolean =>
  /^[+-]?\d(?:[.,]\d+)?E\+\d+$/i.test(text.trim())
