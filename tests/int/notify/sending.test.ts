import { getEventListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { User } from '../../../src/payload-types'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'
import { startTwilio, type TestTwilio } from '../../helpers/twilioServer'
import { startSMTP, type TestSMTP } from '../mail/smtpServer'

const PHONE = '+12025550146'
const NEXT_PHONE = '+12025550147'
const PATIENCE = { timeout: 30_000 }

let desk: TestDesk
let smtp: TestSMTP
let twilio: TestTwilio
let root: Record<string, string>
let client: User & { vapiWebhookToken: string }
let stop: (() => Promise<void>) | undefined
let counter = 0
const errors: unknown[] = []

/** What the servers answer instead of taking it, while a test says so. */
let refuseMail: undefined | { message: string; responseCode: number }
let refuseText: undefined | { body: unknown; headers?: Record<string, string>; status: number }

const start = async () => {
  const { startNotifyLoop } = await import('../../../src/notify/startNotifyLoop')
  const { senders } = await import('../../../src/notify/senders')
  const { readSettings } = await import('../../../src/settings/settings')
  stop = startNotifyLoop({
    onError: (error) => errors.push(error),
    pool: desk.payload.db.pool,
    senders: senders({ payload: desk.payload, settings: readSettings() }),
  })
}

const report = (id: string, summary?: string) => ({
  message: {
    analysis: {
      structuredData: { outcome: 'booked', price: '€30', serviceName: 'Haircut' },
      ...(summary === undefined ? {} : { summary }),
    },
    call: { id },
    customer: { name: 'Ada Example', number: '+12025550199' },
    type: 'end-of-call-report',
  },
})

const post = async (body: unknown, token = client.vapiWebhookToken) => {
  const { status } = await asJSON({ body, url: `${desk.url}/api/v1/vapi/webhook/${token}` })
  expect(status).toBe(200)
}

const rows = async () =>
  (
    await desk.sql.query<{
      attempts: string
      channel: string
      due_at: Date
      first_tried_at: Date | null
      id: string
      lease: null | string
      problem: null | string
      provider_id: null | string
      state: string
      vapi_call_id: string
    }>('select * from notifications where client_id = $1 order by vapi_call_id, channel', [
      client.id,
    ])
  ).rows

/** Waits until all of the client's notifications are in such a state. */
const until = async (isSo: (row: Awaited<ReturnType<typeof rows>>[number]) => boolean) => {
  for (;;) {
    const all = await rows()
    if (all.length > 0 && all.every(isSo)) return all
    await sleep(20)
  }
}

const untilState = (...states: string[]) => until(({ state }) => states.includes(state))

/**
 * Waits until a call that is announced after all others has been: what was due before it, on either
 * channel, has been taken up by then.
 */
const untilAllTaken = async () => {
  const next = await makeClient(desk.payload, {
    email: `next-${crypto.randomUUID()}@client.example`,
    emailNotifications: true,
    phone: NEXT_PHONE,
    smsNotifications: true,
  })
  await post(report('next', 'The next call.'), next.vapiWebhookToken)
  await expect.poll(() => mailsTo(next.email).length, PATIENCE).toBe(1)
  await expect.poll(() => textsTo(NEXT_PHONE), PATIENCE).toBe(1)
}

const mailsTo = (email: string) =>
  smtp.received.filter(({ envelopeTo }) => envelopeTo.includes(email))

const textsTo = (phone: string) => twilio.taken.filter(({ to }) => to === phone).length

/** `HH:MM` so many hours from now, in UTC. */
const clock = (hours: number) =>
  new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16)

beforeAll(async () => {
  smtp = await startSMTP({
    onRcptTo: (_address, _session, done) =>
      done(refuseMail && Object.assign(new Error(refuseMail.message), refuseMail)),
  })
  twilio = await startTwilio({ answer: () => refuseText })
  desk = await createTestDesk({
    env: {
      ...twilio.env,
      MAIL_FROM: 'Desk <desk@agency.example>',
      SERVER_URL: 'https://desk.example',
      SMTP_URL: smtp.url,
    },
  })
  root = await desk.login(await makeSuperuser(desk.payload))
})

afterAll(async () => {
  await desk.stop()
  await smtp.stop()
  await twilio.stop()
})

