import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DeliveryHealth } from '../../../src/clients/deliveryHealth'
import type { User } from '../../../src/payload-types'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

const HOUR = 3_600_000
const DAY = 24 * HOUR

let client: User
let desk: TestDesk
let root: Record<string, string>

const look = (headers: Record<string, string> = root, id = client.id) =>
  asJSON<DeliveryHealth>({ headers, url: `${desk.url}/api/users/${id}/delivery-health` })

const insert = (
  at: Date,
  { of = client, state = 'stored', type = 'end-of-call-report' as null | string } = {},
) =>
  desk.sql.query(
    `insert into webhook_deliveries (id, client_id, state, message_type, body, received_at)
     values (gen_random_uuid(), $1, $2::enum_webhook_deliveries_state, $3, '{}', $4)`,
    [of.id, state, type, at],
  )

const setZone = (timezone: null | string) =>
  desk.sql.query('update users set timezone = $2 where id = $1', [client.id, timezone])

/** When today began where clocks are so many hours ahead of UTC, all year. */
const midnight = (hoursAhead: number) =>
  Math.floor((Date.now() + hoursAhead * HOUR) / DAY) * DAY - hoursAhead * HOUR

beforeAll(async () => {
  desk = await createTestDesk()
  root = await desk.login(await makeSuperuser(desk.payload))
  client = await makeClient(desk.payload)
})

beforeEach(() => desk.sql.query('truncate webhook_deliveries, call_summaries cascade'))

afterAll(() => desk.stop())

describe('the health of a client’s deliveries', () => {
  it('is empty before anything came', async () => {
    expect(await look()).toMatchObject({
      body: {
        lastReportAt: null,
        needsReview: 0,
        reportsToday: 0,
        reportsWeek: 0,
        timezone: 'UTC',
      },
      status: 200,
    })
  })

  it.each([
    ['Pacific/Kiritimati', 14],
    ['Pacific/Pago_Pago', -11],
    [null, 0],
  ])('counts days as they are in %s', async (zone, hoursAhead) => {
    await setZone(zone)
    const start = midnight(hoursAhead)
    for (const at of [start, start - 1_000, start - 6 * DAY, start - 6 * DAY - 1_000]) {
      await insert(new Date(at))
    }
    expect((await look()).body).toMatchObject({
      lastReportAt: new Date(start).toISOString(),
      reportsToday: 1,
      reportsWeek: 3,
      timezone: zone ?? 'UTC',
    })
  })

  it('counts in UTC where Postgres does not know the time zone', async () => {
    await setZone('Mars/Olympus_Mons')
    await insert(new Date())
    expect((await look()).body).toMatchObject({ reportsToday: 1, timezone: 'UTC' })
  })

  it('counts what needs review, but only reports as reports, and nothing of other clients', async () => {
    const other = await makeClient(desk.payload)
    const earlier = new Date(Date.now() - 60_000)
    await insert(earlier)
    await insert(new Date(), { state: 'needs_review', type: null })
    await insert(new Date(), { of: other })
    await insert(new Date(), { of: other, state: 'needs_review' })
    const { body } = await look()
    expect(body).toMatchObject({
      lastReportAt: earlier.toISOString(),
      needsReview: 1,
      reportsWeek: 1,
    })
  })

  it('knows of the last report when its delivery is gone', async () => {
    const at = new Date(Date.now() - 200 * DAY)
    await desk.sql.query(
      `insert into call_summaries (id, client_id, vapi_call_id, reported_at)
       values (gen_random_uuid(), $1, 'call-old', $2)`,
      [client.id, at],
    )
    expect((await look()).body).toMatchObject({ lastReportAt: at.toISOString(), reportsWeek: 0 })
  })
})

describe('who may look', () => {
  it('asks for users.view and webhook-deliveries.view', async () => {
    const as = async (user: User) => (await look(await desk.login(user))).status
    expect((await look({})).status).toBe(401)
    expect(await as(client)).toBe(403)
    expect(await as(await makeStaff(desk.payload, ['users.view']))).toBe(403)
    expect(await as(await makeStaff(desk.payload, ['webhook-deliveries.view']))).toBe(403)
    const both = await makeStaff(desk.payload, ['users.view', 'webhook-deliveries.view'])
    expect(await as(both)).toBe(200)
  })

  it('answers 404 for a user that there is not', async () => {
    expect((await look(root, crypto.randomUUID())).status).toBe(404)
    expect((await look(root, 'nobody')).status).toBe(404)
  })
})
