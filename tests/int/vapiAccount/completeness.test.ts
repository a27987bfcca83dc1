import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { User } from '../../../src/payload-types'
import type { Completeness } from '../../../src/vapiAccount/completeness/completeness'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser, signedIn } from '../../helpers/people'
import { asJSON, graphQL, withAPIKey } from '../../helpers/requests'
import { connectClient, makeAccount } from '../../helpers/vapiRows'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

type Headers = Record<string, string>

let account: string
let client: User
let desk: TestDesk
let other: User
let root: Headers
let own: Headers

const look = (headers: Headers = root, id = client.id) =>
  asJSON<Completeness>({ headers, url: `${desk.url}/api/users/${id}/completeness` })

const found = async (): Promise<Completeness> => {
  const { body, status } = await look()
  expect(status).toBe(200)
  return body
}

type Call = {
  accountID?: string
  assistant?: string
  at?: Date
  isRecovered?: boolean
  of?: null | string
  overrides?: boolean
  problem?: null | string
  state: string
}

let calls = 0

const addCall = async ({
  accountID = account,
  assistant = 'assistant-1',
  at = new Date(Date.now() - HOUR),
  isRecovered = false,
  of = client.id,
  overrides = false,
  problem = null,
  state,
}: Call): Promise<string> => {
  calls += 1
  const id = `call-${calls}`
  await desk.sql.query(
    `insert into vapi_calls (account_id, call_id, client_id, state, status, connected, has_content, assistant_id,
       created_at, ended_at, overrides_server, fill_problem, recovered_at, seen_at)
     values ($1, $2, $3, $4, 'ended', true, true, $5, $6, $6, $7, $8, $9, now())`,
    [accountID, id, of, state, assistant, at, overrides, problem, isRecovered ? at : null],
  )
  return id
}

/** A walk that got to its end. @param ago how long ago, in ms */
const walked = (kind: 'fresh' | 'whole', ago: number, accountID = account) =>
  desk.sql.query(
    `insert into vapi_walks (account_id, kind, state, started_at, completed_at, completed_from)
     values ($1, $2, 'complete', $3, $3, $3)
     on conflict (account_id, kind) do update
       set started_at = excluded.started_at, completed_at = excluded.completed_at`,
    [accountID, kind, new Date(Date.now() - ago)],
  )

const covered = async (from: Date, until: Date, accountID = account) => {
  const { noteCovered } = await import('../../../src/vapiAccount/completeness/noteCovered')
  await noteCovered({ accountID, from, pool: desk.payload.db.pool, until })
}

const setZone = (timezone: null | string, id = client.id) =>
  desk.sql.query('update users set timezone = $2 where id = $1', [id, timezone])

const keyOf = async (headers: Headers): Promise<Headers> => {
  const { body } = await asJSON<{ doc: { key: string } }>({
    body: { name: 'CRM' },
    headers,
    url: `${desk.url}/api/api-keys`,
  })
  return withAPIKey(body.doc.key)
}

beforeAll(async () => {
  // Nobody answers there: no check of these tests gets anywhere.
  desk = await createTestDesk({ env: { VAPI_US_URL: 'http://127.0.0.1:9' } })
  root = await desk.login(await makeSuperuser(desk.payload))
  client = await makeClient(desk.payload, { businessName: 'Salon Ada' })
  other = await makeClient(desk.payload, { businessName: 'Bar Bo' })
  own = await signedIn(desk.payload, client)
})

beforeEach(async () => {
  await desk.sql.query('delete from vapi_accounts')
  await desk.sql.query('truncate call_summaries cascade')
  await desk.sql.query('truncate vapi_drifts, webhook_refusals')
  account = await makeAccount(desk.payload, desk.sql)
  for (const { id } of [client, other]) {
    await connectClient(desk.sql, { accountID: account, assistantID: 'assistant-1', id })
    await setZone(null, id)
  }
})

afterAll(() => desk.stop())