beforeEach(async () => {
  counter += 1
  errors.length = 0
  refuseMail = undefined
  refuseText = undefined
  client = await makeClient(desk.payload, {
    email: `notified-${counter}@client.example`,
    emailNotifications: true,
    phone: PHONE,
    smsNotifications: true,
    timezone: 'Europe/Berlin',
  })
  twilio.taken.length = 0
  smtp.received.length = 0
})

afterEach(async () => {
  await stop?.()
  stop = undefined
  await desk.sql.query('truncate notifications')
})

describe('a new call summary', () => {
  it('is announced by a mail and a text message, once however many copies come at once', async () => {
    const copies = Array.from({ length: 50 }, () => post(report('crowd', 'Ada booked.')))
    await start()
    await Promise.all(copies)
    const all = await untilState('sent')
    expect(all.map(({ channel }) => channel)).toEqual(['email', 'sms'])
    expect(all[0]).toMatchObject({ attempts: '1', lease: null, problem: null })
    expect(all[1]?.provider_id).toMatch(/^SM/)

    const [got] = mailsTo(client.email)
    expect(got?.mail.messageId).toBe(all[0]?.provider_id)
    expect(got?.mail.messageId).toContain(all[0]?.id)
    expect(got?.mail.text).toContain('Ada booked.')
    const [text] = twilio.taken
    expect(text?.to).toBe(PHONE)
    expect(text?.body).toMatch(/^Ada Example \(202\) 555-0199 called on .*Haircut, booked, €30.00/)
    expect(text?.body).toMatch(/https:\/\/desk\.example\/calls\/[0-9a-f-]{36}$/)

    await post(report('crowd', 'Ada booked, and says more.'))
    const { rows: deliveries } = await desk.sql.query<{ id: string }>(
      `select id from webhook_deliveries where vapi_call_id = 'crowd'`,
    )
    const ids = deliveries.map(({ id }) => id)
    await asJSON({
      body: { ids },
      headers: root,
      url: `${desk.url}/api/webhook-deliveries/replay`,
    })
    await desk.sql.query(`delete from call_summaries where vapi_call_id = 'crowd'`)
    await asJSON({
      body: { ids },
      headers: root,
      url: `${desk.url}/api/webhook-deliveries/replay`,
    })
    await untilAllTaken()
    expect(await rows()).toHaveLength(2)
    expect([mailsTo(client.email).length, textsTo(PHONE)]).toEqual([1, 1])
    expect([twilio.mistakes, errors]).toEqual([[], []])
  })

  it('is told to who wants to hear of it now, whatever they wanted of the calls before', async () => {
    const want = (isWanted: boolean) =>
      desk.payload.update({
        collection: 'users',
        data: { emailNotifications: isWanted, smsNotifications: false },
        id: client.id,
      })
    for (const [index, isWanted] of [true, true, false, false, true, true].entries()) {
      await want(isWanted)
      await post(report(`change-${index}`, 'Ada booked.'))
    }
    const told = (await rows()).map((row) => row.vapi_call_id)
    expect(told).toEqual(['change-0', 'change-1', 'change-4', 'change-5'])
    const stored = await desk.sql.query(
      `select from webhook_deliveries where client_id = $1 and state = 'stored'`,
      [client.id],
    )
    expect(stored.rowCount).toBe(6)
  })

  it('waits a minute for its summary, and is told as soon as it comes', async () => {
    await start()
    await post(report('bare'))
    const { rows: waits } = await desk.sql.query<{ seconds: number }>(
      `select round(extract(epoch from due_at - created_at))::int as seconds from notifications`,
    )
    expect(waits.map(({ seconds }) => seconds)).toEqual([60, 60])
    await untilAllTaken()
    expect((await rows()).map(({ state }) => state)).toEqual(['waiting', 'waiting'])
    await post(report('bare', 'Now it is known.'))
    await untilState('sent')
    expect(mailsTo(client.email)).toHaveLength(1)
    expect(mailsTo(client.email)[0]?.mail.text).toContain('Now it is known.')
    const texts = twilio.taken.filter(({ to }) => to === PHONE)
    expect(texts.map(({ body }) => body.includes('Now it is known.'))).toEqual([true])
  })

  it('is told with what is known when the minute is over', async () => {
    await post(report('never'))
    await desk.sql.query("update notifications set due_at = now() - interval '1 second'")
    await start()
    await untilState('sent')
    expect(mailsTo(client.email)[0]?.mail.text).toContain('Haircut')
    await post(report('never', 'Too late.'))
    await untilAllTaken()
    expect([mailsTo(client.email).length, textsTo(PHONE)]).toEqual([1, 1])
  })
})

