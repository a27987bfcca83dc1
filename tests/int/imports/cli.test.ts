import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CALL_FIELDS } from '../../../src/imports/csv/callFields'
import { CLIENT_FIELDS } from '../../../src/imports/csv/clientFields'
import type { RecordedEvent } from '../../../src/imports/recordedImport'
import { readArguments, UsageError } from '../../../src/server/import/options'
import { printEvents } from '../../../src/server/import/printEvents'
import { blocksOf, ROOT, read } from '../../helpers/documentation'
import { runToEnd } from '../../helpers/runToEnd'
import { createTestDatabase, type TestDatabase } from '../../helpers/testDatabase'

let database: TestDatabase
let folder: string

const run = (args: string[]) =>
  runToEnd({
    args: ['src/server/cli/import.mjs', ...args],
    env: {
      ADMIN_EMAIL: 'boss@desk.test',
      ADMIN_PASSWORD: 'a long enough password',
      DATABASE_URL: database.url,
      DATA_DIR: folder,
      INIT_CWD: folder,
      NODE_ENV: 'production',
      PAYLOAD_SECRET: 'a secret for tests only',
      VITEST: '',
    },
  })

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'desk-test-import-'))
  await writeFile(join(folder, 'clients.csv'), 'E-mail;Firma\nada@clients.test;Salon Ada\n')
  await writeFile(
    join(folder, 'calls.csv'),
    'call id;client e-mail;start\nc-1;ada@clients.test;2026-07-15 10:00\nc-2;bob@clients.test;2026-07-15 10:00\n',
  )
}, 60_000)
afterAll(async () => {
  await database?.drop()
  await rm(folder, { force: true, recursive: true })
})

const count = async (table: string): Promise<number> =>
  (await database.sql.query(`select count(*)::int as count from ${table}`)).rows[0].count

describe('npm run import', { timeout: 180_000 }, () => {
  it('shows first what it would do, then does it, and then has nothing to do', async () => {
    const dry = await run(['clients.csv'])
    expect(dry).toMatchObject({ code: 0, output: expect.stringContaining('1 would be created') })
    expect(dry.output).toContain('column “Firma”: businessName')
    expect(dry.output).toContain('2: create · client · ada@clients.test')
    expect(await count('users where is_superuser is not true')).toBe(0)
    const done = await run(['clients.csv', '--apply'])
    expect(done).toMatchObject({ code: 0, output: expect.stringContaining('1 created') })
    const again = await run(['clients.csv', '--apply'])
    expect(again).toMatchObject({
      code: 0,
      output: expect.stringContaining('0 created, 0 changed, 1 the same'),
    })
    expect(await count('users where is_superuser is not true')).toBe(1)
    const { rows } = await database.sql.query(
      `select actor_kind, changes from audit_log where action = 'imported' order by at`,
    )
    expect(rows[0]).toMatchObject({ actor_kind: 'system', changes: { rowsCreated: [null, 1] } })
  })

  it('ends with 1 if a row could not be taken, and with 2 if it was called wrongly', async () => {
    const some = await run(['calls.csv', '--apply'])
    expect(some).toMatchObject({
      code: 1,
      output: expect.stringContaining('There is no client “bob@clients.test”'),
    })
    expect(await count('call_summaries')).toBe(1)
    expect(await run([])).toMatchObject({
      code: 2,
      output: expect.stringContaining('Usage: npm run import'),
    })
    expect(await run(['missing.csv'])).toMatchObject({
      code: 2,
      output: expect.stringContaining('no file missing.csv'),
    })
  })
})

describe('docs/move-in.md', { timeout: 180_000 }, () => {
  const commands = blocksOf('sh', read('docs/move-in.md'))
    .flatMap((block) => block.trim().split('\n'))
    .filter((line) => line.includes(' examples/'))

  it('has commands that work, in their order', async () => {
    expect(commands).toHaveLength(6)
    for (const command of commands) {
      const [, ...words] = command.split(' -- ')
      const [file = '', ...others] = words.join(' ').split(' ')
      const { code, output } = await run([join(ROOT, file), ...others])
      expect({ code, command, output }).toMatchObject({
        code: 0,
        output: expect.stringContaining(', 0 with errors'),
      })
    }
    const { rows } = await database.sql.query('select vapi_call_id from call_summaries')
    expect(rows).toContainEqual({ vapi_call_id: '019d4d3a-3e5a-7aa1-9d3f-6f2f5f0a2026' })
  })

  it('names every field of CSV', () => {
    const page = read('docs/move-in.md')
    const missing = [...CLIENT_FIELDS, ...CALL_FIELDS].filter(
      (field) => !page.includes(`\`${field}\``),
    )
    expect(missing).toEqual([])
  })
})

describe('the arguments of npm run import', () => {
  it.each([
    [['--as', 'xml', 'file']],
    [['one', 'two']],
    [['file', '--map', 'nothing']],
    [['file', '--map', '=x']],
    [['file', '--map', 'x=']],
    [['file', '--everything']],
  ])('%j are wrong', (args) => {
    expect(() => readArguments(args)).toThrow(UsageError)
  })

  it('are read', () => {
    const args =
      'dump.json --as django --users accounts.client --calls calls.call --map biz=business_name --map a=b=c --staff a@b.test --apply'
    expect(readArguments(args.split(' '))).toEqual({
      apply: true,
      calls: 'calls.call',
      client: undefined,
      file: 'dump.json',
      format: 'django',
      map: { 'a=b': 'c', biz: 'business_name' },
      staff: ['a@b.test'],
      users: 'accounts.client',
    })
  })
})

describe('what is printed', () => {
  it('is bounded, and has no control characters of the file', async () => {
    const lines: string[] = []
    const counts = { change: 0, create: 300, error: 0, same: 1, skip: 0 }
    const events = async function* (): AsyncGenerator<RecordedEvent> {
      yield { rows: 301, type: 'begin' }
      for (let line = 1; line <= 301; line += 1) {
        const result = line === 1 ? 'same' : 'create'
        yield {
          row: { kind: 'call', label: `\u001b[31mx${line}`, line, notes: [], result },
          type: 'row',
        }
      }
      yield { counts, stopped: false, type: 'end' }
    }
    const printed = await printEvents(events(), {
      dryRun: false,
      print: (line) => lines.push(line),
    })
    expect(printed).toEqual({ failed: false })
    expect(lines.join('')).not.toContain('\u001b')
    expect(lines).toContain('… and 100 rows more.')
    expect(lines.at(-1)).toBe('300 created, 0 changed, 1 the same, 0 skipped, 0 with errors.')
  })
})
