import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { asJSON, login } from '../helpers/requests'
import { type SpawnedDesk, spawnDesk, untilOpen } from '../helpers/spawnDesk'
import { createTestDatabase, type TestDatabase } from '../helpers/testDatabase'
import { startTwilio, type TestTwilio } from '../helpers/twilioServer'
import { startSMTP, type TestSMTP } from '../int/mail/smtpServer'
import { adminSettings } from './crashDesk'

const CALLS = 80
/** As many as a process hands over by a channel at a time. */
const PARALLEL = 4
const PROVIDER_MS = 150

let database: TestDatabase
const desks: SpawnedDesk[] = []
let env: Record<string, string>
let smtp: TestSMTP
let token = ''
let twilio: TestTwilio

const startDesk = async () => {
  const desk = await spawnDesk({ env })
  await untilOpen({ desk, seconds: 90 })
  desks.push(desk)
  return desk
}

const report = (id: string) => ({
  message: {
    analysis: { summary: `This is about ${id}.` },
    call: { id },
    type: 'end-of-call-report',
  },
})

const post = (desk: SpawnedDesk, id: string) =>
  asJSON({ body: report(id), url: `${desk.url}/api/v1/vapi/webhook/${token}` })

/** Posts calls, some of them several times, to both desks. */
const postCalls = async (run: string) => {
  const [one, other] = desks
  if (!one || !other) throw new Error('There are not two desks')
  const ids = Array.from({ length: CALLS }, (_, n) => `${run}-${n}.`)
  const answers = await Promise.all(
    ids.flatMap((id, n) => [
      post(n % 2 ? one : other, id),
      ...(n % 4 === 0 ? [post(other, id), post(one, id)] : []),
    ]),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  return ids
}

const rows = async (run: string) =>
  (
    await database.sql.query<{ channel: string; sent_at: Date | null; state: string }>(
      `select channel, state, sent_at from notifications where vapi_call_id like $1`,
      [`${run}-%`],
    )
  ).rows

const untilSent = async (run: string, count = 2 * CALLS) => {
  for (;;) {
    const all = await rows(run)
    if (all.filter(({ state }) => state === 'sent').length >= count) return all
    await sleep(50)
  }
}

/** How often each call was announced, by each channel. */
const announced = (ids: readonly string[]) => {
  const count = (texts: readonly string[]) =>
    ids.map((id) => texts.filter((text) => text.includes(`about ${id}`)).length)
  return {
    mails: count(smtp.received.map(({ mail }) => mail.text ?? '')),
    texts: count(twilio.taken.map(({ body }) => body)),
  }
}

beforeAll(async () => {
  database = await createTestDatabase()
  // Slow enough that something is in flight at any moment.
  smtp = await startSMTP({
    onMailFrom: (_address, _session, done) => void setTimeout(done, PROVIDER_MS),
  })
  twilio = await startTwilio({ delay: () => sleep(PROVIDER_MS) })
  env = {
    ...adminSettings,
    ...twilio.env,
    DATABASE_URL: database.url,
    MAIL_FROM: 'desk@agency.example',
    PAYLOAD_SECRET: 'a secret for tests only',
    SERVER_URL: 'https://desk.example',
    SMTP_URL: smtp.url,
  }
  await Promise.all([startDesk(), startDesk()])
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = adminSettings
  const url = desks[0]?.url ?? ''
  token = `notified-token-${crypto.randomUUID()}`
  const { status } = await asJSON({
    body: {
      email: 'notified@client.example',
      emailNotifications: true,
      password,
      phone: '+12025550146',
      smsNotifications: true,
      vapiWebhookToken: token,
    },
    headers: await login({ email, password, url }),
    url: `${url}/api/users`,
  })
  expect(status).toBe(201)
}, 200_000)

afterAll(async () => {
  for (const desk of desks) await desk.stop()
  await smtp.stop()
  await twilio.stop()
  await database.drop()
})

afterEach(() => {
  expect(twilio.mistakes).toEqual([])
})

describe('two desks that notify', () => {
  it('announce each call once on each channel', async () => {
    const ids = await postCalls('calm')
    await untilSent('calm')
    const { mails, texts } = announced(ids)
    expect(new Set([...mails, ...texts])).toEqual(new Set([1]))
  })

  it('announce each call once while one of them is asked to stop', async () => {
    const ids = await postCalls('stopped')
    await untilSent('stopped', 20)
    const stopping = desks.shift()
    expect((await stopping?.stop())?.code).toBe(0)
    const stoppedAt = Date.now()
    const all = await untilSent('stopped')
    const { mails, texts } = announced(ids)
    expect(new Set([...mails, ...texts])).toEqual(new Set([1]))
    // Nothing had to wait for a lease to run out.
    const last = Math.max(...all.map(({ sent_at }) => sent_at?.getTime() ?? 0))
    expect(last - stoppedAt).toBeLessThan(40_000)
    await startDesk()
  })

  it('announce each call at least once when one of them is killed, twice only what was in flight', {
    timeout: 180_000,
  }, async () => {
    const ids = await postCalls('killed')
    await untilSent('killed', 20)
    const victim = desks.shift()
    const { rows: held } = await database.sql.query<{ id: string }>(
      `select id from notifications where state = 'sending'`,
    )
    await victim?.stop('SIGKILL')
    const killedAt = Date.now()
    expect(held.length).toBeGreaterThan(0)

    const all = await untilSent('killed')
    expect(all).toHaveLength(2 * CALLS)
    const last = Math.max(...all.map(({ sent_at }) => sent_at?.getTime() ?? 0))
    expect(last - killedAt).toBeLessThan(60_000)
    for (const counts of Object.values(announced(ids))) {
      expect(Math.min(...counts)).toBe(1)
      expect(Math.max(...counts)).toBeLessThanOrEqual(2)
      expect(counts.filter((count) => count > 1).length).toBeLessThanOrEqual(PARALLEL)
    }
    // A mail that came twice can be told by its Message-ID.
    const received = smtp.received.filter(({ mail }) => mail.text?.includes('about killed-'))
    expect(new Set(received.map(({ mail }) => mail.messageId)).size).toBe(CALLS)
  })
})