describe('the numbers of a client', () => {
  it('count each call in exactly one class', async () => {
    const counts = {
      cannot_be_filled: 2,
      held: 5,
      missing: 3,
      never_connected: 4,
      stuck: 1,
      waiting: 6,
    }
    for (const [state, count] of Object.entries(counts)) {
      for (let made = 0; made < count; made += 1) await addCall({ state })
    }
    await addCall({ of: other.id, state: 'held' })
    await addCall({ of: null, state: 'not_ours' })
    await addCall({ state: 'earlier' })
    expect(await found()).toMatchObject({
      atVapi: 21,
      cannotBeFilled: 2,
      here: 5,
      missing: 3,
      neverConnected: 4,
      notAttributable: null,
      stuck: 1,
      waiting: 6,
    })
  })

  it('are of the window for which Vapi keeps calls', async () => {
    await addCall({ at: new Date(Date.now() - 13 * DAY), state: 'held' })
    await addCall({ at: new Date(Date.now() - 15 * DAY), state: 'missing' })
    const { atVapi, missing, windowDays } = await found()
    expect([atVapi, missing, windowDays]).toEqual([1, 0, 14])
  })

  it('have a call as here as soon as it is, before the next check', async () => {
    const vapiCallId = await addCall({ state: 'missing' })
    expect(await found()).toMatchObject({ here: 0, missing: 1 })
    await desk.payload.create({
      collection: 'call-summaries',
      data: { client: other.id, vapiCallId },
    })
    expect(await found()).toMatchObject({ here: 0, missing: 1 })
    await desk.payload.create({
      collection: 'call-summaries',
      data: { client: client.id, vapiCallId },
    })
    expect(await found()).toMatchObject({ gaps: [], here: 1, missing: 0 })
  })

  it('leave out calls at an account that the client was connected to before', async () => {
    const before = await makeAccount(desk.payload, desk.sql)
    await addCall({ accountID: before, state: 'missing' })
    expect(await found()).toMatchObject({ atVapi: 0, gaps: [], missing: 0 })
  })
})

describe('whether they are known', () => {
  it('is said since the last complete check, and not before the first', async () => {
    expect(await found()).toMatchObject({ checkedAt: null, problem: 'never', unknownSince: null })
    // Calls that changed lately prove nothing of the others.
    await walked('fresh', MINUTE)
    expect(await found()).toMatchObject({ checkedAt: null, problem: 'never' })
    await walked('whole', 5 * HOUR)
    const { checkedAt, problem, unknownSince } = await found()
    expect([problem, unknownSince]).toEqual([null, null])
    expect(Date.now() - Date.parse(checkedAt ?? '')).toBeLessThan(5 * MINUTE)
  })

  it.each([
    ['key_refused', 'key_refused'],
    ['unpaid', 'unpaid'],
    ['forbidden', 'forbidden'],
    ['unreachable', null],
    ['ok', null],
  ])('with an account that is %s: %s', async (status, problem) => {
    await walked('whole', MINUTE)
    await desk.sql.query(
      'update vapi_accounts set status = $2::enum_vapi_accounts_status where id = $1',
      [account, status],
    )
    const { checkedAt, ...rest } = await found()
    expect(rest.problem).toBe(problem)
    expect(rest.unknownSince).toBe(problem === null ? null : checkedAt)
  })

  it('ends with the account’s key, and with checks that are late', async () => {
    await walked('whole', 2 * HOUR)
    const late = await found()
    expect([late.problem, late.unknownSince]).toEqual(['late', late.checkedAt])
    await desk.sql.query('update vapi_accounts set key = null')
    expect(await found()).toMatchObject({ problem: 'no_key' })
  })

  it('is an alarm after three days without a complete check', async () => {
    await walked('whole', 2.9 * DAY)
    await walked('fresh', MINUTE)
    expect(await found()).toMatchObject({ isAlarm: false, problem: null })
    await walked('whole', 3.1 * DAY)
    expect(await found()).toMatchObject({ isAlarm: true })
  })

  it('says that Vapi’s own lists differ, of the client’s assistants only', async () => {
    await desk.sql.query(
      `insert into vapi_cross_checks (account_id, tried_at, checked_at, until_at, differences)
       values ($1, now(), now(), '2026-11-29', $2)`,
      [
        account,
        JSON.stringify([
          { assistantID: 'assistant-1', listed: 4, statistics: 5 },
          { assistantID: 'assistant-2', listed: 40, statistics: 50 },
        ]),
      ],
    )
    expect((await found()).listsDiffer).toMatchObject({ listed: 4, statistics: 5 })
    await connectClient(desk.sql, { accountID: account, assistantID: 'assistant-3', id: client.id })
    expect((await found()).listsDiffer).toBeNull()
  })
})

