import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLocalReq } from 'payload'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ImportCounts, ImportEvent } from '../../../src/imports/run'
import { type ImportOptions, type ImportRow, NO_OPTIONS } from '../../../src/imports/types'
import type { User } from '../../../src/payload-types'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { djangoDump } from '../../helpers/djangoDump'
import { makeClient, makeSuperuser, signedIn } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'
import { uploadThrice } from './uploads'

const CLIENTS = 12
const CALLS = 20
/** Clients with their calls, and a group of one of them. */
const ALL = CLIENTS + 1 + CLIENTS * CALLS

let desk: TestDesk
let boss: User
let dump: string

beforeAll(async () => {
  dump = djangoDump({ calls: CALLS, clients: CLIENTS })
  desk = await createTestDesk()
  boss = await makeSuperuser(desk.payload)
})
afterAll(() => desk?.stop())
beforeEach(async () => {
  await desk.sql.query('truncate call_summaries cascade')
  await desk.sql.query('delete from users where is_superuser is not true')
  await desk.sql.query('delete from webhook_retired_tokens')
  await desk.sql.query('delete from groups')
})

type Ran = {
  counts: ImportCounts | null
  reason: null | string
  rows: ImportRow[]
  stopped: boolean
}

type Run = {
  dryRun?: boolean
  options?: Partial<ImportOptions>
  path?: string
  /** Stops the run after so many rows. */
  stopAfter?: number
}

const run = async ({ dryRun = false, options, path = dump, stopAfter }: Run = {}): Promise<Ran> => {
  const { runImport } = await import('../../../src/imports/run')
  const controller = new AbortController()
  const events: ImportEvent[] = []
  const ran: Ran = { counts: null, reason: null, rows: [], stopped: false }
  for await (const event of runImport({
    dryRun,
    format: 'django',
    options: { ...NO_OPTIONS, ...options },
    path,
    payload: desk.payload,
    req: await createLocalReq({}, desk.payload),
    signal: controller.signal,
  })) {
    events.push(event)
    if (event.type === 'row') ran.rows.push(event.row)
    if (event.type === 'unreadable') ran.reason = event.reason
    if (event.type === 'end') Object.assign(ran, { counts: event.counts, stopped: event.stopped })
    if (stopAfter !== undefined && ran.rows.length >= stopAfter) controller.abort()
  }
  return ran
}

const TABLES = [
  'users',
  'users_service_hours',
  'users_rels',
  'groups',
  'call_summaries',
  'notifications',
  'audit_log',
]

const state = async (tables = TABLES) => {
  const found: Record<string, unknown[]> = {}
  for (const table of tables) {
    const { rows } = await desk.sql.query(`select * from ${table} order by 1, 2`)
    found[table] = rows
  }
  return found
}

const userBy = async (number: number) => {
  const { rows } = await desk.sql.query('select * from users where email = $1', [
    `client${number}@agency.test`,
  ])
  return rows[0]
}

const rowOf = (ran: Ran, label: string): ImportRow | undefined =>
  ran.rows.find((row) => row.label === label)

const hoursOf = async ({ id }: { id: string }) =>
  (
    await desk.sql.query(
      'select day::text, opens, closes from users_service_hours where _parent_id = $1 order by _order',
      [id],
    )
  ).rows

const write = (records: unknown): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'desk-dump-')), 'dump.json')
  writeFileSync(path, typeof records === 'string' ? records : JSON.stringify(records))
  return path
}

const user = (pk: number, fields: Record<string, unknown>) => ({
  fields: { email: `u${pk}@agency.test`, vapi_webhook_token: null, ...fields },
  model: 'accounts.user',
  pk,
})

const call = (pk: number, fields: Record<string, unknown>) => ({
  fields: { call_id: null, user: 1, ...fields },
  model: 'calls.callsummary',
  pk,
})

