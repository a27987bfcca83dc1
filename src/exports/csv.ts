/**
 * The places where a spreadsheet would treat what follows as a formula, with the full-width forms that
 * some programs accept: https://owasp.org/www-community/attacks/CSV_Injection. Also within a cell:
 * where the decimal sign is a comma, Excel splits a file at semicolons, and at line breaks within
 * quotes.
 */
const FORMULA =
  /^(?=[\t\r\n=+\-@\uFF1D\uFF0B\uFF0D\uFF20])|(?<=[;\t\r\n]"*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g

/** ITU-T E.164: a plus and up to 15 digits. As a formula it evaluates to that number. */
const E164 = /^\+[1-9]\d{1,14}$/

/**
 * Makes a text safe in a spreadsheet: puts an apostrophe before anything that would start a formula. Phone
 * numbers in E.164 are left unchanged: they are safe, and programs could not use them with an apostrophe.
 * @example
 * withoutFormula('=1+1') // "'=1+1"
 * withoutFormula('+12025550146') // '+12025550146'
 */
export const withoutFormula = (text: string): string =>
  E164.test(text) ? text : text.replace(FORMULA, "'")

/** How many UTF-16 units a cell of Excel holds. Longer text spills into the cells of the rows below. */
export const MAX_CELL = 32_767

/** Added where a text was cut. */
export const CUT_MARK = '… (cut; the NDJSON export has the full text)'

const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff

/** Cuts a text to what a cell holds, and marks it if it was cut. Surrogate pairs are not split. */
export const fitCell = (text: string): string => {
  if (text.length <= MAX_CELL) return text
  const room = MAX_CELL - CUT_MARK.length
  const end = isLowSurrogate(text.charCodeAt(room)) ? room - 1 : room
  return `${text.slice(0, end)}${CUT_MARK}`
}

const QUOTED = /[",\r\n]|^\s|\s$/

/** A cell by RFC 4180, no longer than Excel allows. */
const cell = (whole: string): string => {
  const text = fitCell(whole)
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * A row by RFC 4180, including the line break.
 * @example
 * csvLine(['Ada', 'said "yes"']) // 'Ada,"said ""yes"""\r\n'
 */
export const csvLine = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`

/** Tells Excel that a file is UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF'
