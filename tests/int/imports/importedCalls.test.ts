import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDeliveryHealth } from '../../../src/clients/deliveryHealth'
import { findLiveCandidates } from '../../../src/clients/liveCandidates'
import { readCallFigures } from '../../../src/figures/callFigures'
import { readDeskHealth } from '../../../src/figures/deskHealth'
import { readQuietClients } from '../../../src/figures/quietClients'
import { type ImportedCall, storeCalls } from '../../../src/imports/django/storeCalls'
import { readCallFigures as readDigest, readListedCalls } from '../../../src/mail/digestReads'
import type { User } from '../../../src/payload-types'
import { catchUp } from '../../../src/search/catchUp'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser, signedIn } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

const HOUR = 3_600_000
const DAY = 24 * HOUR

let desk: TestDesk
let boss: User

beforeAll(async () => {
  desk = await createTestDesk()
  boss = await makeSuperuser(desk.payload)
})
afterAll(() => desk.stop())

const ago = (milliseconds: number) => new Date(Date.now() - milliseconds).toISOString()

const NOTHING = {
  createdAt: null,
  currency: null,
  customerName: null,
  customerPhone: null,
  durationSeconds: null,
  endedAt: null,
  outcome: null,
  price: null,
  reportedAt: null,
  serviceName: null,
  startedAt: null,
  summary: null,
  transcript: null,
}

let made = 0
const importAt = (client: User, ...times: string[]) => {
  const calls = times.map((at): ImportedCall => {
    made += 1
    return {
      ...NOTHING,
      clientID: client.id,
      createdAt: at,
      endedAt: at,
      outcome: 'callback requested',
      reportedAt: at,
      startedAt: at,
      summary: `marmalade ${made}`,
      vapiCallId: `imported-${made}`,
    }
  })
  return storeCalls({ calls, payload: desk.payload })
}

const reportAt = (client: User, at: string) => {
  made += 1
  return desk.sql.query(
    `insert into call_summaries (id, client_id, vapi_call_id, reported_at, is_test)
     values (gen_random_uuid(), $1, $2, $3, false)`,
    [client.id, `reported-${made}`, at],
  )
}

const count = async (text: string, ...values: unknown[]): Promise<number> =>
  (await desk.sql.query(`select count(*)::int from ${text}`, values)).rows[0].count

describe('imported calls', () => {
  it('are stored once, with their times, and nobody is told', async () => {
    const client = await makeClient(desk.payload, {
      emailNotifications: true,
      smsNotifications: true,
    })
    const at = ago(40 * DAY)
    const before = made
    expect((await importAt(client, at, at)).size).toBe(2)
    made = before
    expect((await importAt(client, at, at)).size).toBe(0)
    const { rows } = await desk.sql.query(
      'select * from call_summaries where client_id = $1 order by vapi_call_id',
      [client.id],
    )
    expect(rows).toHaveLength(2)
    for (const row of rows) {
      expect(row).toMatchObject({
        created_at: new Date(at),
        ended_group: 'unknown',
        follow_up: null,
        reported_at: new Date(at),
        source: 'imported',
      })
    }
    expect(await count('notifications where client_id = $1', client.id)).toBe(0)
    expect(await count('webhook_deliveries where client_id = $1', client.id)).toBe(0)
  })

  it('are in no digest: neither counted nor listed', async () => {
    const client = await makeClient(desk.payload)
    await importAt(client, ago(2 * HOUR), ago(30 * HOUR))
    await reportAt(client, ago(HOUR))
    const bounds = {
      days: [],
      from: new Date(Date.now() - DAY),
      previousFrom: new Date(Date.now() - 2 * DAY),
      to: new Date(),
    }
    const of = { bounds, clientID: client.id }
    const digest = await readDigest(desk.sql, { ...of, open: [] })
    expect(digest).toMatchObject({ calls: 1, callsBefore: 0, outcomes: [] })
    expect(await readListedCalls(desk.sql, { ...of, limit: 10 })).toHaveLength(1)
  })

  it('count in the figures of calls: they are its history', async () => {
    const client = await makeClient(desk.payload)
    await importAt(client, ago(2 * DAY), ago(3 * DAY))
    const figures = await readCallFigures({ clientID: client.id, pool: desk.sql, timezone: null })
    expect(figures.totals.unknown).toBe(2)
  })

  it('do not make a client a candidate for going live', async () => {
    const client = await makeClient(desk.payload)
    await importAt(client, ago(DAY), ago(2 * DAY))
    expect(await findLiveCandidates(desk.sql)).not.toContain(client.id)
    await reportAt(client, ago(HOUR))
    expect(await findLiveCandidates(desk.sql)).toContain(client.id)
  })

  it('are no last report, of the client or of the desk', async () => {
    const client = await makeClient(desk.payload)
    const scope = { calls: true, deliveries: true, notifications: true }
    const lastOfDesk = async () =>
      (await readDeskHealth({ pool: desk.sql, scope })).lastReport?.at ?? null
    const before = await lastOfDesk()
    await importAt(client, ago(1_000))
    expect(await lastOfDesk()).toBe(before)
    expect((await readDeliveryHealth({ id: client.id, pool: desk.sql }))?.lastReportAt).toBeNull()
    const at = ago(60_000)
    await reportAt(client, at)
    expect((await readDeliveryHealth({ id: client.id, pool: desk.sql }))?.lastReportAt).toBe(at)
  })

  it('do not make a client go quiet, though they tell its rhythm', async () => {
    const client = await makeClient(desk.payload, { setupStatus: 'live' })
    const other = await makeClient(desk.payload, { setupStatus: 'live' })
    // Every hour for three weeks, until two days ago.
    const times = Array.from({ length: 21 * 24 }, (_, hour) => ago(2 * DAY + hour * HOUR))
    await importAt(client, ...times)
    const quiet = async () => {
      const { clients, together } = await readQuietClients({ pool: desk.sql })
      return [...clients.map(({ id }) => id), ...together]
    }
    expect(await quiet()).not.toContain(client.id)
    // A report arrived here, and then no more: by the rhythm of the imported calls that is striking.
    await reportAt(client, ago(2 * DAY))
    await reportAt(other, ago(HOUR))
    expect(await quiet()).toContain(client.id)
  })

  it('are found by the search, and are on no to-do list and not among new calls', async () => {
    const client = await makeClient(desk.payload)
    await importAt(client, ago(DAY))
    await catchUp({ pool: desk.sql })
    const headers = await signedIn(desk.payload, client)
    const list = async (query: string) =>
      (
        await asJSON<{ docs: { source?: string; summary: string }[] }>({
          headers,
          url: `${desk.url}/api/call-summaries?${query}`,
        })
      ).body.docs
    const found = await list('where[search][like]=marmalade')
    expect(found.map(({ summary }) => summary)).toEqual([expect.stringMatching(/^marmalade/)])
    // That is for staff.
    expect(found[0]?.source).toBeUndefined()
    expect(await list('where[followUp][equals]=open')).toEqual([])
    expect(await list(`where[createdAt][greater_than]=${ago(HOUR)}`)).toEqual([])
    const staff = await asJSON<{ docs: { source: string }[] }>({
      headers: await signedIn(desk.payload, boss),
      url: `${desk.url}/api/call-summaries?where[client][equals]=${client.id}`,
    })
    expect(staff.body.docs.map(({ source }) => source)).toEqual(['imported'])
  })
})