describe('a dump of a real Django', () => {
  it('is shown first, and that changes nothing', async () => {
    const before = await state()
    const dry = await run({ dryRun: true })
    expect(await state()).toEqual(before)
    // Two of staff, one of them with a call; one group of a client.
    expect(dry.counts).toEqual({
      change: 0,
      create: ALL,
      error: 0,
      same: 0,
      skip: 3,
    })
    expect(rowOf(dry, 'boss@agency.test')).toMatchObject({ kind: 'staff', result: 'skip' })
    expect(rowOf(dry, 'call-of-staff')).toMatchObject({ kind: 'call', result: 'skip' })
    expect(JSON.stringify(dry.rows)).not.toMatch(/django-token|pbkdf2|short/)
  })

  it('is imported with all that it has, and the same file again changes nothing', async () => {
    const dry = await run({ dryRun: true })
    const first = await run()
    expect(first.counts).toEqual(dry.counts)
    expect(first.rows).toEqual(dry.rows)
    const client = await userBy(0)
    expect(client).toMatchObject({
      business_name: 'Salon Größe 0',
      business_type: 'Salon',
      created_at: new Date('2023-05-01T08:30:00Z'),
      currency: 'EUR',
      email_notifications: false,
      foreign_hash: expect.stringMatching(/^pbkdf2_sha256\$260000\$/),
      hash: null,
      is_active: true,
      is_staff: false,
      is_superuser: false,
      last_login: new Date('2023-08-09T08:30:00Z'),
      name: 'Ada 0',
      phone: '+12025550000',
      setup_status: 'live',
      vapi_assistant_id: 'assistant-0',
      vapi_phone_number: '+12025550146',
    })
    expect(await hoursOf(client)).toHaveLength(6)
    expect(JSON.stringify(client.admin_notes)).toContain('"heading"')
    // Hours and a number that cannot be read are in the notes.
    const third = await userBy(3)
    expect(await hoursOf(third)).toEqual([])
    expect(JSON.stringify(third.admin_notes)).toContain('Service hours: By appointment, call first')
    expect(JSON.stringify(third.admin_notes)).toContain('Phone: 030 901820')
    expect(third).toMatchObject({ phone: null, setup_status: 'token_generated' })
    expect(rowOf(first, 'client3@agency.test')?.notes).toEqual([
      expect.stringContaining('no country code'),
      expect.stringContaining('service hours'),
      expect.stringContaining('setup status “waiting_for_godot”'),
    ])
    for (const number of [4, 5]) {
      expect(await userBy(number)).toMatchObject({ foreign_hash: null })
      expect(rowOf(first, `client${number}@agency.test`)?.notes.join(' ')).toMatch(/Send a link/)
    }
    expect(await userBy(6)).toMatchObject({ vapi_webhook_token_index: null })
    expect(await userBy(7)).toMatchObject({ foreign_hash: null, is_active: false })
    const groups = await desk.sql.query('select id, name from groups')
    expect(groups.rows).toEqual([{ id: expect.any(String), name: 'Salons' }])

    const calls = await desk.sql.query(
      `select * from call_summaries where client_id = $1 order by started_at`,
      [client.id],
    )
    expect(calls.rows).toHaveLength(CALLS)
    const started = new Date('2026-01-01T10:00:00.123Z')
    expect(calls.rows[1]).toMatchObject({
      created_at: new Date('2026-01-01T10:06:00.123Z'),
      currency: 'EUR',
      customer_name: 'Zoë “1”',
      customer_phone: '+12025550199',
      duration_seconds: '312',
      ended_at: new Date('2026-01-01T10:05:12.123Z'),
      ended_group: 'unknown',
      follow_up: null,
      outcome: 'gebucht',
      price: '45.5',
      reported_at: new Date('2026-01-01T10:05:12.123Z'),
      source: 'imported',
      started_at: started,
      vapi_call_id: 'call-0-1',
    })
    // Without an end it is its start, and without an id it gets one from its key.
    expect(calls.rows[0]).toMatchObject({
      ended_at: null,
      reported_at: new Date('2026-01-01T09:00:00.123Z'),
      vapi_call_id: expect.stringMatching(/^django-calls-\d+$/),
    })
    expect((await state(['notifications'])).notifications).toEqual([])

    const before = await state()
    const again = await run()
    expect(again.counts).toEqual({
      change: 0,
      create: 0,
      error: 0,
      same: ALL,
      skip: 3,
    })
    expect(await state()).toEqual(before)
  })

  it('also with natural keys, and as JSON lines', async () => {
    const natural = djangoDump({
      from: dump,
      options: ['--natural-foreign', '--natural-primary', '--indent', '2'],
    })
    const records: unknown[] = JSON.parse(readFileSync(natural, 'utf8'))
    const lines = write(records.map((record) => JSON.stringify(record)).join('\n'))
    for (const path of [natural, lines]) {
      const { counts, reason } = await run({ dryRun: true, path })
      expect(reason).toBeNull()
      expect(counts).toMatchObject({ create: ALL, skip: 3 })
    }
    expect((await run({ path: lines })).counts).toMatchObject({ create: ALL, skip: 3 })
    expect((await run({ path: natural })).counts).toMatchObject({ create: 0, same: ALL })
  })

  it('is the same after a run that was stopped in the middle', async () => {
    const { rows } = await run()
    const whole = await desk.sql.query(
      `select email, name, label, foreign_hash, created_at from users order by email`,
    )
    for (const stopAfter of [5, CLIENTS + 30]) {
      await desk.sql.query('truncate call_summaries cascade')
      await desk.sql.query('delete from users where is_superuser is not true')
      await desk.sql.query('delete from webhook_retired_tokens')
      const part = await run({ stopAfter })
      expect(part.stopped).toBe(true)
      const rest = await run()
      expect(rest.rows.map(({ label, line }) => [line, label])).toEqual(
        rows.map(({ label, line }) => [line, label]),
      )
      const now = await desk.sql.query(
        `select email, name, label, foreign_hash, created_at from users order by email`,
      )
      expect(now.rows).toEqual(whole.rows)
      const { rows: counted } = await desk.sql.query('select count(*)::int from call_summaries')
      expect(counted[0].count).toBe(CLIENTS * CALLS)
    }
  })

  it('keeps the URLs: an old one takes a report', async () => {
    await run()
    const { status } = await asJSON({
      body: {
        message: {
          call: { id: 'call-0-1' },
          endedReason: 'customer-ended-call',
          summary: 'A report after moving in.',
          type: 'end-of-call-report',
        },
      },
      url: `${desk.url}/api/v1/vapi/webhook/django-token-of-client-00000`,
    })
    expect(status).toBe(200)
    const client = await userBy(0)
    const { rows } = await desk.sql.query(
      'select summary, source from call_summaries where client_id = $1 and vapi_call_id = $2',
      [client.id, 'call-0-1'],
    )
    expect(rows).toEqual([{ source: 'imported', summary: 'A report after moving in.' }])
    const { rows: notices } = await desk.sql.query('select * from notifications')
    expect(notices).toEqual([])
  })

  it('keeps the passwords: an old one signs in, and then by a hash of the desk', async () => {
    await run()
    const logIn = (number: number, password = `django password ${number}`) =>
      asJSON({
        body: { email: `client${number}@agency.test`, password },
        url: `${desk.url}/api/users/login`,
      }).then(({ status }) => status)
    // Django's usual rounds, SHA-1, and few rounds.
    for (const number of [1, 3, 8]) {
      expect(await logIn(number, 'another')).toBe(401)
      expect(await logIn(number)).toBe(200)
      expect(await userBy(number)).toMatchObject({
        foreign_hash: null,
        hash: expect.stringMatching(/^pbkdf2-sha256-v1:/),
      })
      expect(await logIn(number)).toBe(200)
    }
    for (const number of [4, 5, 7]) expect(await logIn(number)).toBe(401)
    // What has changed since is not undone by the file.
    const before = await state(['users'])
    await run()
    expect(await state(['users'])).toEqual(before)
  })

  it('changes no account of staff that is there, even one that is chosen', async () => {
    const everything = async () =>
      (await desk.sql.query('select * from users where id = $1', [boss.id])).rows[0]
    const before = await everything()
    const path = write([
      user(1, {
        business_name: 'Taken over',
        email: boss.email,
        is_superuser: true,
        password: 'pbkdf2_sha256$1$salt$AAAAAAAAAAAAAAAA',
        phone: '+4915112345678',
        vapi_webhook_token: 'A'.repeat(40),
      }),
      call(1, { call_id: 'of-the-boss' }),
    ])
    for (const dryRun of [true, false]) {
      const { rows } = await run({ dryRun, options: { staff: [boss.email] }, path })
      expect(rows.map(({ result }) => result)).toEqual(['skip', 'skip'])
    }
    expect(await everything()).toEqual(before)
    const { rowCount } = await desk.sql.query('select from call_summaries')
    expect(rowCount).toBe(0)
  })

  it('an e-mail address that is none by its length is an error of its own', async () => {
    const local = randomBytes(6_000).toString('hex')
    const path = write([user(1, { email: `${local}@agency.test` }), user(2, {})])
    expect((await run({ path })).counts).toMatchObject({ create: 1, error: 1 })
  })

  it('gives staff who are chosen neither a token nor calls', async () => {
    const path = write([
      user(1, { is_staff: true, vapi_webhook_token: 'B'.repeat(40) }),
      call(1, { call_id: 'of-staff' }),
    ])
    const results = async (dryRun: boolean) =>
      (await run({ dryRun, options: { staff: ['u1@agency.test'] }, path })).rows.map(
        ({ result }) => result,
      )
    expect(await results(true)).toEqual(['create', 'skip'])
    expect(await results(false)).toEqual(['create', 'skip'])
    expect(await results(false)).toEqual(['skip', 'skip'])
    const { rows } = await desk.sql.query(
      `select is_staff, vapi_webhook_token_index from users where email = 'u1@agency.test'`,
    )
    expect(rows).toEqual([{ is_staff: true, vapi_webhook_token_index: null }])
  })

  it.each([
    ['a NUL', 'a\u0000b'],
    ['half a character', '\ud800'],
    ['thousands of characters', '\u00e4x1'.repeat(3_000)],
  ])('a key with %s names a call that is stored', async (_, pk) => {
    const odd = { ...call(1, {}), pk }
    const path = write([user(1, {}), odd, call(2, { customer_name: 'x'.repeat(9_000) })])
    expect((await run({ path })).counts).toMatchObject({ create: 3, error: 0 })
    expect((await run({ path })).counts).toMatchObject({ same: 3 })
    const { rows } = await desk.sql.query(
      'select max(length(vapi_call_id)) as id, max(length(customer_name)) as name from call_summaries',
    )
    expect(rows[0].id).toBeLessThanOrEqual(500)
    expect(rows[0].name).toBe(500)
  })

  it('a group whose name is too long is an error of its own, and many groups are looked up by name', async () => {
    const many = 20_000
    const groups = Array.from({ length: many }, (_, index) => ({
      fields: { name: index === 0 ? 'long '.repeat(4_000) : `group ${index}` },
      model: 'auth.group',
      pk: `g${index}`,
    }))
    const asked = Array.from({ length: many }, (_, index) =>
      index === 0 ? 'g0' : `other ${index}`,
    )
    const path = write([user(1, { groups: asked }), ...groups])
    const { counts, rows } = await run({ path })
    expect(counts).toMatchObject({ create: 1, error: 1 })
    expect(rows.find(({ kind }) => kind === 'group')).toMatchObject({
      notes: ['Its name has more than 200 characters.'],
      result: 'error',
    })
  })

  it('brings staff who are chosen, without more rights than those of their groups', async () => {
    const { rows } = await run({ options: { staff: ['Helper@agency.test', 'boss@agency.test'] } })
    expect(rows.filter(({ kind }) => kind === 'staff').map(({ result }) => result)).toEqual([
      'create',
      'create',
    ])
    const found = await desk.sql.query(
      `select email, is_staff, is_superuser from users where email in ('helper@agency.test', 'boss@agency.test')`,
    )
    for (const each of found.rows)
      expect(each).toMatchObject({ is_staff: true, is_superuser: false })
    const { rows: groups } = await desk.sql.query('select count(*)::int from groups_permissions')
    expect(groups[0].count).toBe(0)
  })
})