describe('the days', () => {
  const daysIn = async (zone: string) => {
    await setZone(zone)
    const { days, timezone } = await found()
    expect(timezone).toBe(zone)
    return days
  }

  it('are unknown until Vapi’s list of them was read to its end', async () => {
    expect((await found()).days.map(({ state }) => state)).toEqual(
      Array.from({ length: 30 }, () => 'unknown'),
    )
    await walked('whole', MINUTE)
    await covered(new Date(Date.now() - 14 * DAY + HOUR), new Date())
    const { days } = await found()
    expect(days.slice(-13).map(({ state }) => state)).toEqual(
      Array.from({ length: 13 }, () => 'complete'),
    )
    expect(days.slice(0, 15).map(({ state }) => state)).toEqual(
      Array.from({ length: 15 }, () => 'unknown'),
    )
  })

  it('join several checks, and keep the hole between two that do not meet', async () => {
    await walked('whole', MINUTE)
    const day = (ago: number) => new Date(Math.floor(Date.now() / DAY) * DAY - ago * DAY)
    await covered(day(20), day(10))
    await covered(day(7), day(3))
    await covered(day(3), new Date())
    const { days } = await found()
    const states = days.toReversed().map(({ state }) => state)
    expect(states.slice(0, 21)).toEqual([
      ...Array.from({ length: 8 }, () => 'complete'),
      ...Array.from({ length: 3 }, () => 'unknown'),
      ...Array.from({ length: 10 }, () => 'complete'),
    ])
  })

  it.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Berlin', 'America/New_York'])(
    'are those of %s',
    async (zone) => {
      await walked('whole', MINUTE)
      await covered(new Date(Date.now() - 40 * DAY), new Date())
      const before = await daysIn(zone)
      const [date] = before.slice(-5)
      const { rows } = await desk.sql.query<{ from: Date; until: Date }>(
        `select $1::date::timestamp at time zone $2 as from, ($1::date + 1)::timestamp at time zone $2 as until`,
        [date?.date, zone],
      )
      const [{ from, until } = { from: new Date(), until: new Date() }] = rows
      await addCall({ at: from, isRecovered: true, state: 'held' })
      await addCall({ at: new Date(until.getTime() - 1), state: 'held' })
      await addCall({ at: until, state: 'missing' })
      const days = await daysIn(zone)
      expect(days.slice(-6, -3)).toEqual([
        expect.objectContaining({ atVapi: 0, state: 'complete' }),
        expect.objectContaining({ atVapi: 2, here: 2, recovered: 1, state: 'recovered' }),
        expect.objectContaining({ atVapi: 1, here: 0, missing: 1, state: 'hole' }),
      ])
    },
  )

  it('have 23 and 25 hours where clocks change', async () => {
    const { daysOf } = await import('../../../src/vapiAccount/completeness/counts')
    const { readDays } = await import('../../../src/figures/days')
    // Clocks changed on 29 March 2026; the days are Postgres’ own.
    const read = async ({ values = [] }: { text: string; values?: readonly unknown[] }) =>
      (
        await desk.sql.query(
          `select to_char(day, 'YYYY-MM-DD') as date, $1::text as zone, day at time zone $1 as "from",
             (day + interval '1 day') at time zone $1 as until
           from generate_series(timestamp '2026-03-28', timestamp '2026-03-30', interval '1 day') day`,
          [values[0]],
        )
      ).rows
    const { days } = await readDays(read, 'Europe/Berlin')
    expect(days.map(({ from, until }) => (Date.parse(until) - Date.parse(from)) / HOUR)).toEqual([
      24, 23, 24,
    ])
    const states = daysOf({
      covered: [true, true, false],
      days,
      isKnownNow: true,
      now: new Date('2026-04-02'),
      rows: [],
    })
    expect(states.map(({ state }) => state)).toEqual(['complete', 'complete', 'unknown'])
  })
})

