import { stringify } from 'qs-esm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readBusyHours } from '../../../src/figures/busyHours'
import { CALL_CATEGORY_NAMES } from '../../../src/figures/callCategories'
import { readCallFigures } from '../../../src/figures/callFigures'
import { readClientFeedback } from '../../../src/figures/clientFeedback'
import type { ClientFigures } from '../../../src/figures/clientFigures'
import { readDeliveryProblems } from '../../../src/figures/deliveryProblems'
import { readDeskHealth } from '../../../src/figures/deskHealth'
import { labelledOutcomes } from '../../../src/figures/labelledOutcomes'
import {
  callsLink,
  deadLink,
  dueLink,
  feedbackLink,
  type ListLink,
  openFollowUpsLink,
  reviewLink,
  statusLink,
  stuckLink,
  usersLink,
} from '../../../src/figures/links'
import { readOutcomes } from '../../../src/figures/outcomes'
import { readQuietClients } from '../../../src/figures/quietClients'
import { readSetupFigures } from '../../../src/figures/setupFigures'
import type { User } from '../../../src/payload-types'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

const HOUR = 3_600_000
const DAY = 24 * HOUR

let desk: TestDesk
let root: Record<string, string>
let salon: User
let clinic: User

type Call = {
  at: Date
  client?: User
  cost?: number
  ended?: string
  isTest?: boolean | null
  /** Vapi's word for what it was. */
  kind?: string
  outcome?: null | string
}

let calls = 0

const insert = ({
  at,
  client = salon,
  cost = 0,
  ended = 'completed',
  isTest = false,
  kind,
  outcome = null,
}: Call) => {
  calls += 1
  return desk.sql.query(
    `insert into call_summaries
       (id, client_id, vapi_call_id, reported_at, ended_group, cost, is_test, outcome, call_type)
     values (uuidv7(), $1, $2, $3, $4, $5, $6, $7, $8)`,
    [client.id, `call ${calls}`, at, ended, cost, isTest, outcome, kind],
  )
}

const insertDelivery = (client: User, state: string, at = new Date()) =>
  desk.sql.query(
    `insert into webhook_deliveries (id, client_id, state, message_type, body, received_at)
     values (uuidv7(), $1, $2::enum_webhook_deliveries_state, null, '{}', $3)`,
    [client.id, state, at],
  )

const insertNotification = (client: User, state: string, dueAt = new Date()) =>
  desk.sql.query(
    `insert into notifications (id, client_id, channel, kind, state, vapi_call_id, due_at)
     values (uuidv7(), $1, 'email', 'call', $2::enum_notifications_state, gen_random_uuid()::text, $3)`,
    [client.id, state, dueAt],
  )

const pool = () => desk.payload.db.pool
const ago = (ms: number) => new Date(Date.now() - ms)

/** How many documents the list shows that a figure leads to. */
const listed = async ({ collection, where }: ListLink): Promise<number> => {
  const query = stringify({ limit: 1, where }, { addQueryPrefix: true })
  const { body, status } = await asJSON<{ totalDocs: number }>({
    headers: root,
    url: `${desk.url}/api/${collection}${query}`,
  })
  expect(status).toBe(200)
  return body.totalDocs
}

beforeAll(async () => {
  desk = await createTestDesk()
  root = await desk.login(await makeSuperuser(desk.payload))
  salon = await makeClient(desk.payload, { name: 'Salon', timezone: 'America/New_York' })
  clinic = await makeClient(desk.payload, { businessName: 'Clinic', timezone: 'Europe/Berlin' })
})

beforeEach(async () => {
  await desk.sql.query(
    'truncate webhook_deliveries, call_summaries, notifications, webhook_refusals cascade',
  )
  await desk.sql.query("update users set setup_status = 'not_started'")
})

afterAll(() => desk.stop())

const figuresOf = (clientID: null | string, timezone: null | string = null) =>
  readCallFigures({ pool: pool(), timezone, clientID })

