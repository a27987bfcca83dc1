import { importPace } from '../pace'
import type { ImportArgs, ImportRow } from '../types'
import { outcomeReader } from './outcomes'
import type { NoOwner, Owners } from './owners'
import type { ReadCall } from './readCall'
import { readCalls } from './readDump'
import { callKey, findStoredCalls, type ImportedCall, storeCalls } from './storeCalls'

/** How many calls one statement stores, and how many characters of them. */
const BATCH_CALLS = 500
const BATCH_LENGTH = 4 * 2 ** 20

/** So many calls are remembered, to find those that come twice. */
const MAX_REMEMBERED = 100_000

const WHY: Readonly<Record<NoOwner, Pick<ImportRow, 'notes' | 'result'>>> = {
  missing: { notes: ['Its account is not in the file, or was not imported.'], result: 'error' },
  staff: { notes: ['It belongs to an account of staff, which has no calls here.'], result: 'skip' },
  unnamed: { notes: ['It names no account.'], result: 'error' },
}

/** A row of the file, with the call to store, or its result if there is none. */
type Waiting = { call: ImportedCall | null; read: ReadCall; row: ImportRow }

const lengthOf = ({ summary, transcript }: ReadCall): number =>
  (summary?.length ?? 0) + (transcript?.length ?? 0) + 500

type Import = ImportArgs & { owners: Owners }

/**
 * Imports the calls of a dump in batches, one statement each. Their rows follow when the statement is committed.
 */
export async function* importCalls({ owners, ...args }: Import): AsyncGenerator<ImportRow> {
  const { dryRun, options, payload, signal } = args
  const toOutcome = outcomeReader(payload.db.pool)
  const pace = importPace(signal)
  const lines = new Map<string, number>()

  const prepare = async (read: ReadCall): Promise<Waiting> => {
    const { line, notes, owner: keys, vapiCallId, ...values } = read
    const row: ImportRow = { kind: 'call', label: vapiCallId ?? '–', line, notes, result: 'create' }
    const found = owners.find(keys)
    const owner =
      found === 'unnamed' && options.clientID !== undefined
        ? { currency: null, email: '', id: options.clientID }
        : found
    if (typeof owner === 'string') return { call: null, read, row: { ...row, ...WHY[owner] } }
    if (vapiCallId === null) {
      const why = ['It has neither a call id nor a key.']
      return { call: null, read, row: { ...row, notes: why, result: 'error' } }
    }
    const key = `${owner.email} ${vapiCallId}`
    const earlier = lines.get(key)
    if (earlier !== undefined) {
      const why = [`Object ${earlier} of the file is the same call.`]
      return { call: null, read, row: { ...row, notes: why, result: 'same' } }
    }
    if (lines.size < MAX_REMEMBERED) lines.set(key, line)
    // A dry run: nothing of an account that is not there yet can be stored already.
    if (owner.id === null) return { call: null, read, row }
    const call = {
      ...values,
      clientID: owner.id,
      currency: values.currency ?? (values.price === null ? null : owner.currency),
      outcome: await toOutcome(owner.id, values.outcome),
      vapiCallId,
    }
    return { call, read, row }
  }

  const settle = async (batch: readonly Waiting[]): Promise<ImportRow[]> => {
    const calls = batch.flatMap(({ call }) => call ?? [])
    const stored =
      calls.length === 0
        ? new Set<string>()
        : await (dryRun ? findStoredCalls({ calls, payload }) : storeCalls({ calls, payload }))
    const seen = new Set<string>()
    return batch.map(({ call, row }) => {
      if (!call) return row
      const key = callKey(call)
      const isFirst = !seen.has(key)
      seen.add(key)
      // A dry run finds those that are there already, and an import those that it has just stored.
      const isNew = isFirst && stored.has(key) !== dryRun
      return isNew ? row : { ...row, notes: [], result: 'same' }
    })
  }

  let batch: Waiting[] = []
  let length = 0
  for await (const read of readCalls(args)) {
    batch.push(await prepare(read))
    length += lengthOf(read)
    if (batch.length < BATCH_CALLS && length < BATCH_LENGTH) continue
    const began = performance.now()
    yield* await settle(batch)
    batch = []
    length = 0
    if (signal.aborted) return
    await pace(began)
  }
  // Of a run that was stopped, too: they were read, and another run leaves them unchanged.
  yield* await settle(batch)
}