describe('gaps', () => {
  const drift = (signal: string, level: string, since: Date, of = client.id) =>
    desk.sql.query(
      `insert into vapi_drifts (client_id, assistant_id, account_id, signal, level, detail, since, seen_at)
       values ($1, 'assistant-1', $2, $3, $4, '{}', $5, now())`,
      [of, account, signal, level, since],
    )
  const causes = async () => (await found()).gaps.map(({ cause }) => cause)

  it('have the call, its end, and whether it can still come; newest first', async () => {
    const at = [new Date(Date.now() - 3 * HOUR), new Date(Date.now() - 2 * HOUR)]
    const first = await addCall({ at: at[0], problem: 'retention', state: 'cannot_be_filled' })
    const second = await addCall({ at: at[1], state: 'missing' })
    await addCall({ of: other.id, state: 'missing' })
    expect((await found()).gaps).toEqual([
      {
        callID: second,
        canBeFilled: true,
        cause: 'unknown',
        endedAt: at[1]?.toISOString(),
        problem: null,
      },
      {
        callID: first,
        canBeFilled: false,
        cause: 'unknown',
        endedAt: at[0]?.toISOString(),
        problem: 'retention',
      },
    ])
  })

  it('are explained by what was wrong then, an alarm before a notice', async () => {
    await addCall({ at: new Date(Date.now() - 3 * HOUR), state: 'missing' })
    await drift('no_retries', 'notice', new Date(Date.now() - DAY))
    expect(await causes()).toEqual(['no_retries'])
    await drift('moved', 'alarm', new Date(Date.now() - DAY))
    expect(await causes()).toEqual(['moved'])
  })

  it('are not explained by what began later, by other clients, or by that they are missing', async () => {
    await addCall({ at: new Date(Date.now() - 5 * HOUR), state: 'missing' })
    await drift('moved', 'alarm', new Date(Date.now() - HOUR))
    await drift('reports_off', 'alarm', new Date(Date.now() - DAY), other.id)
    await drift('calls_missing', 'alarm', new Date(Date.now() - DAY))
    expect(await causes()).toEqual(['unknown'])
  })

  it('are explained by a call’s own webhook, and by a post that the desk refused', async () => {
    const end = new Date(Date.now() - 3 * HOUR)
    await addCall({ at: end, state: 'missing' })
    await desk.sql.query(
      `insert into webhook_refusals (client_id, count, last_at, last_reason) values ($1, 1, $2, 'forbidden')`,
      [client.id, new Date(end.getTime() + MINUTE)],
    )
    expect(await causes()).toEqual(['refused'])
    await addCall({ at: new Date(Date.now() - 2 * HOUR), overrides: true, state: 'missing' })
    expect(await causes()).toEqual(['call_overrides', 'refused'])
  })

  it('are listed up to fifty, and counted beyond', async () => {
    for (let made = 0; made < 55; made += 1) await addCall({ state: 'missing' })
    const { gaps, missing } = await found()
    expect([gaps.length, missing]).toEqual([50, 55])
  })
})