describe('calls in figures', () => {
  it('are counted by day and by how they went, and their cost is added up', async () => {
    const now = new Date()
    await insert({ at: now, cost: 0.25 })
    await insert({ at: now, cost: 0.5, ended: 'transfer_failed' })
    await insert({ at: now, client: clinic, ended: 'voicemail' })
    await insert({ at: now, ended: 'cancelled' })
    await insert({ at: ago(2 * DAY), ended: 'error' })
    await insert({ at: ago(40 * DAY) })
    const figures = await figuresOf(null)
    expect(figures.days).toHaveLength(30)
    expect(figures.days.at(-1)).toMatchObject({ answered: 1, error: 0, missed: 2, voicemail: 1 })
    expect(figures.days.at(-3)).toMatchObject({ answered: 0, error: 1 })
    expect(figures.totals).toEqual({ answered: 1, error: 1, missed: 2, unknown: 0, voicemail: 1 })
    expect(figures.cost).toBeCloseTo(0.75)
    expect(figures.timezone).toBe('UTC')
  })

  it('leave out tests of the line', async () => {
    const at = ago(60_000)
    await insert({ at, cost: 1, outcome: 'booked' })
    await insert({ at, isTest: null, outcome: 'booked' })
    await insert({ at, cost: 5, isTest: true, outcome: 'booked' })
    const figures = await figuresOf(null)
    expect(figures.totals.answered).toBe(2)
    expect(figures.cost).toBe(1)
    const { outcomes } = await readOutcomes({ pool: pool(), timezone: null, clientID: null })
    expect(outcomes).toEqual([{ calls: 2, outcome: 'booked', spellings: ['booked'] }])
    const { week } = await readBusyHours({ pool: pool(), clientID: null })
    expect(week.flat().reduce((sum, count) => sum + count)).toBe(2)
  })

  it('count an outcome once, however agents spell it', async () => {
    const at = ago(60_000)
    for (const outcome of ['Booked', 'booked', 'Booked', ' BOOKED ', 'Call  back', 'call back']) {
      await insert({ at, outcome })
    }
    await insert({ at, outcome: 'rebooked' })
    const { from, outcomes } = await readOutcomes({
      clientID: null,
      pool: pool(),
      timezone: null,
    })
    expect(outcomes).toEqual([
      { calls: 4, outcome: 'Booked', spellings: ['Booked', ' BOOKED ', 'booked'] },
      { calls: 2, outcome: 'Call  back', spellings: ['Call  back', 'call back'] },
      { calls: 1, outcome: 'rebooked', spellings: ['rebooked'] },
    ])
    for (const { calls: count, spellings } of outcomes) {
      const link = callsLink({ clientID: null, from, outcomes: spellings })
      expect(await listed(link)).toBe(count)
    }
  })

  it('count what the desk calls one outcome once, under its label and in its order', async () => {
    const at = ago(60_000)
    for (const outcome of ['other', 'other', 'Call back', 'call_back', 'CALL-BACK', 'booked']) {
      await insert({ at, outcome })
    }
    await insert({ at, outcome: null })
    const mapping = {
      lines: {},
      outcomes: [
        { colour: 'green', key: 'booked', label: 'Termin' },
        { colour: 'amber', key: 'call_back', label: 'Rückruf' },
      ],
      values: [],
    }
    await desk.sql.query('update field_mapping set mapping = $1', [JSON.stringify(mapping)])
    const read = await readOutcomes({ clientID: null, pool: pool(), timezone: null })
    const { outcomes } = await labelledOutcomes(desk.payload, read)
    expect(outcomes.map(({ calls, shown }) => [shown?.text, shown?.colour, calls])).toEqual([
      ['Termin', 'green', 1],
      ['Rückruf', 'amber', 3],
      ['other', null, 2],
      [undefined, undefined, 1],
    ])
    for (const { calls: count, spellings } of outcomes) {
      const link = callsLink({ clientID: null, from: read.from, outcomes: spellings })
      expect(await listed(link)).toBe(count)
    }
  })

  it('of one client are no other’s', async () => {
    await insert({ at: ago(60_000) })
    await insert({ at: ago(60_000), client: clinic, outcome: 'theirs' })
    expect((await figuresOf(salon.id)).totals.answered).toBe(1)
    const { outcomes } = await readOutcomes({ pool: pool(), timezone: null, clientID: salon.id })
    expect(outcomes).toEqual([{ calls: 1, outcome: null, spellings: [] }])
    const { week } = await readBusyHours({ pool: pool(), clientID: salon.id })
    expect(week.flat().reduce((sum, count) => sum + count)).toBe(1)
  })

  it('belong to the day that it is in the time zone', async () => {
    // Kiritimati is 14 hours ahead of UTC, all year; Pago Pago 11 behind.
    const midnight = Math.floor((Date.now() + 14 * HOUR) / DAY) * DAY - 14 * HOUR
    await insert({ at: new Date(midnight) })
    await insert({ at: new Date(midnight - 1_000), ended: 'error' })
    const figures = await figuresOf(null, 'Pacific/Kiritimati')
    expect(figures.days.at(-1)).toMatchObject({ answered: 1, error: 0 })
    expect(figures.days.at(-2)).toMatchObject({ answered: 0, error: 1 })
    expect(figures.days.at(-1)?.from).toBe(new Date(midnight).toISOString())
  })

  it('are counted in UTC where Postgres does not know the time zone', async () => {
    await insert({ at: ago(1_000) })
    expect(await figuresOf(null, 'Mars/Olympus_Mons')).toMatchObject({ timezone: 'UTC' })
    await desk.sql.query("update users set timezone = 'Mars/Olympus_Mons' where id = $1", [
      salon.id,
    ])
    const { week } = await readBusyHours({ pool: pool(), clientID: null })
    expect(week.flat().reduce((sum, count) => sum + count)).toBe(1)
    await desk.sql.query("update users set timezone = 'America/New_York' where id = $1", [salon.id])
  })

  it('come in hours of each client’s own clock', async () => {
    const monday = new Date(Math.floor((Date.now() - 8 * DAY) / DAY) * DAY)
    while (monday.getUTCDay() !== 1) monday.setUTCDate(monday.getUTCDate() + 1)
    const at = new Date(monday.getTime() + 12.5 * HOUR)
    await insert({ at })
    await insert({ at, client: clinic })
    const { week } = await readBusyHours({ pool: pool(), clientID: null })
    const local = (timeZone: string) =>
      Number(
        new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone }).format(at),
      )
    expect(week[0]?.[local('America/New_York')]).toBe(1)
    expect(week[0]?.[local('Europe/Berlin')]).toBe(1)
  })
})

