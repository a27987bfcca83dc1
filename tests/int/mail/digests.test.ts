import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { User } from '../../../src/payload-types'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'

let desk: TestDesk
beforeAll(async () => {
  desk = await createTestDesk()
  await makeSuperuser(desk.payload)
})
afterAll(() => desk.stop())

const queue = async (now: string): Promise<number> => {
  const { queueDigests } = await import('../../../src/notify/digests')
  return queueDigests({ now: new Date(now), pool: desk.sql })
}

/** Makes a client that has been there for long. */
const makeOldClient = async (data: Partial<User>): Promise<User> => {
  const client = await makeClient(desk.payload, { timezone: 'Europe/Berlin', ...data })
  await desk.sql.query(`update users set created_at = '2020-01-01' where id = $1`, [client.id])
  return client
}

const queued = async (client: { id: string }) => {
  const { rows } = await desk.sql.query<{ due_at: Date; kind: string; period: string }>(
    `select kind, period, due_at from notifications where client_id = $1 order by due_at, kind`,
    [client.id],
  )
  return rows.map(({ due_at, kind, period }) => `${kind} ${period} ${due_at.toISOString()}`)
}

describe('digests', () => {
  beforeEach(() => desk.sql.query('delete from notifications'))

  it('are queued for the morning by each client’s clocks, once', async () => {
    const daily = await makeOldClient({ emailDigest: 'daily' })
    const weekly = await makeOldClient({ emailDigest: 'weekly', timezone: 'America/New_York' })
    const late = await makeOldClient({
      emailDigest: 'daily',
      quietFrom: '20:00',
      quietUntil: '09:30',
    })

    // The last Sunday of October, when clocks go back in Berlin, and the Monday after it.
    await queue('2026-10-25T12:00:00Z')
    await queue('2026-10-25T12:05:00Z')
    await queue('2026-10-26T05:00:00Z')

    expect(await queued(daily)).toEqual([
      'daily 2026-10-24 2026-10-25T07:00:00.000Z',
      'daily 2026-10-25 2026-10-26T07:00:00.000Z',
    ])
    expect(await queued(weekly)).toEqual(['weekly 2026-W43 2026-10-26T12:00:00.000Z'])
    expect(await queued(late)).toEqual([
      'daily 2026-10-24 2026-10-25T08:30:00.000Z',
      'daily 2026-10-25 2026-10-26T08:30:00.000Z',
    ])
    expect(await queue('2026-10-26T05:05:00Z')).toBe(0)
  })

  it('are queued once by several processes at a time', async () => {
    const client = await makeOldClient({ emailDigest: 'daily' })
    const times = Array.from({ length: 12 }, () => queue('2026-11-10T12:00:00Z'))
    await Promise.all(times)
    expect(await queued(client)).toEqual(['daily 2026-11-09 2026-11-10T07:00:00.000Z'])
  })

  it('are for those who want them alone', async () => {
    const others = [
      await makeOldClient({ emailDigest: 'each' }),
      await makeOldClient({ emailDigest: 'daily', emailNotifications: false }),
      await makeOldClient({ emailDigest: 'daily', isActive: false }),
      await makeClient(desk.payload, { emailDigest: 'daily', timezone: 'UTC' }),
    ]
    await queue('2026-01-20T12:00:00Z')
    for (const client of others) expect(await queued(client)).toEqual([])
  })

  it('go by UTC where the time zone is none, or none that is known', async () => {
    const client = await makeOldClient({ emailDigest: 'daily', timezone: null })
    await desk.sql.query(`update users set timezone = 'Mars/Olympus' where id = $1`, [client.id])
    await queue('2026-11-10T12:00:00Z')
    expect(await queued(client)).toEqual(['daily 2026-11-09 2026-11-10T08:00:00.000Z'])
  })
})

type Call = {
  at: string
  endedGroup?: string
  isTest?: boolean
  outcome?: string
  price?: number
  service?: string
}

const addCalls = async (client: { id: string }, calls: readonly Call[]): Promise<void> => {
  for (const call of calls) {
    await desk.sql.query(
      `insert into call_summaries (id, client_id, vapi_call_id, started_at, reported_at,
         ended_group, is_test, outcome, price, currency, service_name, customer_name)
       values (uuidv7(), $1, gen_random_uuid(), $2, $2, $3, $4, $5, $6, 'EUR', $7, 'Ada')`,
      [
        client.id,
        call.at,
        call.endedGroup ?? 'completed',
        call.isTest ?? false,
        call.outcome ?? null,
        call.price ?? null,
        call.service ?? null,
      ],
    )
  }
}

