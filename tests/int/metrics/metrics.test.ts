import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { intakePool } from '../../../src/database/connection/pool'
import { report2026 } from '../../fixtures/reports'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser } from '../../helpers/people'
import { withAPIKey } from '../../helpers/requests'

const METRICS_TOKEN = 'a metrics token of tests'.replaceAll(' ', '-')
const scraper = { authorization: `Bearer ${METRICS_TOKEN}` }

let desk: TestDesk
let token: string
let clientID: string

const scrape = async (headers: Record<string, string> = scraper, path = '/api/metrics') => {
  const answer = await fetch(`${desk.url}${path}`, { headers })
  return { headers: answer.headers, status: answer.status, text: await answer.text() }
}

/** The samples of a scrape, such as `desk_webhook_refused_total{reason="method"}`. */
const samples = async (): Promise<Map<string, number>> => {
  const { text } = await scrape()
  return new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const at = line.lastIndexOf(' ')
        return [line.slice(0, at), Number(line.slice(at + 1))]
      }),
  )
}

const post = (body: string, { method = 'POST', path = token } = {}) =>
  fetch(`${desk.url}/api/v1/vapi/webhook/${path}`, {
    method,
    ...(method === 'POST' && { body, headers: { 'content-type': 'application/json' } }),
  })

const report = (id: string) =>
  JSON.stringify({
    message: { ...report2026.message, call: { ...report2026.message.call, id } },
  })

/** By how much each sample that changed has grown. */
const growth = async (act: () => Promise<unknown>): Promise<Record<string, number>> => {
  const before = await samples()
  await act()
  const after = await samples()
  return Object.fromEntries(
    [...after]
      .map(([name, value]) => [name, value - (before.get(name) ?? 0)] as const)
      .filter(([name, grown]) => grown !== 0 && name.startsWith('desk_webhook')),
  )
}

const received = (type: string, state: string) =>
  `desk_webhook_received_total{state="${state}",type="${type}"}`
const refused = (reason: string) => `desk_webhook_refused_total{reason="${reason}"}`

beforeAll(async () => {
  desk = await createTestDesk({ env: { METRICS_TOKEN, WEBHOOK_MAX_BYTES: '20000' } })
  await makeSuperuser(desk.payload)
  const client = await makeClient(desk.payload)
  token = client.vapiWebhookToken
  clientID = client.id
})

afterAll(() => desk.stop())

describe('who may scrape', () => {
  it('answers the same at both addresses, for the token', async () => {
    for (const path of ['/metrics', '/api/metrics', '/metrics?again']) {
      const { headers, status, text } = await scrape(scraper, path)
      expect(status).toBe(200)
      expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
      expect(headers.get('cache-control')).toBe('no-store')
      expect(text).toContain('# TYPE desk_webhook_duration_seconds histogram')
    }
  })

  it('refuses other tokens, halves of the token and nobody in particular with 401', async () => {
    const half = METRICS_TOKEN.slice(0, 12)
    for (const authorization of [`Bearer ${half}`, `Bearer ${METRICS_TOKEN}x`, METRICS_TOKEN, '']) {
      const { headers, status, text } = await scrape({ authorization })
      expect(status).toBe(401)
      expect(headers.get('www-authenticate')).toBe('Bearer')
      expect(text).not.toContain(half)
    }
    expect((await scrape({}, '/metrics')).status).toBe(401)
  })

  it('lets in staff who may view deliveries, by login or key, and refuses others with 403', async () => {
    const viewer = await makeStaff(desk.payload, ['webhook-deliveries.view'])
    const other = await makeStaff(desk.payload, ['users.view', 'call-summaries.view'])
    const key = 'a-key-of-the-viewer'
    await desk.payload.update({
      collection: 'users',
      data: { apiKey: key, enableAPIKey: true },
      id: viewer.id,
    })
    const client = await makeClient(desk.payload)
    expect((await scrape(await desk.login(viewer))).status).toBe(200)
    expect((await scrape(withAPIKey(key), '/metrics')).status).toBe(200)
    expect((await scrape(await desk.login(other))).status).toBe(403)
    expect((await scrape(await desk.login(client))).status).toBe(403)
  })
})