describe('what is in the desk already', () => {
  it('wins: only what is empty is filled', async () => {
    await makeClient(desk.payload, {
      currency: 'USD',
      email: 'u1@agency.test',
      name: 'As it is here',
      vapiWebhookToken: 'the-token-of-this-desk-00',
    })
    const path = write([
      user(1, {
        business_name: 'New',
        currency: 'EUR',
        name: 'Old',
        password: '!',
        vapi_webhook_token: 'the-token-of-the-file-000',
      }),
    ])
    const [row] = (await run({ path })).rows
    expect(row).toMatchObject({ result: 'change' })
    expect(row?.notes.join(' ')).toMatch(/another webhook token.*filled: businessName/)
    const { rows } = await desk.sql.query(`select * from users where email = 'u1@agency.test'`)
    expect(rows[0]).toMatchObject({
      business_name: 'New',
      currency: 'USD',
      foreign_hash: null,
      name: 'As it is here',
    })
    expect((await run({ path })).counts).toMatchObject({ change: 0, same: 1 })
  })

  it('is not taken by others: tokens of two accounts, or of another client, are left out and said', async () => {
    await makeClient(desk.payload, { vapiWebhookToken: 'token-of-somebody-else-00' })
    const path = write([
      user(1, { vapi_webhook_token: 'token-that-two-have-00000' }),
      user(2, { vapi_webhook_token: 'token-that-two-have-00000' }),
      user(3, { vapi_webhook_token: 'token-of-somebody-else-00' }),
    ])
    const dry = await run({ dryRun: true, path })
    const done = await run({ path })
    expect(done.rows).toEqual(dry.rows)
    expect(
      done.rows.map(({ notes }) => notes.filter((note) => note.includes('webhook token'))),
    ).toEqual([
      [],
      [expect.stringContaining('Another account in the file')],
      [expect.stringContaining('another client')],
    ])
  })

  it('a mapping of outcomes is heard', async () => {
    await desk.payload.updateGlobal({
      data: {
        mapping: {
          lines: {},
          outcomes: [{ colour: 'green', followUp: false, key: 'booked', label: 'Booked' }],
          values: [{ outcome: 'booked', value: 'gebucht' }],
        },
      },
      overrideAccess: true,
      slug: 'field-mapping',
    })
    const path = write([
      user(1, {}),
      call(1, { outcome: 'Gebucht' }),
      call(2, { outcome: 'BOOKED' }),
      call(3, { outcome: 'else' }),
    ])
    await run({ path })
    const { rows } = await desk.sql.query(
      'select outcome from call_summaries order by vapi_call_id',
    )
    expect(rows.map(({ outcome }) => outcome)).toEqual(['booked', 'booked', 'else'])
  })
})