describe('the list that a figure leads to', () => {
  beforeEach(async () => {
    for (const [index, ended] of [
      'completed',
      'transferred',
      'transfer_failed',
      'no_answer',
      'cancelled',
      'voicemail',
      'error',
      'unknown',
    ].entries()) {
      await insert({ at: ago(index * DAY), ended, outcome: index % 2 ? 'booked' : null })
      await insert({ at: ago(index * DAY), client: clinic, ended, isTest: index > 5 })
      await insert({
        at: ago(index * DAY),
        client: clinic,
        ended,
        kind: 'chat',
        outcome: 'chatted',
      })
      await insert({ at: ago(index * DAY), client: clinic, ended, kind: 'webCall' })
    }
    await insert({ at: ago(31 * DAY) })
  })

  it.each([
    ['all clients', () => null],
    ['one client', () => clinic.id],
  ])('holds as many calls of %s', async (_, who) => {
    const clientID = who()
    const { days, from, totals } = await figuresOf(clientID, 'America/New_York')
    for (const category of CALL_CATEGORY_NAMES) {
      expect(await listed(callsLink({ category, from, clientID })), category).toBe(totals[category])
    }
    for (const day of days) {
      const count = CALL_CATEGORY_NAMES.reduce((sum, category) => sum + day[category], 0)
      const link = callsLink({ from: day.from, until: day.until, clientID })
      expect(await listed(link), day.date).toBe(count)
    }
    const { outcomes } = await readOutcomes({
      pool: pool(),
      timezone: 'America/New_York',
      clientID,
    })
    expect(outcomes.length).toBeGreaterThan(0)
    expect(outcomes.map(({ outcome }) => outcome)).not.toContain('chatted')
    for (const { calls: count, outcome, spellings } of outcomes) {
      const link = callsLink({ from, outcomes: spellings, clientID })
      expect(await listed(link), String(outcome)).toBe(count)
    }
  })

  it('holds as many deliveries and notifications', async () => {
    await insertDelivery(salon, 'needs_review')
    await insertDelivery(salon, 'stored')
    await insertDelivery(clinic, 'needs_review')
    await insertNotification(salon, 'dead')
    await insertNotification(clinic, 'dead')
    await insertNotification(clinic, 'waiting', ago(HOUR))
    await insertNotification(clinic, 'waiting', new Date(Date.now() + HOUR))
    await insertNotification(clinic, 'sent')
    const scope = { calls: true, deliveries: true, notifications: true }
    const health = await readDeskHealth({ pool: pool(), scope })
    expect(health).toMatchObject({ needsReview: 2, queue: { dead: 2, due: 1 } })
    expect(await listed(reviewLink(null))).toBe(2)
    expect(await listed(reviewLink(salon.id))).toBe(1)
    expect(await listed(deadLink())).toBe(2)
    expect(await listed(dueLink(new Date().toISOString()))).toBe(1)
  })

  it('holds as many calls as were reported as wrong, and as are to do', async () => {
    await desk.sql.query(
      `insert into call_summaries (id, client_id, vapi_call_id, follow_up, feedback_state, feedback_reason, feedback_at)
       select gen_random_uuid(), $1, 'feedback ' || n,
         case when n < 4 then 'open' when n < 6 then 'done' end::enum_call_summaries_follow_up,
         case when n > 2 then case when n < 11 then 'new' else 'closed' end end::enum_call_summaries_feedback_state,
         case when n > 2 then 'price' end::enum_call_summaries_feedback_reason,
         case when n > 2 then now() - n * interval '1 hour' end
       from generate_series(1, 12) n`,
      [salon.id],
    )
    const figures = await readClientFeedback({ pool: pool() })
    expect(figures).toMatchObject({ newFeedback: 8, openFollowUps: 3 })
    expect(figures.newest).toHaveLength(6)
    expect(figures.newest[0]).toMatchObject({ client: 'Salon', reason: 'price' })
    expect(await listed(feedbackLink())).toBe(8)
    expect(await listed(openFollowUpsLink())).toBe(3)
    const scope = { calls: true, deliveries: false, notifications: false }
    expect((await readDeskHealth({ pool: pool(), scope })).newFeedback).toBe(8)
    await desk.sql.query(`delete from call_summaries where vapi_call_id like 'feedback %'`)
  })

  it('holds as many clients by setup status, and those that are stuck', async () => {
    await desk.sql.query("update users set setup_status = 'token_generated' where id = $1", [
      salon.id,
    ])
    await desk.sql.query(
      "update users set setup_status_since = now() - interval '4 days' where id = $1",
      [salon.id],
    )
    const { statuses, stuck } = await readSetupFigures({ pool: pool() })
    for (const { clients, status } of statuses) {
      expect(await listed(statusLink(status)), status).toBe(clients)
    }
    expect(stuck).toMatchObject({ clients: [{ id: salon.id, name: 'Salon' }], count: 1 })
    expect(await listed(stuckLink(stuck.before))).toBe(1)
    expect(await listed(usersLink([salon.id, clinic.id]))).toBe(2)
  })
})

