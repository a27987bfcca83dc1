import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, expect, inject, it } from 'vitest'
import { startPrimary, startRestored, takeBackup } from './postgresServer'

const cleanUp: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (let each = cleanUp.pop(); each; each = cleanUp.pop()) await each()
}, 60_000)

const query = async <Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<Row>(text)
  await client.end()
  return rows
}

it('a base backup and the archive restore what was there a moment before an accident', {
  timeout: 120_000,
}, async () => {
  const programs = inject('programs')
  const { remove, server } = await startPrimary(programs, { synchronous_standby_names: '' })
  cleanUp.push(remove)
  await query(server.url, 'create table calls (id int primary key); insert into calls values (1)')

  const backup = join(server.folder, 'backup')
  await takeBackup(programs, server, backup)
  await query(server.url, 'insert into calls select generate_series(2, 1000)')
  const [before] = await query<{ now: string }>(server.url, 'select clock_timestamp()::text as now')
  await sleep(50)
  await query(server.url, 'delete from calls')
  const file = await server.sql('select pg_walfile_name(pg_current_wal_lsn())')
  await server.sql('select pg_switch_wal()')
  const deadline = Date.now() + 30_000
  while (!existsSync(join(server.archive, file)) && Date.now() < deadline) await sleep(50)

  const restored = await startRestored(programs, {
    archive: server.archive,
    backup,
    moment: before?.now ?? '',
  })
  cleanUp.push(restored.remove)
  while ((await restored.server.sql('select pg_is_in_recovery()')) === 't') await sleep(50)
  const count = (url: string) =>
    query<{ count: number }>(url, 'select count(*)::int as count from calls')
  expect(await count(restored.server.url)).toEqual([{ count: 1_000 }])
  expect(await count(server.url)).toEqual([{ count: 0 }])
  // It takes writes, and goes on by itself.
  await query(restored.server.url, 'insert into calls values (1001)')
})
