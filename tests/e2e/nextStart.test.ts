import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { risingTone } from '../helpers/audio'
import { openBrowser } from '../helpers/openBrowser'
import { plantRecording } from '../helpers/plantRecording'
import { asJSON, graphQL, login } from '../helpers/requests'
import { makeDataFolder, type SpawnedDesk, spawnDesk, untilOpen } from '../helpers/spawnDesk'
import { createTestDatabase, type TestDatabase } from '../helpers/testDatabase'
import { SUPERUSER } from './support/admin'

const SECRET = 'a secret for tests only'
const TOKEN = 'token-of-the-salon-without-our-server'

let browser: Browser
let data: Awaited<ReturnType<typeof makeDataFolder>>
let database: TestDatabase
let desk: SpawnedDesk

beforeAll(async () => {
  data = await makeDataFolder()
  database = await createTestDatabase()
  desk = await spawnDesk({
    args: ['start', '--hostname', '127.0.0.1'],
    env: { DATA_DIR: data.path, DATABASE_URL: database.url, PAYLOAD_SECRET: SECRET },
    script: 'node_modules/next/dist/bin/next',
  })
  await untilOpen({ desk, says: 'Ready in', seconds: 60 })
  await asJSON({ body: SUPERUSER, url: `${desk.url}/api/users/first-register` })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await desk?.stop()
  await database?.drop()
  await data?.remove()
})

const headersOf = async (path: string, headers: Record<string, string> = {}) =>
  (await fetch(desk.url + path, { headers, redirect: 'manual' })).headers