describe('other dumps', () => {
  it('fields under other names, and models that are named', async () => {
    const path = write([
      {
        fields: {
          mail: 'u1@agency.test',
          token_for_vapi: 'token-under-another-name-0',
          username: 'ada',
        },
        model: 'auth.User',
        pk: 7,
      },
      { fields: { client: 7, ext_id: 'x-1', text: 'Hello' }, model: 'desk.Call', pk: 1 },
    ])
    const { reason } = await run({ path })
    expect(reason).toMatch(/No model in the file.*auth\.user, desk\.call/)
    const options = {
      callsModel: 'desk.Call',
      map: {
        client: 'user',
        ext_id: 'call_id',
        mail: 'email',
        text: 'summary',
        token_for_vapi: 'vapi_webhook_token',
      },
      usersModel: 'auth.User',
    }
    const ran = await run({ options, path })
    expect(ran.rows.map(({ kind, label, result }) => [kind, label, result])).toEqual([
      ['client', 'u1@agency.test', 'create'],
      ['call', 'x-1', 'create'],
    ])
    expect(
      (await run({ options: { ...options, usersModel: 'auth.nothing' }, path })).reason,
    ).toMatch(/no records of the model “auth\.nothing”/)
  })

  it('accounts without an e-mail are reported, and not invented', async () => {
    const path = write([
      user(1, { email: '', username: 'ada' }),
      user(2, { email: 'not an address', username: 'bob' }),
      user(3, { email: '', username: 'cleo@agency.test' }),
      user(4, { email: 'CLEO@agency.test' }),
      call(1, { user: 1 }),
      call(2, { user: 99 }),
      call(3, { user: null }),
      call(4, { user: ['cleo@agency.test'] }),
    ])
    const ran = await run({ path })
    expect(ran.rows.map(({ label, result }) => [label, result])).toEqual([
      ['ada', 'error'],
      ['bob', 'error'],
      ['cleo@agency.test', 'create'],
      ['cleo@agency.test', 'error'],
      ['django-calls-1', 'error'],
      ['django-calls-2', 'error'],
      ['django-calls-3', 'error'],
      ['django-calls-4', 'create'],
    ])
  })

  it('a call that is in the file twice is stored once', async () => {
    const path = write([user(1, {}), call(1, { call_id: 'a' }), call(2, { call_id: 'a' })])
    const dry = await run({ dryRun: true, path })
    expect(dry.counts).toMatchObject({ create: 2, same: 1 })
    expect((await run({ path })).rows).toEqual(dry.rows)
  })

  it('texts that Postgres cannot store, wrong times and prices are put right or left out', async () => {
    const path = write([
      user(1, { name: 'A\u0000da \ud800', phone: 'none' }),
      call(1, {
        currency: 'XYZ',
        duration: 'long',
        ended_at: 'later',
        price: 'free',
        started_at: '2026-02-01 10:00:00+02:00',
        summary: 'x\u0000y\udc00',
      }),
    ])
    const ran = await run({ path })
    expect(ran.counts).toMatchObject({ create: 2, error: 0 })
    expect(rowOf(ran, 'django-calls-1')?.notes).toHaveLength(4)
    const { rows } = await desk.sql.query('select * from call_summaries')
    expect(rows[0]).toMatchObject({
      price: null,
      reported_at: new Date('2026-02-01T08:00:00Z'),
      summary: 'xy\ufffd',
    })
  })

  it.each([
    ['a file that was cut off', JSON.stringify([user(1, {})]).slice(0, -5), /cut off/],
    ['an object that is no record', '[{"a":1}]', /Object 1 of the file is no record of Django/],
    [
      'two models of accounts',
      JSON.stringify([user(1, {}), { ...user(2, {}), model: 'b.user' }]),
      /More than one model/,
    ],
    ['no records', '[]', /no records of Django/],
  ])('%s is refused as a whole, and nothing is written', async (_, content, reason) => {
    const before = await state()
    const ran = await run({ path: write(content) })
    expect(ran.reason).toMatch(reason)
    expect(ran.rows).toEqual([])
    expect(await state()).toEqual(before)
  })
})

