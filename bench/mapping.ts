import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type pg from 'pg'
import { z } from 'zod'
import { openDatabase } from './ingest/database'
import { httpPeer } from './ingest/httpPeer'
import { emptyTables } from './ingest/kept'
import { describeMachine } from './ingest/machine'
import { startOurs } from './ingest/ours'
import type { Measured } from './ingest/peer'
import { startLoader } from './load/loader'
import { OWN_FIELDS, type Pair, slowCells, toMarkdown } from './mapping/markdown'
import { ownMapping } from './mapping/ownMapping'
import { runBenchmark, work } from './shared/runBenchmark'
import { saveResult } from './shared/saveResult'

const FULL = { rounds: 7, seconds: 3 }
/** In KB. */
const SIZES = [3, 25]
/** One sender measures how long a report takes that has the desk to itself. */
const SENDERS = [1, 16]
const WARM_UP_SECONDS = 4

const count = (fallback: number) => z.coerce.number().int().min(1).default(fallback)
const optionsSchema = z.object({ rounds: count(FULL.rounds), seconds: count(FULL.seconds) })

/** Gives these clients the mapping. */
const giveMapping = async (sql: pg.Pool, count: number): Promise<void> => {
  await sql.query(
    `update users set field_mapping = $1
     where id in (select id from users where vapi_webhook_token_index is not null order by email limit $2)`,
    [JSON.stringify(ownMapping(OWN_FIELDS)), count],
  )
}

/** @throws if reports of a client with the mapping have no values, or others have some */
const checkFields = async (sql: pg.Pool, expected: number): Promise<void> => {
  const { rows } = await sql.query<{ fields: number }>(
    `select distinct coalesce((select count(*)::int from jsonb_object_keys(fields)), 0) as fields
     from call_summaries`,
  )
  if (rows.length !== 1 || rows[0]?.fields !== expected) {
    const found = rows.map(({ fields }) => fields).join(', ')
    throw new Error(`Calls have ${found} own fields, and not ${expected}`)
  }
}

await runBenchmark(async (closers) => {
  const { values } = parseArgs({
    options: { rounds: { type: 'string' }, seconds: { type: 'string' } },
  })
  const options = optionsSchema.parse(values)
  const database = await openDatabase({ closers, folder: join(work, 'data') })
  const machine = describeMachine({ postgres: database.version })
  const loader = await startLoader()
  closers.add(loader.stop)
  const { sql, url } = await database.create('bench_mapping')
  const secret = randomBytes(32).toString('base64url')
  const desk = await startOurs({ closers, pages: false, secret, url })
  // The clients' e-mails are in the order of their tokens.
  const half = desk.tokens.length / 2
  await giveMapping(sql, half)
  const peerOf = (tokens: string[]) =>
    httpPeer({ ...desk, databaseID: database.processID, loader, name: 'ours', sql, tokens })
  const [own, none] = [peerOf(desk.tokens.slice(0, half)), peerOf(desk.tokens.slice(half))]

  let run = 0
  const measure = async (
    peer: typeof own,
    cell: { senders: number; size: number },
    seconds: number,
  ) => {
    run += 1
    const { senders, size } = cell
    return await peer.measure({
      bytes: size * 1024,
      concurrency: senders,
      repeats: 'few',
      run,
      seconds,
    })
  }
  const cells = SIZES.flatMap((size) => SENDERS.map((senders) => ({ senders, size })))
  for (const [peer, fields] of [
    [own, OWN_FIELDS],
    [none, 0],
  ] as const) {
    for (const cell of cells) await measure(peer, cell, WARM_UP_SECONDS)
    run += 1
    const tokens = peer === own ? desk.tokens.slice(0, half) : desk.tokens.slice(half)
    const few = { bytes: 3 * 1024, concurrency: 1, repeats: 'few', run, seconds: 0.2 } as const
    await loader.run({ ...few, tokens, url: desk.url })
    await checkFields(sql, fields)
    await emptyTables(sql)
  }
  const pairs: Pair[] = []
  for (let round = 0; round < options.rounds; round += 1) {
    for (const cell of cells) {
      // In turn first, so that neither always finds what the other left.
      const order = round % 2 === 0 ? [own, none] : [none, own]
      const measured = new Map<typeof own, Measured>()
      for (const peer of order) measured.set(peer, await measure(peer, cell, options.seconds))
      const [mapped, plain] = [measured.get(own), measured.get(none)]
      if (mapped && plain) pairs.push({ ...cell, none: plain, own: mapped })
      console.log(
        `${String(cell.size).padStart(3)} KB × ${String(cell.senders).padEnd(2)}  own ${mapped?.rate.toFixed(0)}/s p50 ${mapped?.p50.toFixed(2)}  none ${plain?.rate.toFixed(0)}/s p50 ${plain?.p50.toFixed(2)}`,
      )
    }
  }
  const markdown = toMarkdown({ machine, pairs })
  const isWhole = options.rounds >= FULL.rounds && options.seconds >= FULL.seconds
  await saveResult({ isWhole, markdown, name: 'mapping', result: { machine, options, pairs } })
  console.log(`\n${markdown}`)
  const violations = pairs.flatMap(({ none, own }) => [...none.violations, ...own.violations])
  const slow = slowCells(pairs)
  if (violations.length + slow.length > 0) {
    console.error([...violations, ...slow].join('\n'))
    process.exitCode = 1
  }
})