const digest = async (client: { id: string }, kind: 'daily' | 'weekly', period: string) => {
  const { mailFor } = await import('../../../src/mail/mailFor')
  return mailFor({
    notification: {
      callSummaryID: null,
      channel: 'email',
      clientID: client.id,
      id: crypto.randomUUID(),
      kind,
      period,
      vapiCallID: null,
    },
    payload: desk.payload,
  })
}

describe('a weekly digest', () => {
  it('compares weeks of 169 and 168 hours by the client’s clocks', async () => {
    const client = await makeOldClient({
      emailDigest: 'weekly',
      serviceHours: [{ closes: '17:00', day: 'sunday', opens: '09:00' }],
    })
    const other = await makeOldClient({ emailDigest: 'weekly' })
    const booked = { outcome: 'Booked', price: 30, service: 'Haircut' }
    await addCalls(client, [
      // The week before, from Monday, 0:00.
      { at: '2026-10-11T22:00:00Z' },
      // Sunday 23:59 of that week.
      { at: '2026-10-18T21:59:00Z' },
      { at: '2026-10-18T22:00:00Z', ...booked },
      // Clocks go back on that Sunday: 9:00, 16:59 and 17:00, then 23:59.
      { at: '2026-10-25T08:00:00Z', ...booked, outcome: 'booked ' },
      { at: '2026-10-25T15:59:00Z', ...booked, outcome: 'not booked' },
      { at: '2026-10-25T16:00:00Z', endedGroup: 'voicemail' },
      { at: '2026-10-25T22:59:00Z', isTest: true, ...booked },
      { at: '2026-10-25T22:59:00Z', endedGroup: 'voicemail', outcome: '  ' },
      // The week after.
      { at: '2026-10-25T23:00:00Z' },
    ])
    await addCalls(other, [{ at: '2026-10-20T12:00:00Z', ...booked }])

    const mail = await digest(client, 'weekly', '2026-W43')

    expect(mail?.subject).toBe('Your week: 5 calls, 19–25 Oct 2026')
    expect(mail?.text).toContain('Calls: 5 (3 more than the week before)')
    expect(mail?.text).toContain('Outside opening hours: 3')
    expect(mail?.text).toContain('Booked services: €60.00')
    expect(mail?.text).toMatch(/Booked: 2\nnot booked: 1\n/)
    expect(mail?.text).toMatch(/Completed: 3\nVoicemail: 2\n/)
    expect(mail?.text).toContain('Haircut: 3')
  })

  it('says that there were no calls', async () => {
    const client = await makeOldClient({ emailDigest: 'weekly' })
    const mail = await digest(client, 'weekly', '2026-W43')
    expect(mail?.subject).toBe('Your week: no calls, 19–25 Oct 2026')
    expect(mail?.text).not.toContain('Outside opening hours')
  })
})

describe('a daily digest', () => {
  it('lists the calls of the day, up to fifty, and those of no other', async () => {
    const client = await makeOldClient({ emailDigest: 'daily', timezone: 'America/New_York' })
    const minutes = Array.from({ length: 52 }, (_, minute) => ({
      at: new Date(Date.UTC(2026, 2, 8, 5, minute)).toISOString(),
      service: `service ${minute}.`,
    }))
    await addCalls(client, [
      { at: '2026-03-08T04:59:00Z', service: 'the day before' },
      ...minutes,
      // The day had 23 hours.
      { at: '2026-03-09T03:59:00Z', service: 'last' },
      { at: '2026-03-09T04:00:00Z', service: 'the day after' },
    ])

    const mail = await digest(client, 'daily', '2026-03-08')

    expect(mail?.subject).toBe('Your day: 53 calls, Sun, Mar 8, 2026')
    expect(mail?.text).toMatch(/12:00\s?AM · Ada · service 0\./)
    expect(mail?.text).toContain('service 49.')
    expect(mail?.text).not.toContain('service 50.')
    expect(mail?.text).toContain('And 3 calls more.')
    expect(mail?.text).not.toMatch(/the day after|service the day before/)
  })

  it('is not sent when there were no calls, or when the client chose otherwise meanwhile', async () => {
    const client = await makeOldClient({ emailDigest: 'daily' })
    expect(await digest(client, 'daily', '2026-03-08')).toBeNull()
    await addCalls(client, [{ at: '2026-03-08T12:00:00Z' }])
    expect(await digest(client, 'daily', '2026-03-08')).not.toBeNull()
    expect(await digest(client, 'weekly', '2026-W10')).toBeNull()
    await desk.sql.query(`update users set email_notifications = false where id = $1`, [client.id])
    expect(await digest(client, 'daily', '2026-03-08')).toBeNull()
  })
})