describe('who reads it', () => {
  const OWN_KEYS = [
    'atVapi',
    'cannotBeFilled',
    'checkedAt',
    'days',
    'here',
    'missing',
    'neverConnected',
    'recovered',
    'since',
    'stuck',
    'timezone',
    'unknownSince',
    'waiting',
    'windowDays',
  ]

  it('is the client itself, by its session and by its key, with its own numbers only', async () => {
    await addCall({ state: 'missing' })
    await addCall({ of: other.id, state: 'held' })
    await addCall({ of: null, state: 'not_ours' })
    for (const headers of [own, await keyOf(own)]) {
      const { body, headers: answered, status } = await look(headers)
      expect(status).toBe(200)
      expect(Object.keys(body).sort()).toEqual(OWN_KEYS)
      expect(body).toMatchObject({ atVapi: 1, here: 0, missing: 1 })
      expect(answered.get('ratelimit-limit')).not.toBeNull()
    }
  })

  it('is not another client, at any door', async () => {
    for (const headers of [own, await keyOf(own)]) {
      for (const id of [other.id, crypto.randomUUID(), 'me', '%27']) {
        expect((await look(headers, id)).status).toBe(404)
      }
      const accounts = await asJSON({
        headers,
        url: `${desk.url}/api/vapi-accounts/${account}/completeness`,
      })
      expect(accounts.status).toBe(403)
      const { body } = await graphQL({
        headers,
        query: '{ VapiAccounts { docs { id } } }',
        url: desk.url,
      })
      expect(JSON.stringify(body)).not.toContain(account)
    }
  })

  it('is staff with users.view, and nobody else', async () => {
    const seesUsers = await signedIn(desk.payload, await makeStaff(desk.payload, ['users.view']))
    expect((await look(seesUsers)).body.gaps).toEqual([])
    const seesCalls = await signedIn(
      desk.payload,
      await makeStaff(desk.payload, ['call-summaries.view', 'vapi-accounts.view']),
    )
    expect((await look(seesCalls)).status).toBe(403)
    expect((await look({})).status).toBe(401)
  })

  it('is told that a client is not connected', async () => {
    await desk.sql.query('update users set vapi_account_id = null where id = $1', [client.id])
    for (const headers of [root, own]) {
      expect(await look(headers)).toMatchObject({
        body: {
          errors: [{ code: 'NOT_FOUND', message: expect.stringContaining('not connected') }],
        },
        status: 404,
      })
    }
  })
})

describe('a check that staff ask for', () => {
  const ask = (headers: Headers = root, path = `users/${client.id}/completeness/check`) =>
    asJSON({ headers, method: 'POST', url: `${desk.url}/api/${path}` })

  it('is one at a time and at most once a minute, whoever asks first', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        index % 2 === 0 ? ask() : ask(root, `vapi-accounts/${account}/check-now`),
      ),
    )
    const { rows } = await desk.sql.query(
      `select count(*)::int as entries from audit_log where action = 'vapi_checked' and document = $1`,
      [account],
    )
    expect(rows).toEqual([{ entries: 1 }])
    expect(answers.filter(({ body }) => body.state === 'asked')).toHaveLength(1)
    for (const { status } of answers) expect([202, 429]).toContain(status)
    const walks = await desk.sql.query(
      `select count(*)::int as asked from vapi_walks
       where account_id = $1 and kind = 'whole'`,
      [account],
    )
    expect(walks.rows).toEqual([{ asked: 1 }])

    await desk.sql.query('delete from vapi_walks')
    expect(await ask()).toMatchObject({
      body: { errors: [{ code: 'TOO_MANY_REQUESTS' }] },
      status: 429,
    })
    await desk.sql.query(`update vapi_coverage set check_asked_at = now() - interval '61 seconds'`)
    expect(await ask()).toMatchObject({ body: { state: 'asked' }, status: 202 })
  })

  it('needs a key that Vapi accepts, and an account', async () => {
    await desk.sql.query(`update vapi_accounts set status = 'key_refused'`)
    expect(await ask()).toMatchObject({
      body: { errors: [{ code: 'VAPI_NOT_CONNECTED' }] },
      status: 409,
    })
    await desk.sql.query('update users set vapi_account_id = null where id = $1', [client.id])
    expect((await ask()).status).toBe(404)
    expect((await ask(root, `vapi-accounts/${crypto.randomUUID()}/check-now`)).status).toBe(404)
  })

  it('is for staff who may see clients and accounts, in person', async () => {
    const headersOf = async (...permissions: Parameters<typeof makeStaff>[1] & object) =>
      signedIn(desk.payload, await makeStaff(desk.payload, permissions))
    const refused: [Headers, number][] = [
      [{}, 401],
      [own, 403],
      [await headersOf('users.view'), 403],
      [await headersOf('vapi-accounts.view'), 403],
    ]
    const staff = await headersOf('users.view', 'vapi-accounts.view')
    refused.push([await keyOf(staff), 401])
    const keyed = await makeStaff(desk.payload, ['users.view', 'vapi-accounts.view'])
    const apiKey = crypto.randomUUID()
    await desk.payload.update({
      collection: 'users',
      data: { apiKey, enableAPIKey: true },
      id: keyed.id,
    })
    refused.push([withAPIKey(apiKey), 403])
    for (const [headers, status] of refused) {
      expect((await ask(headers)).status).toBe(status)
      expect((await ask(headers, `vapi-accounts/${account}/check-now`)).status).toBe(status)
    }
    const { rows } = await desk.sql.query('select from vapi_walks where account_id = $1', [account])
    expect(rows).toEqual([])
    expect((await ask(staff)).status).toBe(202)
  })
})

