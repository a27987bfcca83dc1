import { CALL_NAMES, isCallField } from './csv/callFields'
import { CLIENT_NAMES, isClientField } from './csv/clientFields'
import { matchColumns } from './csv/columns'
import { headOf } from './csv/decode'
import { openCSV } from './csv/readCSV'
import type { ImportFormat, ImportOptions } from './types'

/** Names of Vapi's bodies, and of Django's objects, at the top of a line of JSON. */
const DJANGO = /^\s*\{\s*"(?:model|pk|fields)"\s*:/

const fieldsIn = (match: Parameters<typeof matchColumns<string>>[0]): ReadonlySet<string> =>
  new Set(matchColumns(match).flatMap(({ field }) => field ?? []))

/** Names of `--map` that this kind of file does not have do not matter while its kind is not known. */
const NO_MAP = {}

const kindOfCSV = async (path: string, map: ImportOptions['map']): Promise<ImportFormat | null> => {
  const { head } = await openCSV(path)
  const targets = new Set(Object.values(map).map((field) => field.split(':')[0]))
  const calls = fieldsIn({ head, isField: isCallField, map: NO_MAP, names: CALL_NAMES })
  if (calls.has('vapiCallId') || targets.has('vapiCallId')) return 'csv-calls'
  const clients = fieldsIn({ head, isField: isClientField, map: NO_MAP, names: CLIENT_NAMES })
  return clients.has('email') || targets.has('email') ? 'csv-clients' : null
}

/**
 * What a file is, by its content: Django's dump is a list in JSON, Vapi's bodies are one object a line, and a CSV
 * file has the ids of calls or the e-mail addresses of clients.
 * @returns null if it is none of them
 * @throws {UnreadableFile} if it is broken
 */
export const detectFormat = async (
  path: string,
  { map }: Pick<ImportOptions, 'map'>,
): Promise<ImportFormat | null> => {
  const head = (await headOf(path)).trimStart()
  if (head.startsWith('[')) return 'django'
  if (head.startsWith('{')) return DJANGO.test(head) ? 'django' : 'ndjson'
  return await kindOfCSV(path, map)
}
