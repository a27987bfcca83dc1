import { createLocalReq } from 'payload'
import { MAX } from 'uuid'
import { bulkEntry } from '../../audit/bulkEntry'
import { callsFrom, countCalls } from '../../ingest/reread/callsFrom'
import type { RereadCounts } from '../../ingest/reread/rereadCalls'
import { takeRereadTurn } from '../../ingest/reread/rereadTurn'
import { runReread } from '../../ingest/reread/run'
import { REFUSALS } from '../../refusals/refusals'
import { readSettings } from '../../settings/settings'
import { type Closers, createClosers } from '../closers'
import { openDatabase } from '../openDatabase'
import { openPayload } from '../openPayload'
import { print } from '../print'
import { StartError } from '../startError'
import { findClient } from './findClient'
import { readOptions } from './options'

/** How often a run prints its progress. */
const PRINT_MS = 2_000

const open = async (closers: Closers, env: NodeJS.ProcessEnv) => {
  const settings = readSettings(env)
  const { secret, url } = await openDatabase({ closers, settings })
  // payload.config.ts reads them.
  Object.assign(process.env, { DATABASE_URL: url, PAYLOAD_SECRET: secret })
  const { payload } = await openPayload({ closers, settings, url })
  return payload
}

const formatCount = (value: number) => value.toLocaleString('en')

const printResult = (counts: RereadCounts, isDryRun: boolean): void => {
  const n = formatCount
  print(
    `${n(counts.reread)} calls were read again: ${n(counts.changed)} ${isDryRun ? 'would change' : 'changed'}.`,
  )
  if (counts.withoutBodies > 0) {
    print(`${n(counts.withoutBodies)} were left unchanged: their bodies have been deleted.`)
  }
  if (counts.unreadable > 0) {
    print(
      `${n(counts.unreadable)} were left unchanged: none of their bodies is a report of the call.`,
    )
  }
}

const stopOnSignals = (): AbortSignal => {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => controller.abort())
  }
  return controller.signal
}

/**
 * The command `npm run reread`: reads calls again from their kept bodies with this version's parser.
 * `--resume` continues a run that was stopped or crashed.
 */
export const main = async ({
  args,
  env = process.env,
}: {
  args: readonly string[]
  env?: NodeJS.ProcessEnv
}): Promise<void> => {
  const { client: asked, dryRun, resume } = readOptions(args)
  const closers = createClosers()
  const signal = stopOnSignals()
  try {
    const payload = await open(closers, env)
    const { pool } = payload.db
    const client = asked === undefined ? null : await findClient(pool, asked)
    const total = await countCalls(pool, client)
    const turn = dryRun
      ? null
      : await takeRereadTurn({ pool, resume, scope: client === null ? 'all' : `client ${client}` })
    if (!dryRun && !turn) {
      throw new StartError(REFUSALS.REREAD_RUNNING.message)
    }
    const begin = turn?.begin.place ?? MAX
    if (resume)
      print(begin === MAX ? 'No earlier run was interrupted.' : 'Continuing an earlier run.')
    const req = await createLocalReq({}, payload)
    const collection = 'call-summaries'
    const run = runReread({
      entry: bulkEntry({ action: 'reread', collection, count: Number.POSITIVE_INFINITY, req }),
      isDryRun: dryRun,
      next: callsFrom({ begin, client, pool }),
      payload,
      signal,
      turn,
    })
    let last: RereadCounts | undefined
    let printedAt = 0
    for await (const { counts, done } of run) {
      last = counts
      if (Date.now() - printedAt < PRINT_MS) continue
      printedAt = Date.now()
      print(`${formatCount(done)} of ${formatCount(Math.max(total, done))}`)
    }
    printResult(last ?? { changed: 0, reread: 0, unreadable: 0, withoutBodies: 0 }, dryRun)
    if (signal.aborted) print('Stopped early. Continue with npm run reread -- --resume.')
  } finally {
    await closers.closeAll()
  }
}