describe('what is not wanted any more', () => {
  const change = (data: Partial<User>) =>
    desk.payload.update({ collection: 'users', data, id: client.id, overrideAccess: true })

  it.each([
    ['email', { emailNotifications: false }, 'Email notifications are off.'],
    ['email', { emailDigest: 'weekly' }, 'The client has chosen another email schedule.'],
    ['sms', { smsNotifications: false }, 'Text messages are off.'],
  ] as const)(
    'is not sent by %s when the client switched it off meanwhile: %j',
    async (channel, data, problem) => {
      await post(report('off', 'A call.'))
      await change(data)
      await start()
      const all = await untilState('sent', 'not_needed')
      expect(all.find((row) => row.channel === channel)).toMatchObject({
        problem,
        state: 'not_needed',
      })
      expect(all.find((row) => row.channel !== channel)).toMatchObject({ state: 'sent' })
    },
  )

  it('is not sent of a call that was deleted', async () => {
    await post(report('gone', 'A call.'))
    await desk.sql.query(`delete from call_summaries where vapi_call_id = 'gone'`)
    await start()
    const all = await untilState('not_needed')
    expect(all.map(({ problem }) => problem)).toEqual(Array(2).fill('The call was deleted.'))
  })

  it('is not sent to who was deactivated', async () => {
    await post(report('inactive', 'A call.'))
    await change({ isActive: false })
    await start()
    const all = await untilState('not_needed')
    expect(all.map(({ problem }) => problem)).toEqual(Array(2).fill('The client was deactivated.'))
  })

  it('is not even queued for a test of the line', async () => {
    await post(report('desk-test-1', 'A test.'))
    expect(await rows()).toEqual([])
  })
})

describe('quiet hours', () => {
  it('put off mails and text messages to their end, which is no attempt', async () => {
    const until = clock(2)
    await desk.payload.update({
      collection: 'users',
      data: { quietFrom: clock(-1), quietUntil: until, timezone: 'UTC' },
      id: client.id,
      overrideAccess: true,
    })
    await post(report('quiet', 'A call.'))
    await start()
    let all = await rows()
    while (all.some(({ due_at }) => due_at.getTime() < Date.now() + 1_000)) {
      await sleep(20)
      all = await rows()
    }
    for (const row of all) {
      expect(row).toMatchObject({ attempts: '0', first_tried_at: null, state: 'waiting' })
      expect(row.due_at.toISOString().slice(11, 16)).toBe(until)
    }
    expect([smtp.received.length, twilio.taken.length]).toEqual([0, 0])

    await desk.sql.query('update users set quiet_until = null where id = $1', [client.id])
    await desk.sql.query("update notifications set due_at = now() - interval '1 second'")
    await untilState('sent')
  })
})

