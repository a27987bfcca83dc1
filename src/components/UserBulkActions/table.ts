import { withoutFormula } from '../../exports/csv'

/** Tabs and line breaks would be further cells. */
const cell = (text: string): string => withoutFormula(text.replaceAll(/\s+/g, ' ').trim())

/**
 * Rows separated by tabs, which a spreadsheet pastes as cells. Nothing in them is a formula.
 * @example
 * tableText([['Salon Berg', 'salon@berg.test']]) // 'Salon Berg\tsalon@berg.test\n'
 */
export const tableText = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(cell).join('\t')}\n`).join('')
