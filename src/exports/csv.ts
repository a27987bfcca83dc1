/**
 * Where a spreadsheet would take what follows for a formula: https://owasp.org/www-community/attacks/CSV_Injection,
 * and the full-width forms that some read alike. Also within a cell: where the decimal sign is a comma,
 * Excel splits a file at semicolons, and at line breaks that RFC 4180 has in quotes.
 */
const FORMULA =
  /^(?=[\t\r\n=+\-@\uFF1D\uFF0B\uFF0D\uFF20])|(?<=[;\t\r\n]"*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g

/** ITU-T E.164: a plus and up to 15 digits. As a formula it is that number, and nothing else. */
const E164 = /^\+[1-9]\d{1,14}$/

/**
 * Makes a text harmless in a spreadsheet by an apostrophe before what would start a formula. Telephone
 * numbers in E.164 stay: they are safe, and of no use to a machine with an apostrophe.
 */
export const withoutFormula = (text: string): string =>
  E164.test(text) ? text : text.replace(FORMULA, "'")

/** As many UTF-16 units as a cell of Excel holds: what is longer spills into the cells of the rows below. */
export const MAX_CELL = 32_767

/** Stands where a text was cut. */
export const CUT_MARK = '… (cut; whole in the NDJSON export)'

const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff

/** As much of a text as a cell holds, with a mark where it is not all. No character is cut in two. */
export const fitCell = (text: string): string => {
  if (text.length <= MAX_CELL) return text
  const room = MAX_CELL - CUT_MARK.length
  const end = isLowSurrogate(text.charCodeAt(room)) ? room - 1 : room
  return `${text.slice(0, end)}${CUT_MARK}`
}

const QUOTED = /[",\r\n]|^\s|\s$/

/** A cell as RFC 4180 has it, no longer than Excel takes it. */
const cell = (whole: string): string => {
  const text = fitCell(whole)
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A line of cells as RFC 4180 has it, its end included. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`

/** Tells Excel that a file is UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF'