describe('clients by setup status', () => {
  it('are those that are active, and nobody of the staff', async () => {
    const before = (await readSetupFigures({ pool: pool() })).statuses[0]?.clients ?? 0
    await makeStaff(desk.payload)
    const former = await makeClient(desk.payload)
    await desk.sql.query('update users set is_active = false where id = $1', [former.id])
    const after = await readSetupFigures({ pool: pool() })
    expect(after.statuses[0]).toEqual({ clients: before, status: 'not_started' })
  })
})

describe('clients that have gone quiet', () => {
  /** Calls around the clock, one every three hours, until so long ago. */
  const callEveryThreeHours = async (client: User, silence: number) => {
    for (let at = 20 * DAY; at >= silence; at -= 3 * HOUR) {
      await insert({ at: ago(at), client })
    }
  }

  beforeEach(async () => {
    await desk.sql.query("update users set setup_status = 'live' where id = any($1::uuid[])", [
      [salon.id, clinic.id],
    ])
    await callEveryThreeHours(salon, 30 * 60_000)
    await callEveryThreeHours(clinic, 2 * DAY)
  })

  it('are found among those that are live', async () => {
    const figures = await readQuietClients({ pool: pool() })
    expect(figures).toMatchObject({
      clients: [{ excused: false, id: clinic.id, name: 'Clinic', reason: 'rhythm' }],
      desk: null,
      live: 2,
    })
    expect(figures.clients[0]?.expected).toBeGreaterThan(12)
    await desk.sql.query("update users set setup_status = 'client_notified' where id = $1", [
      clinic.id,
    ])
    expect((await readQuietClients({ pool: pool() })).clients).toEqual([])
  })

  it('are not heard by tests of the line', async () => {
    await insert({ at: ago(60_000), client: clinic, isTest: true })
    expect((await readQuietClients({ pool: pool() })).clients).toHaveLength(1)
    await insert({ at: ago(60_000), client: clinic })
    expect((await readQuietClients({ pool: pool() })).clients).toEqual([])
  })

  it('are told apart from those whose deliveries need review or are refused', async () => {
    const isExcused = async () => (await readQuietClients({ pool: pool() })).clients[0]?.excused
    await insertDelivery(clinic, 'needs_review', ago(3 * DAY))
    expect(await isExcused()).toBe(false)
    await insertDelivery(clinic, 'needs_review', ago(DAY))
    expect(await isExcused()).toBe(true)
    await desk.sql.query('truncate webhook_deliveries')
    await desk.sql.query(
      `insert into webhook_refusals (client_id, count, last_at, last_reason)
       values ($1, 3, now(), 'secret_wrong')`,
      [clinic.id],
    )
    expect(await isExcused()).toBe(true)
    expect(await readDeliveryProblems({ pool: pool() })).toMatchObject({
      clients: [{ id: clinic.id, needsReview: 0, refusedReason: 'secret_wrong' }],
      count: 1,
      needsReview: 0,
    })
  })

  it('have their problems read one client at a time, too', async () => {
    await insertDelivery(salon, 'needs_review', ago(DAY))
    await insertDelivery(clinic, 'needs_review', ago(DAY))
    await insertDelivery(clinic, 'needs_review', ago(DAY))
    const of = async ({ id }: User) => readDeliveryProblems({ clientID: id, pool: pool() })
    expect(await of(clinic)).toMatchObject({
      clients: [{ id: clinic.id, needsReview: 2, refusedAt: null }],
      count: 1,
      needsReview: 2,
    })
    expect(await of(salon)).toMatchObject({ clients: [{ id: salon.id }], needsReview: 1 })
    await desk.sql.query('truncate webhook_deliveries')
    expect(await of(salon)).toEqual({
      clients: [],
      count: 0,
      hasDeliveries: false,
      needsReview: 0,
    })
  })
})

