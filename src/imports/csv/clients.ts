import type { ImportArgs, Importer, ImportRow } from '../types'
import { textOf } from './cells'
import { CLIENT_FIELDS, CLIENT_NAMES, isClientField } from './clientFields'
import { cellsOf, checkedPlan, planOf } from './plan'
import { readClient } from './readClient'
import { storeClient } from './storeClient'

const plannedBy = ({ options, path, signal }: Pick<ImportArgs, 'options' | 'path' | 'signal'>) => ({
  isField: isClientField,
  map: options.map,
  names: CLIENT_NAMES,
  path,
  signal,
  times: ['dateJoined' as const],
})

async function* rows({ dryRun, req, ...args }: ImportArgs): AsyncGenerator<ImportRow> {
  const { columns, file, order } = await planOf(plannedBy(args))
  const lines = new Map<string, number>()
  for await (const { cells, line } of file.records()) {
    if (args.signal.aborted) return
    const byField = cellsOf(columns, cells)
    const read = readClient(byField, order)
    const { email } = read
    const label = email ?? textOf(byField.get('email') ?? '') ?? '–'
    const row = { kind: 'client', label, line } as const
    if (email === null) {
      yield { ...row, notes: ['This row has no e-mail address.'], result: 'error' }
      continue
    }
    const earlier = lines.get(email)
    if (earlier !== undefined) {
      yield { ...row, notes: [`Line ${earlier} has the same e-mail address.`], result: 'skip' }
      continue
    }
    lines.set(email, line)
    yield { ...row, ...(await storeClient({ dryRun, email, read, req })) }
  }
}

/**
 * Reads clients from CSV, by their e-mail addresses. A client who is there already only gets what it has nothing of.
 * New ones get a password that nobody knows, and set theirs by a link.
 */
export const csvClients: Importer = {
  check: (args) =>
    checkedPlan(plannedBy(args), {
      fields: CLIENT_FIELDS,
      missing: (found) =>
        found.has('email')
          ? null
          : 'No column has the e-mail addresses of the clients. Name it with --map "column=email".',
    }),
  name: 'csv-clients',
  rows,
}
