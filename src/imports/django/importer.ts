import type { CheckedFile, ImportArgs, Importer, ImportRow } from '../types'
import { UnreadableFile } from '../unreadable'
import { importAccounts } from './importAccounts'
import { importCalls } from './importCalls'
import { readJsonItems } from './jsonItems'
import { ModelFinder, toRecord } from './models'
import { Owners } from './owners'
import { readAccounts } from './readDump'

/** More accounts than a desk has: they are in memory while the calls are read. */
const MAX_ACCOUNTS = 20_000

const check = async ({
  options,
  path,
  signal,
}: Pick<ImportArgs, 'options' | 'path' | 'signal'>): Promise<CheckedFile> => {
  const finder = new ModelFinder(options)
  try {
    for await (const { item, number } of readJsonItems({ path, signal })) {
      const record = toRecord(item, options.map)
      if (!record) {
        return { ok: false, reason: `Object ${number} of the file is no record of Django.` }
      }
      finder.add(record)
    }
  } catch (error) {
    if (error instanceof UnreadableFile) return { ok: false, reason: error.message }
    throw error
  }
  const found = finder.found()
  if (typeof found === 'string') return { ok: false, reason: found }
  const countOf = (model: null | string) => found.counts.get(model ?? '') ?? 0
  if (countOf(found.users) > MAX_ACCOUNTS) {
    return { ok: false, reason: `The file has more than ${MAX_ACCOUNTS} accounts.` }
  }
  return { ok: true, rows: countOf(found.users) + countOf(found.calls) }
}

async function* rows(args: ImportArgs): AsyncGenerator<ImportRow> {
  const owners = new Owners()
  const { accounts, groups } = await readAccounts(args)
  if (args.signal.aborted) return
  yield* importAccounts({ ...args, accounts, groups, owners })
  if (args.signal.aborted) return
  yield* importCalls({ ...args, owners })
}

/** Reads what `manage.py dumpdata` writes: a list of JSON objects, or JSON lines. */
export const django: Importer = { check, name: 'django', rows }