describe('a provider that refuses', () => {
  it('ends it at once when it is for good, with a reason that quotes nothing', async () => {
    refuseMail = { message: `5.1.1 <${client.email}>: no such user`, responseCode: 550 }
    refuseText = { body: { code: 21614, message: `${PHONE} is a landline` }, status: 400 }
    await post(report('refused', 'A call.'))
    await start()
    const all = await untilState('dead')
    expect(all.map(({ attempts, problem }) => ({ attempts, problem }))).toEqual([
      { attempts: '1', problem: 'The mail server refused the address (550 5.1.1).' },
      {
        attempts: '1',
        problem: 'Twilio refused it: the number cannot receive text messages (21614).',
      },
    ])
  })

  it('is asked again later when it may take it another time', async () => {
    refuseMail = { message: 'Greylisted', responseCode: 451 }
    refuseText = { body: {}, headers: { 'retry-after': '600' }, status: 429 }
    await post(report('later', 'A call.'))
    await start()
    const all = await until(({ attempts, state }) => state === 'waiting' && attempts === '1')
    expect(all[0]?.problem).toBe('The mail server cannot accept the mail at the moment (451).')
    const { rows: waits } = await desk.sql.query<{ seconds: number }>(
      `select extract(epoch from due_at - first_tried_at)::float as seconds from notifications
       where client_id = $1 order by channel`,
      [client.id],
    )
    expect(waits[0]?.seconds).toBeLessThan(31)
    expect(all[1]?.problem).toBe('Twilio limits the rate of messages (429).')
    expect(waits[1]?.seconds).toBeGreaterThanOrEqual(600)

    await stop?.()
    refuseMail = undefined
    refuseText = undefined
    await desk.sql.query("update notifications set due_at = now() - interval '1 second'")
    await start()
    expect((await untilState('sent')).map(({ attempts }) => attempts)).toEqual(['2', '2'])
  })

  it('and has for three days is given up on', async () => {
    refuseMail = { message: 'Full', responseCode: 452 }
    refuseText = { body: '<html>', status: 500 }
    await post(report('old', 'A call.'))
    await desk.sql.query(
      `update notifications set attempts = 30, first_tried_at = now() - interval '73 hours'`,
    )
    await start()
    expect((await untilState('dead')).map(({ problem }) => problem)).toEqual([
      'The mail server cannot accept the mail at the moment (452). Given up after 31 attempts.',
      'Twilio responded with an error (500). Given up after 31 attempts.',
    ])
  })

  it('does not use up the attempts of all that wait while it is down', async () => {
    refuseText = { body: {}, status: 503 }
    await Promise.all(Array.from({ length: 40 }, (_, n) => post(report(`down-${n}`, 'A call.'))))
    await start()
    const isMail = ({ channel }: { channel: string }) => channel === 'email'
    await until((row) => !isMail(row) || row.state === 'sent')
    const texts = (await rows()).filter((row) => !isMail(row))
    expect(texts.every(({ state }) => state !== 'dead')).toBe(true)
    const attempts = texts.reduce((sum, row) => sum + Number(row.attempts), 0)
    expect(attempts).toBeGreaterThan(0)
    expect(attempts).toBeLessThan(12)
  })
})

describe('a client without a phone number', () => {
  it('gets no text message, and staff see why', async () => {
    await desk.sql.query('update users set phone = null where id = $1', [client.id])
    await post(report('no-phone', 'A call.'))
    await start()
    const all = await untilState('sent', 'dead')
    expect(all.map(({ problem }) => problem)).toEqual([null, 'The client has no phone number.'])
  })
})

describe('stopping', () => {
  it('finishes what is in flight, begins nothing more, and leaves no lease', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, n) => post(report(`stop-${n}`, 'A call.'))))
    await start()
    while (smtp.received.length < 3) await sleep(5)
    await stop?.()
    const all = await rows()
    expect(all.every(({ lease }) => lease === null)).toBe(true)
    const sent = all.filter(({ channel, state }) => channel === 'email' && state === 'sent')
    expect(smtp.received).toHaveLength(sent.length)
    await start()
    await untilState('sent')
    expect(new Set(smtp.received.map(({ mail }) => mail.messageId)).size).toBe(30)
    expect(smtp.received).toHaveLength(30)
    expect(errors).toEqual([])
  })

  it('is listened for once, however much was sent before', async () => {
    const { channelLane } = await import('../../../src/notify/channelLane')
    const { runLane } = await import('../../../src/outbox/runLane')
    await Promise.all(Array.from({ length: 40 }, (_, n) => post(report(`many-${n}`, 'A call.'))))
    const stopping = new AbortController()
    const listeners: number[] = []
    const running = runLane({
      inFlight: new Map(),
      lane: channelLane({
        channel: 'email',
        pool: desk.payload.db.pool,
        send: async () => {
          listeners.push(getEventListeners(stopping.signal, 'abort').length)
          return { kind: 'sent', providerID: null }
        },
      }),
      onError: (error) => errors.push(error),
      signal: stopping.signal,
    })
    await until(({ channel, state }) => channel === 'sms' || state === 'sent')
    stopping.abort()
    await running
    expect(listeners).toHaveLength(40)
    expect(Math.max(...listeners)).toBeLessThanOrEqual(1)
    expect(errors).toEqual([])
  })
})
