import type { Machine } from '../ingest/machine'

/** A row of a table in Markdown. */
export const row = (cells: readonly (number | string)[]): string => `| ${cells.join(' | ')} |`

/** The section of a result that says what it was measured on. */
export const aboutMachine = (machine: Machine): string[] => [
  '## Machine',
  '',
  ...Object.entries(machine).map(([name, value]) => `- ${name}: ${value}`),
]