describe('what is counted', () => {
  it('counts what was taken in by type and state, unknown types as one', async () => {
    const grown = await growth(async () => {
      await post(report('call-one'))
      await post(report('call-one'))
      await post('{"message":{"type":"status-update"}}')
      await post('{"message":{"type":"+12025550146"}}')
      await post('{"hello":true}')
    })
    expect(grown).toMatchObject({
      [received('end-of-call-report', 'stored')]: 1,
      [received('end-of-call-report', 'merged')]: 1,
      [received('status-update', 'replied')]: 1,
      [received('other', 'replied')]: 1,
      [received('none', 'needs_review')]: 1,
      'desk_webhook_duration_seconds_count{status="200"}': 5,
    })
    expect(Object.keys(grown).filter((name) => name.includes('refused'))).toEqual([])
  })

  it('counts refusals by reason', async () => {
    const grown = await growth(async () => {
      await post(report('call-two'), { path: 'a-token-that-nobody-has' })
      await post('x'.repeat(30_000))
      await post('not JSON')
      await post('', { method: 'PUT' })
    })
    expect(grown).toMatchObject({
      [refused('unknown_token')]: 1,
      [refused('too_large')]: 1,
      [refused('not_json')]: 1,
      [refused('method')]: 1,
      [received('none', 'needs_review')]: 1,
    })
  })

  it('says how much needs review, since when, and that nothing waits', async () => {
    const before = await samples()
    await desk.sql.query(
      `insert into webhook_deliveries (id, client_id, state, body, received_at) values
         (gen_random_uuid(), $1, 'needs_review', '{}', now() - interval '1 hour'),
         (gen_random_uuid(), $1, 'stored', '{}', now() - interval '91 days')`,
      [clientID],
    )
    const after = await samples()
    const of = (all: Map<string, number>, name: string) => all.get(name) ?? Number.NaN
    expect(of(after, 'desk_deliveries_needing_review')).toBe(
      of(before, 'desk_deliveries_needing_review') + 1,
    )
    const oldest = (work: string) =>
      of(after, `desk_oldest_unprocessed_seconds{work="${work}"}`) / 3600
    expect(oldest('review')).toBeCloseTo(1, 1)
    expect(oldest('retention')).toBeCloseTo(24, 1)
    expect(oldest('ingest')).toBe(0)
    expect(of(after, 'desk_database_up')).toBe(1)
    expect(of(after, 'desk_pool_connections{state="max"}')).toBe(20)
    expect(of(after, 'desk_pool_connections{state="waiting"}')).toBe(0)
    expect(of(after, 'desk_intake_connections{state="max"}')).toBe(6)
    expect(of(after, 'desk_ingest_batch_size_count')).toBeGreaterThan(0)
    expect(of(after, 'process_start_time_seconds')).toBeGreaterThan(0)
  })

  it('says which notifications are not done, and for how long the oldest has been due', async () => {
    const of = async (name: string) => (await samples()).get(name)
    expect(await of('desk_notifications{state="dead"}')).toBe(0)
    await desk.sql.query('truncate notifications')
    await desk.sql.query(
      `insert into notifications (id, client_id, channel, kind, state, vapi_call_id, due_at)
       select gen_random_uuid(), $1, 'sms', 'call', state::enum_notifications_state, state || hours,
         now() - hours * interval '1 hour'
       from (values ('waiting', 2), ('waiting', -5), ('sending', 1), ('dead', 9), ('dead', 8),
         ('sent', 9), ('not_needed', 9)) as given (state, hours)`,
      [clientID],
    )
    const all = await samples()
    expect([...all].filter(([name]) => name.startsWith('desk_notifications{'))).toEqual([
      ['desk_notifications{state="dead"}', 2],
      ['desk_notifications{state="sending"}', 1],
      ['desk_notifications{state="waiting"}', 2],
    ])
    const age = all.get('desk_oldest_unprocessed_seconds{work="notifications"}') ?? 0
    expect(age / 3600).toBeCloseTo(2, 1)
    await desk.sql.query(`delete from notifications where due_at < now()`)
    expect(await of('desk_oldest_unprocessed_seconds{work="notifications"}')).toBe(0)
  })

  it('has nothing of clients, tokens, callers or texts in it', async () => {
    const { text } = await scrape()
    for (const secret of [token, clientID, 'nobody-has', '2025550146', METRICS_TOKEN]) {
      expect(text).not.toContain(secret)
    }
  })
})

describe('without the database', () => {
  it('still answers the token, and says that it is away', async () => {
    const { pool } = desk.payload.db
    const pools = [pool, intakePool(pool)]
    const connects = pools.map(({ connect }) => connect)
    const away = new Error('away')
    const refuse = (callback?: (error: Error) => void) =>
      callback ? callback(away) : Promise.reject(away)
    for (const each of pools) Object.assign(each, { connect: refuse })
    try {
      expect((await post(report('call-away'))).status).toBe(503)
      const all = await samples()
      expect(all.get('desk_database_up')).toBe(0)
      expect(all.get(refused('unavailable'))).toBe(1)
      expect(all.has('desk_deliveries_needing_review')).toBe(false)
    } finally {
      for (const [at, connect] of connects.entries()) Object.assign(pools[at] ?? {}, { connect })
    }
  })
})
