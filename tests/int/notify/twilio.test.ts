import { createServer } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TwilioAccount, twilio } from '../../../src/notify/sms/twilio'
import { listen } from '../../../src/server/http/listen'
import { stopServer } from '../../../src/server/http/stopServer'
import { freePort } from '../../../src/server/postgres/freePort'
import { readSettings } from '../../../src/settings/settings'
import { startTwilio, type TestTwilio } from '../../helpers/twilioServer'

let server: TestTwilio
let account: TwilioAccount
let answer: 'hang' | undefined

const to = '+12025550146'
const SERVICE = 'MG0123456789abcdef0123456789abcdef'

const send = (changed: Partial<TwilioAccount> = {}, text = 'Ada called: 30 € & more = good?') =>
  twilio({ ...account, ...changed })({ text, to })

beforeAll(async () => {
  server = await startTwilio({ answer: () => answer })
  const settings = readSettings({ ...server.env, SERVER_URL: 'https://desk.example' })
  const { TWILIO_ACCOUNT_SID, TWILIO_API_URL, TWILIO_AUTH_TOKEN, TWILIO_FROM } = settings
  if (!TWILIO_ACCOUNT_SID || !TWILIO_AUTH_TOKEN || !TWILIO_FROM) throw new Error('No settings')
  account = { TWILIO_ACCOUNT_SID, TWILIO_API_URL, TWILIO_AUTH_TOKEN, TWILIO_FROM }
})

beforeEach(() => {
  answer = undefined
  server.taken.length = 0
  server.mistakes.length = 0
})

afterAll(() => server.stop())

describe('a message to Twilio', () => {
  it('is taken as it was written, from a number or from a messaging service', async () => {
    expect(await send()).toEqual({ kind: 'sent', providerID: expect.stringMatching(/^SM\d{32}$/) })
    expect(await send({ TWILIO_FROM: SERVICE }, 'Zoë ł 😀')).toMatchObject({ kind: 'sent' })
    expect(server.taken).toEqual([
      { body: 'Ada called: 30 € & more = good?', to },
      { body: 'Zoë ł 😀', to },
    ])
    expect(server.mistakes).toEqual([])
  })

  it('is kept for later when the account, the token or the sender is wrong', async () => {
    const wrong = await Promise.all([
      send({ TWILIO_AUTH_TOKEN: 'another' }),
      send({ TWILIO_FROM: '+12025550101' }),
      send({ TWILIO_API_URL: `${account.TWILIO_API_URL}/elsewhere` }),
    ])
    expect(wrong).toEqual([
      {
        isProviderDown: true,
        kind: 'failed',
        problem: 'Twilio refused the account or its token (401).',
      },
      {
        isProviderDown: true,
        kind: 'failed',
        problem: 'Twilio does not accept TWILIO_FROM (21606).',
      },
      { isProviderDown: true, kind: 'failed', problem: 'Twilio responded with an error (404).' },
    ])
  })

  it('is kept for later when nobody answers, or nobody is there', async () => {
    answer = 'hang'
    const [hung, away] = await Promise.all([
      twilio(account, { answerMs: 200 })({ text: 'Ada called.', to }),
      send({ TWILIO_API_URL: `http://127.0.0.1:${await freePort()}` }),
    ])
    const failed = { isProviderDown: true, kind: 'failed' }
    expect(hung).toEqual({ ...failed, problem: 'Twilio cannot be reached (no answer in time).' })
    expect(away).toEqual({ ...failed, problem: 'Twilio cannot be reached (ECONNREFUSED).' })
  })

  it('goes nowhere else: the token is not carried to where an answer points', async () => {
    let asked = 0
    const elsewhere = createServer((_, outgoing) => {
      asked += 1
      outgoing.end()
    })
    const redirecting = createServer((_, outgoing) => {
      outgoing.writeHead(307, { location: `http://127.0.0.1:${port}/` }).end()
    })
    const port = await listen({ host: '127.0.0.1', port: 0, server: elsewhere })
    const from = await listen({ host: '127.0.0.1', port: 0, server: redirecting })
    expect(await send({ TWILIO_API_URL: `http://127.0.0.1:${from}` })).toMatchObject({
      kind: 'failed',
    })
    expect(asked).toBe(0)
    for (const each of [elsewhere, redirecting])
      await stopServer({ milliseconds: 100, server: each })
  })
})

describe('the settings', () => {
  const url = { SERVER_URL: 'https://desk.example' }

  it('are all needed, or none', () => {
    expect(readSettings({}).TWILIO_API_URL).toBe('https://api.twilio.com')
    for (const name of ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM']) {
      expect(() => readSettings({ ...server.env, ...url, [name]: '' })).toThrow(
        `${name} is required`,
      )
    }
    expect(() => readSettings(server.env)).toThrow('SERVER_URL is required')
  })

  it.each([
    ['TWILIO_ACCOUNT_SID', 'SK0123456789abcdef0123456789abcdef'],
    ['TWILIO_FROM', '030 901820'],
    ['TWILIO_FROM', 'MG123'],
    ['TWILIO_API_URL', 'api.twilio.com'],
  ])('stop the start when %s is %s, without showing it', (name, value) => {
    const read = () => readSettings({ ...server.env, ...url, [name]: value })
    expect(read).toThrow(name)
    expect(read).not.toThrow(value)
  })
})