describe('who imports', () => {
  it('a superuser by the upload, with the rights of one', async () => {
    const file = readFileSync(dump, 'utf8')
    const headers = await signedIn(desk.payload, boss)
    const { dry, first, second } = await uploadThrice(desk, { file, headers })
    expect(dry.events[0]).toEqual({ format: 'django', type: 'format' })
    expect(dry.counts).toMatchObject({ create: ALL, error: 0 })
    expect(first.rows).toEqual(dry.rows)
    expect(second.counts).toMatchObject({ create: 0, same: ALL })
    const client = await userBy(8)
    expect(client).toMatchObject({
      created_at: new Date('2023-05-09T08:30:00Z'),
      setup_status: 'live',
    })
    expect(client.foreign_hash).toMatch(/^pbkdf2_sha256/)
    const { rows } = await desk.sql.query('select groups_id from users_rels where parent_id = $1', [
      client.id,
    ])
    expect(rows).toHaveLength(1)
  })

  it('a desk without a superuser imports nothing: the first account would become one', async () => {
    await desk.sql.query('update users set is_active = false where is_superuser')
    try {
      const ran = await run()
      expect(ran.reason).toMatch(/no superuser/)
      expect(await userBy(0)).toBeUndefined()
    } finally {
      await desk.sql.query('update users set is_active = true where is_superuser')
    }
  })
})
