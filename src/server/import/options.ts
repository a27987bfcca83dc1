import { parseArgs } from 'node:util'
import { IMPORT_FORMATS, type ImportFormat } from '../../imports/types'

/** The options of `npm run import`. */
export type ImportArguments = {
  apply: boolean
  calls: string | undefined
  /** Id or e-mail address. */
  client: string | undefined
  file: string
  /** Undefined: recognised by the content. */
  format: ImportFormat | undefined
  map: Readonly<Record<string, string>>
  staff: readonly string[]
  users: string | undefined
}

/** Wrong arguments. The message says which are right. */
export class UsageError extends Error {
  override name = 'UsageError'
}

const USAGE = `Usage: npm run import -- <file> [--as ${IMPORT_FORMATS.join('|')}] [--apply]
  Without --apply it only shows what it would do.
  --client <id or e-mail>          whose calls these are, where the file does not say so
  --map "name in the file=field"   as often as needed; "name=-" leaves a column of CSV out
  --users <app.model>, --calls <app.model>   the models in a dump of Django
  --staff <e-mail>                 an account of staff in a dump that becomes staff here too; as often as needed`

const isFormat = (text: string): text is ImportFormat =>
  IMPORT_FORMATS.some((format) => format === text)

const mapOf = (pairs: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    pairs.map((pair) => {
      const place = pair.lastIndexOf('=')
      if (place < 1 || place === pair.length - 1) throw new UsageError(USAGE)
      return [pair.slice(0, place), pair.slice(place + 1)]
    }),
  )

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({
      allowPositionals: true,
      args: [...args],
      options: {
        apply: { default: false, type: 'boolean' },
        as: { type: 'string' },
        calls: { type: 'string' },
        client: { type: 'string' },
        map: { default: [], multiple: true, type: 'string' },
        staff: { default: [], multiple: true, type: 'string' },
        users: { type: 'string' },
      },
    })
  } catch {
    throw new UsageError(USAGE)
  }
}

/** Parses the command's arguments. @throws {UsageError} */
export const readArguments = (args: readonly string[]): ImportArguments => {
  const { positionals, values } = parse(args)
  const [file, ...others] = positionals
  const { as: format } = values
  if (file === undefined || others.length > 0) throw new UsageError(USAGE)
  if (format !== undefined && !isFormat(format)) throw new UsageError(USAGE)
  return {
    apply: values.apply,
    calls: values.calls,
    client: values.client,
    file,
    format,
    map: mapOf(values.map),
    staff: values.staff,
    users: values.users,
  }
}