describe('under plain next start', () => {
  it('pages of the admin have the policy with a nonce, each its own', async () => {
    const policies: (null | string)[] = []
    for (const path of ['/admin/login', '/admin/login', '/admin', '/admin/collections/users']) {
      const headers = await headersOf(path)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('permissions-policy')).toContain('camera=()')
      const policy = headers.get('content-security-policy')
      expect(policy).toMatch(/^default-src 'self'; script-src 'self' 'nonce-[\w+/=]{24}';[^,]*$/)
      policies.push(policy)
    }
    expect(new Set(policies).size).toBe(policies.length)
  })

  it('pages of the portal have a stricter one, and all other headers of theirs', async () => {
    for (const path of ['/sign-in', '/password', `/password/${'ab'.repeat(32)}`]) {
      const headers = await headersOf(path, { accept: 'text/html' })
      const policy = headers.get('content-security-policy')
      expect(policy).toMatch(/^default-src 'none'; script-src 'self' 'nonce-[\w+/=]{24}';[^,]*$/)
      expect(policy).toContain("frame-ancestors 'none'")
      expect(headers.get('cache-control')).toContain('no-store')
      const isSecret = path.length > 20
      expect(headers.get('referrer-policy')).toBe(isSecret ? 'no-referrer' : 'same-origin')
      expect(headers.get('x-robots-tag')).toBe('noindex, nofollow')
      expect(headers.get('permissions-policy')).toContain('camera=()')
    }
    expect((await headersOf('/')).get('location')).toBe('/sign-in')
    const manifest = await headersOf('/manifest.webmanifest')
    expect(manifest.get('content-type')).toContain('application/manifest+json')
  })

  it('the API has no proxy in front', async () => {
    const list = await headersOf('/api/call-summaries')
    expect(list.get('content-security-policy') ?? '').not.toContain('nonce')
    expect(list.get('x-content-type-options')).toBe('nosniff')
  })

  it('one signs in and works, and the policy stops nothing', async () => {
    const page = await browser.newPage()
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('console', (message) => {
      if (/content security policy/i.test(message.text())) problems.push(message.text())
    })
    await page.goto(`${desk.url}/admin/login`)
    await page.fill('input[name="email"]', SUPERUSER.email)
    await page.fill('input[name="password"]', SUPERUSER.password)
    await page.click('button[type="submit"]')
    await page.waitForURL(`${desk.url}/admin`)
    await page.goto(`${desk.url}/admin/collections/users`)
    await page.getByRole('link', { name: SUPERUSER.email }).waitFor()
    expect(problems).toEqual([])
    await page.close()
  })

  it('takes a report of 9.9 MB whole', async () => {
    const headers = await login({ ...SUPERUSER, url: desk.url })
    const { status } = await asJSON({
      body: {
        email: 'salon@clients.test',
        password: SUPERUSER.password,
        vapiWebhookToken: TOKEN,
      },
      headers,
      url: `${desk.url}/api/users`,
    })
    expect(status).toBe(201)
    const spoken = 'AI: Yes, at ten.\n'.repeat(582_000)
    const post = (id: string, first: string) =>
      asJSON({
        body: {
          message: {
            first,
            analysis: { summary: 'the end arrives' },
            call: { id },
            type: 'end-of-call-report',
          },
        },
        url: `${desk.url}/api/v1/vapi/webhook/${TOKEN}`,
      })
    // What cannot be stored in time, on a busy machine, is asked for again.
    const answer = () => post('large', spoken)
    await expect.poll(answer, { interval: 1_000, timeout: 90_000 }).toMatchObject({ status: 200 })
    const { rows } = await database.sql.query<{ summary: string }>(
      `select summary from call_summaries where vapi_call_id = 'large'`,
    )
    expect(rows).toEqual([{ summary: 'the end arrives' }])
    expect((await post('too large', spoken.repeat(2))).status).toBe(413)
  })

  it('clients read their own calls, by a login and by a key, over REST and GraphQL', async () => {
    const boss = await login({ ...SUPERUSER, url: desk.url })
    const made = await asJSON({
      body: { email: 'other@clients.test', password: SUPERUSER.password },
      headers: boss,
      url: `${desk.url}/api/users`,
    })
    expect(made.status).toBe(201)
    const [salon, other] = await Promise.all(
      ['salon', 'other'].map((name) =>
        login({ email: `${name}@clients.test`, password: SUPERUSER.password, url: desk.url }),
      ),
    )
    const key = await asJSON<{ doc: { key: string } }>({
      body: { name: 'CRM' },
      headers: salon,
      url: `${desk.url}/api/api-keys`,
    })
    const byKey = { authorization: `Bearer ${key.body.doc.key}` }
    const read = async (headers: Record<string, string> = {}) => {
      const list = await asJSON<{ docs?: { vapiCallId: string }[] }>({
        headers,
        url: `${desk.url}/api/call-summaries`,
      })
      const asked = await graphQL<{ CallSummaries: { docs: { vapiCallId: string }[] } }>({
        headers,
        query: '{ CallSummaries { docs { vapiCallId } } }',
        url: desk.url,
      })
      return [list.body.docs, asked.body.data?.CallSummaries?.docs].map((docs) =>
        docs?.map(({ vapiCallId }) => vapiCallId),
      )
    }
    expect(await read(salon)).toEqual([['large'], ['large']])
    expect(await read(byKey)).toEqual([['large'], ['large']])
    expect(await read(other)).toEqual([[], []])
    expect(await read()).toEqual([undefined, undefined])
    const written = await asJSON({
      body: { name: 'X' },
      headers: byKey,
      method: 'PATCH',
      url: `${desk.url}/api/users/me`,
    })
    expect(written.status).toBeGreaterThanOrEqual(400)
  })

  it('recordings are played by range, to whom they belong', async () => {
    const audio = risingTone(20)
    const { rows } = await database.sql.query<{ id: string }>('select id from call_summaries')
    const [{ id: callID } = { id: '' }] = rows
    await plantRecording({ audio, callID, dataDir: data.path, secret: SECRET, sql: database.sql })
    const url = `${desk.url}/api/call-summaries/${callID}/recording`
    const [salon, other] = await Promise.all(
      ['salon', 'other'].map((name) =>
        login({ email: `${name}@clients.test`, password: SUPERUSER.password, url: desk.url }),
      ),
    )
    const whole = await fetch(url, { headers: salon })
    expect(Buffer.from(await whole.arrayBuffer()).equals(audio)).toBe(true)
    expect(whole.headers.get('cache-control')).toBe('private, no-store')
    const part = await fetch(url, { headers: { ...salon, range: 'bytes=70000-70099' } })
    expect([part.status, part.headers.get('content-range')]).toEqual([
      206,
      `bytes 70000-70099/${audio.length}`,
    ])
    expect(Buffer.from(await part.arrayBuffer()).equals(audio.subarray(70_000, 70_100))).toBe(true)
    const head = await fetch(url, { headers: salon, method: 'HEAD' })
    // Next gives answers without a body no length. The desk's own server does: `recordings/play`.
    expect([head.status, head.headers.get('accept-ranges')]).toEqual([200, 'bytes'])
    expect((await fetch(url, { headers: other })).status).toBe(404)
    expect((await fetch(url)).status).toBe(401)
  })

  it('a cookie signs in what our own pages send, and no page of another site', async () => {
    const { authorization = '' } = await login({ ...SUPERUSER, url: desk.url })
    const cookie = `payload-token=${authorization.replace('JWT ', '')}`
    const me = async (headers: Record<string, string>) => {
      const answer = await asJSON<{ user: { email: string } | null }>({
        headers: { cookie, ...headers },
        url: `${desk.url}/api/users/me`,
      })
      return answer.body.user?.email ?? null
    }
    expect(await me({ origin: desk.url, 'sec-fetch-site': 'same-origin' })).toBe(SUPERUSER.email)
    expect(
      await me({ origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }),
    ).toBeNull()
  })
})
