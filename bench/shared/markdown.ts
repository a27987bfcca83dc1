/** A row of a table in Markdown. */
export const row = (cells: readonly (number | string)[]): string => `| ${cells.join(' | ')} |`
