import { pipeline, Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { z } from 'zod'
import { UnreadableFile } from '../unreadable'
import { encodingOf, headOf, readText } from './decode'

/** What separates the cells of a file. */
export type Delimiter = '\t' | ',' | ';'

/** One record of a file. `line`: the line of the file on which it begins, from 1. */
export type CSVRecord = { cells: readonly string[]; line: number }

/** A file whose cells can be read. */
export type CSVFile = {
  delimiter: Delimiter
  /** The cells of the first line. */
  head: readonly string[]
  /** Reads the records after the first line. @throws {UnreadableFile} */
  records: () => AsyncGenerator<CSVRecord, void, void>
}

/** In characters. Far more than a call with a long conversation. */
const MAX_RECORD = 4_000_000
const MAX_COLUMNS = 500

/** Excel's own hint, on a line before the first. */
const HINT = /^sep=([;,\t])\r?\n/i

const withoutQuoted = (text: string): string => text.replace(/"(?:[^"]|"")*"/g, '')

/**
 * What separates the cells of a file: where the decimal sign is a comma, Excel writes semicolons. The one that
 * comes most often in the first line, outside of quotes.
 */
export const delimiterOf = (text: string): Delimiter => {
  const hint = HINT.exec(text)?.[1]
  if (hint === ';' || hint === ',' || hint === '\t') return hint
  const [line = ''] = withoutQuoted(text.trimStart()).split(/\r\n|\r|\n/, 1)
  const countOf = (sign: string) => line.split(sign).length - 1
  const signs = [',', ';', '\t'] as const
  return signs.reduce((best, sign) => (countOf(sign) > countOf(best) ? sign : best), ',')
}

const recordSchema = z.object({
  info: z.object({ lines: z.number() }),
  record: z.array(z.string()),
})

const breaksIn = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0)

const REASONS: Readonly<Record<string, string>> = {
  CSV_INVALID_CLOSING_QUOTE: 'a quoted cell goes on after its closing quote',
  CSV_MAX_RECORD_SIZE: 'one record is larger than 4 MB',
  CSV_QUOTE_NOT_CLOSED: 'a quote is not closed',
  INVALID_OPENING_QUOTE: 'there is a quote in the middle of a cell that is not quoted',
}

const explain = (error: CsvError): UnreadableFile => {
  const lines: unknown = error.lines
  const place = typeof lines === 'number' ? `Line ${lines}` : 'The file'
  return new UnreadableFile(
    `${place} cannot be read as CSV: ${REASONS[error.code] ?? 'its quotes do not match'}. Nothing was imported.`,
  )
}

async function* recordsOf(
  path: string,
  {
    delimiter,
    encoding,
  }: { delimiter: Delimiter; encoding: Awaited<ReturnType<typeof encodingOf>> },
): AsyncGenerator<CSVRecord, void, void> {
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    max_record_size: MAX_RECORD,
    relax_column_count: true,
    skip_empty_lines: true,
  })
  // The iterator gets every error, so the callback can ignore them.
  pipeline(Readable.from(readText(path, encoding)), parser, () => undefined)
  try {
    for await (const each of parser) {
      const { info, record } = recordSchema.parse(each)
      // Excel writes lines of separators for rows that were emptied.
      if (record.every((cell) => cell.trim() === '')) continue
      yield { cells: record, line: Math.max(1, info.lines - breaksIn(record)) }
    }
  } catch (error) {
    if (error instanceof CsvError) throw explain(error)
    throw error
  }
}

const isHint = ({ cells }: CSVRecord): boolean => /^sep=/i.test(cells[0] ?? '')

/** Opens a CSV file: finds its encoding and delimiter, and reads its first line. @throws {UnreadableFile} */
export const openCSV = async (path: string): Promise<CSVFile> => {
  const encoding = await encodingOf(path)
  const delimiter = delimiterOf(await headOf(path))
  const all = () => recordsOf(path, { delimiter, encoding })
  let head: CSVRecord | undefined
  for await (const record of all()) {
    if (isHint(record)) continue
    head = record
    break
  }
  if (!head) throw new UnreadableFile('The file is empty.')
  if (head.cells.length > MAX_COLUMNS) {
    throw new UnreadableFile(`The file has more than ${MAX_COLUMNS} columns.`)
  }
  const { line: first } = head
  return {
    delimiter,
    head: head.cells.map((cell) => cell.trim()),
    records: async function* () {
      for await (const record of all()) {
        if (record.line > first) yield record
      }
    },
  }
}