describe('the numbers of the desk', () => {
  it('are of all clients of all accounts, with what belongs to nobody, clients with gaps first', async () => {
    const { readDeskCompleteness } = await import(
      '../../../src/vapiAccount/completeness/deskCompleteness'
    )
    const second = await makeAccount(desk.payload, desk.sql)
    await walked('whole', MINUTE)
    await walked('whole', 30 * MINUTE, second)
    for (let made = 0; made < 4; made += 1) await addCall({ state: 'held' })
    await addCall({ accountID: second, of: other.id, state: 'missing' })
    await addCall({ accountID: second, of: null, state: 'not_ours' })
    await addCall({ state: 'earlier' })
    const read = () => readDeskCompleteness({ pool: desk.payload.db.pool, timezone: null })
    const { accountIDs, clients, counts, found: all } = await read()
    expect(accountIDs.sort()).toEqual([account, second].sort())
    expect(all).toMatchObject({ atVapi: 5, here: 4, missing: 1, notAttributable: 2, problem: null })
    expect(Date.now() - Date.parse(all?.checkedAt ?? '')).toBeGreaterThan(29 * MINUTE)
    expect(counts).toEqual({ clients: 2, withGaps: 1 })
    expect(clients).toEqual([
      { atVapi: 1, here: 0, id: other.id, missing: 1, name: 'Bar Bo' },
      { atVapi: 4, here: 4, id: client.id, missing: 0, name: 'Salon Ada' },
    ])

    await desk.sql.query(
      'update vapi_accounts set status = $2::enum_vapi_accounts_status where id = $1',
      [second, 'key_refused'],
    )
    expect((await read()).found?.problem).toBe('key_refused')
    await desk.sql.query('delete from vapi_accounts')
    expect(await read()).toMatchObject({ clients: [], found: null })
  })
})

describe('the metrics', () => {
  const scrape = async () => (await fetch(`${desk.url}/api/metrics`, { headers: root })).text()

  it('count calls by state, and say how old the last check is', async () => {
    await addCall({ state: 'held' })
    await addCall({ state: 'held' })
    await addCall({ state: 'missing' })
    await walked('whole', 10 * MINUTE)
    const text = await scrape()
    expect(text).toContain('desk_vapi_calls{state="held"} 2')
    expect(text).toContain('desk_vapi_calls{state="missing"} 1')
    expect(text).toContain('desk_vapi_calls{state="waiting"} 0')
    const age = Number(/^desk_vapi_check_age_seconds (\S+)$/m.exec(text)?.[1])
    expect(age).toBeGreaterThan(590)
    expect(age).toBeLessThan(700)
    await desk.sql.query('delete from vapi_accounts')
    expect(await scrape()).toContain('desk_vapi_check_age_seconds 0')
  })
})