describe('a client’s own figures', () => {
  const look = (headers: Record<string, string>, id = salon.id) =>
    asJSON<ClientFigures>({ headers, url: `${desk.url}/api/users/${id}/figures` })

  it('are by its own clock, and of no other client', async () => {
    await insert({ at: ago(1_000), cost: 1, outcome: 'booked' })
    await insert({ at: ago(1_000), client: clinic, cost: 8, outcome: 'theirs' })
    const { body, status } = await look(root)
    expect(status).toBe(200)
    expect(body.calls).toMatchObject({ cost: 1, timezone: 'America/New_York' })
    expect(body.calls.totals.answered).toBe(1)
    expect(body.outcomes.outcomes).toMatchObject([
      { calls: 1, outcome: 'booked', spellings: ['booked'] },
    ])
    expect(body.quiet).toBeNull()
    expect(JSON.stringify(body)).not.toContain('theirs')
  })

  it('ask for users.view and call-summaries.view', async () => {
    const as = async (user: User) => (await look(await desk.login(user))).status
    expect((await look({})).status).toBe(401)
    expect(await as(salon)).toBe(403)
    expect(await as(clinic)).toBe(403)
    expect(await as(await makeStaff(desk.payload))).toBe(403)
    expect(await as(await makeStaff(desk.payload, ['users.view']))).toBe(403)
    expect(await as(await makeStaff(desk.payload, ['call-summaries.view']))).toBe(403)
    const both = await makeStaff(desk.payload, ['users.view', 'call-summaries.view'])
    expect(await as(both)).toBe(200)
    await desk.sql.query('update users set is_active = false where id = $1', [both.id])
    expect((await look(root, crypto.randomUUID())).status).toBe(404)
    expect((await look(root, "x' or true --")).status).toBe(404)
  })
})

describe('what of the desk’s health somebody may not see', () => {
  it('is not asked for', async () => {
    const scope = { calls: false, deliveries: false, notifications: false }
    expect(await readDeskHealth({ pool: pool(), scope })).toEqual({
      databaseMs: expect.any(Number),
      lastReport: null,
      needsReview: null,
      newFeedback: null,
      queue: null,
      recordings: null,
    })
  })
})

describe('figures that take too long', () => {
  it('are given up, and leave no statement or connection behind', async () => {
    const locker = await desk.sql.connect()
    await locker.query('begin; lock table call_summaries in access exclusive mode')
    try {
      await expect(figuresOf(null)).rejects.toMatchObject({ code: '57014' })
    } finally {
      await locker.query('rollback')
      locker.release()
    }
    expect((await figuresOf(null)).totals.answered).toBe(0)
    const { rows } = await desk.sql.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity
       where datname = current_database() and state like 'idle in transaction%'`,
    )
    expect(rows[0]?.count).toBe(0)
  })
})
