import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { root } from '../../src/server/cli/root.mjs'
import type { Closers } from '../../src/server/closers'
import type { Loader } from '../load/loader'
import { checkOut } from '../shared/checkOut'
import type { BenchDatabase } from './database'
import { httpPeer } from './httpPeer'
import { startObvious } from './obvious'
import type { Options } from './options'
import { startOurs } from './ours'
import type { Peer } from './peer'
import { findPgbench, pgbenchPeer } from './pgbench'
import { createPlainTables } from './plainTables'
import { spawnPeer } from './spawnPeer'

const POOL = '20'

type Place = { sql: pg.Pool; url: string }

/** Opens the tables of the peers that store reports with their own statement. */
const openPlain = async ({ closers, desk }: { closers: Closers; desk: Place }): Promise<Place> => {
  const url = await createPlainTables(desk)
  const sql = new pg.Pool({ connectionString: url, max: 2 })
  sql.on('error', () => undefined)
  closers.add(() => sql.end())
  return { sql, url }
}

/**
 * Starts all peers that take part. The desk is started first, because it creates the tables and the clients.
 */
export const openPeers = async ({
  closers,
  database,
  loader,
  options,
  work,
}: {
  closers: Closers
  database: BenchDatabase
  loader: Loader
  options: Options
  /** A folder for intermediate files. */
  work: string
}): Promise<{ notes: string[]; peers: Peer[] }> => {
  const secret = randomBytes(32).toString('base64url')
  const desk = await database.create('bench_desk')
  const databaseID = database.processID
  const notes: string[] = []
  const ours = await startOurs({
    closers,
    pages: options.pages,
    profileFolder: options.profile ? join(work, 'profile') : undefined,
    secret,
    url: desk.url,
  })
  if (!options.pages) notes.push('`ours` ran without its pages (`--no-pages`).')
  const shared = { databaseID, loader, tokens: ours.tokens }
  const needsPlain = options.peers.some((name) => name !== 'ours' && name !== 'obvious')
  const plain = needsPlain ? await openPlain({ closers, desk }) : desk
  const peers: Peer[] = []

  if (options.before !== undefined) {
    const { sql, url } = await database.create('bench_before')
    const folder = await checkOut(options.before)
    const before = await startOurs({ closers, folder, pages: options.pages, secret, url })
    peers.push(httpPeer({ ...shared, ...before, name: 'before', sql }))
    notes.push(`\`before\` is the desk at ${options.before}.`)
  }
  for (const name of options.peers) {
    if (name === 'ours') peers.push(httpPeer({ ...shared, ...ours, name, sql: desk.sql }))
    if (name === 'bare' || name === 'unmasked') {
      const bare = await spawnPeer({
        args: () => ['--import', 'tsx', join(root, 'bench', 'peers', 'bare', 'server.ts')],
        closers,
        env: {
          DATABASE_POOL_MAX: POOL,
          DATABASE_URL: plain.url,
          MASK: name === 'bare' ? 'yes' : '',
          PAYLOAD_SECRET: secret,
        },
      })
      peers.push(httpPeer({ ...shared, ...bare, name, sql: plain.sql }))
    }
    if (name === 'obvious') {
      const { sql, url } = await database.create('bench_obvious')
      const obvious = await startObvious({ closers, secret, tokens: ours.tokens, url, work })
      peers.push(httpPeer({ ...shared, ...obvious, name, sql }))
    }
    if (name === 'pgbench') {
      const program = findPgbench()
      if (program === undefined) {
        notes.push(
          '**pgbench is not installed**: its column is missing. Debian has it in `postgresql`.',
        )
      } else {
        const folder = join(work, 'pgbench')
        const { sql, url } = plain
        peers.push(pgbenchPeer({ ...shared, databaseURL: url, folder, program, secret, sql }))
      }
    }
  }
  return { notes, peers }
}
