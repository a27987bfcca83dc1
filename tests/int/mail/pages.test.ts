import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { User } from '../../../src/payload-types'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser, PASSWORD } from '../../helpers/people'
import { send } from '../origins/doors'

let desk: TestDesk
let client: User
let stranger: User
beforeAll(async () => {
  // With its own address the desk holds cookies to it, as it does in production.
  desk = await createTestDesk({ env: { SERVER_URL: 'https://desk.example' } })
  await makeSuperuser(desk.payload)
  client = await makeClient(desk.payload, { timezone: 'Europe/Berlin' })
  stranger = await makeClient(desk.payload)
})
afterAll(() => desk.stop())

const FORM = {
  'content-type': 'application/x-www-form-urlencoded',
  'sec-fetch-site': 'same-origin',
}

const visit = async (path: string, init: RequestInit = {}) => {
  const answer = await fetch(`${desk.url}/api/v1/calls${path}`, { redirect: 'manual', ...init })
  return { headers: answer.headers, status: answer.status, text: await answer.text() }
}

const post = (path: string, fields: Record<string, string>, headers = {}) =>
  visit(path, {
    body: new URLSearchParams(fields),
    headers: { ...FORM, ...headers },
    method: 'POST',
  })

const signIn = async ({ email }: { email: string }, path = '') => {
  const answer = await post(path, { email, password: PASSWORD })
  const cookie = answer.headers.get('set-cookie') ?? ''
  return { ...answer, browser: { cookie: cookie.split(';')[0] ?? '', 'sec-fetch-site': 'none' } }
}

const addCall = async (of: { id: string }, data: Record<string, unknown> = {}): Promise<string> => {
  const call = await desk.payload.create({
    collection: 'call-summaries',
    data: { client: of.id, vapiCallId: crypto.randomUUID(), ...data },
  })
  return call.id
}

describe('the page of a call', () => {
  it('asks to sign in, and then shows the call and nothing that is for staff', async () => {
    const id = await addCall(client, {
      cost: 1.2345,
      currency: 'EUR',
      customerName: 'Ada <b>Example</b>',
      customerPhone: '+12025550146',
      endedGroup: 'transferred',
      messages: [{ at: 1, role: 'user', text: 'I need a <script>haircut</script>' }],
      price: 30,
      startedAt: '2026-11-22T17:05:00.000Z',
      summary: 'First & <img src=x onerror=alert(1)>',
      vapiAssistantId: 'assistant-of-the-agency',
    })
    const asked = await visit(`/${id}`)
    expect([asked.status, asked.headers.get('cache-control')]).toEqual([401, 'no-store'])
    expect(asked.text).not.toContain('Ada')

    const { browser, headers, status } = await signIn(client, `/${id}`)
    expect([status, headers.get('location')]).toEqual([303, `/api/v1/calls/${id}`])
    expect(headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Lax/)

    const { text } = await visit(`/${id}`, { headers: browser })
    for (const shown of [
      'Ada &lt;b&gt;Example&lt;/b&gt;',
      '+1 202 555 0146',
      '€30.00',
      'Sun, 22 Nov 2026, 18:05 (Europe/Berlin)',
      'Transferred',
      'I need a &lt;script&gt;haircut&lt;/script&gt;',
      'First &amp; &lt;img src=x onerror=alert(1)&gt;',
    ]) {
      expect(text).toContain(shown)
    }
    expect(text).not.toMatch(/1\.2345|assistant-of-the-agency|<script|<img/)
  })

  it('calls the caller back, where there is a number', async () => {
    const { browser } = await signIn(client)
    const pageOf = async (customerPhone: string) => {
      const id = await addCall(client, { customerName: 'Ada', customerPhone })
      return (await visit(`/${id}`, { headers: browser })).text
    }
    const page = await pageOf('+12025550146')
    expect(page).toContain('<a class="button" href="tel:+12025550146">Call back</a>')
    expect(page).toContain('<a href="tel:+12025550146">+1 202 555 0146</a>')
    for (const number of ['anonymous', 'sip:ada@pbx.example', '" onclick="alert(1)', '']) {
      expect(await pageOf(number)).not.toMatch(/tel:|Call back|" onclick/)
    }
  })

  it('of another client, of none, and of no id at all are the same', async () => {
    const { browser } = await signIn(client)
    const answers = await Promise.all(
      [await addCall(stranger), crypto.randomUUID(), 'x', '%00'].map((id) =>
        visit(`/${id}`, { headers: browser }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  })

  it('is not shown to staff without the right, nor to who was switched off', async () => {
    const id = await addCall(client)
    const staff = await makeStaff(desk.payload)
    const viewer = await makeStaff(desk.payload, ['call-summaries.view'])
    const gone = await makeClient(desk.payload)
    const goneCall = await addCall(gone)
    const { browser } = await signIn(gone)
    await desk.payload.update({ collection: 'users', data: { isActive: false }, id: gone.id })

    const see = async (user: User) =>
      (await visit(`/${id}`, { headers: (await signIn(user)).browser })).status
    expect(await see(staff)).toBe(404)
    expect(await see(viewer)).toBe(200)
    expect((await visit(`/${goneCall}`, { headers: browser })).status).toBe(401)
    expect((await signIn(gone)).status).toBe(401)
  })

  it('is shown to who follows a link of another site, such as a web mailer', async () => {
    const id = await addCall(client, { customerName: 'Ada' })
    const { browser } = await signIn(client)
    // Not by `fetch`, which says that it is a script.
    const seen = async (mode: string) => {
      const from = { ...browser, 'sec-fetch-mode': mode, 'sec-fetch-site': 'cross-site' }
      return (await send(desk, { headers: from, path: `/api/v1/calls/${id}` })).body
    }
    expect(await seen('navigate')).toContain('Ada')
    expect(await seen('no-cors')).not.toContain('Ada')
  })
})

describe('signing in on the page', () => {
  it('answers every wrong try alike', async () => {
    const tries = [
      { email: client.email, password: 'not the password' },
      { email: 'nobody@desk.test', password: PASSWORD },
      { email: '', password: '' },
      { email: `${'x'.repeat(5_000)}@desk.test`, password: 'x' },
    ]
    for (const fields of tries) {
      const answer = await post('', fields)
      expect([answer.status, answer.headers.get('set-cookie')]).toEqual([401, null])
      expect(answer.text).toContain('The email or the password is wrong.')
    }
  })

  it('takes no form of another site', async () => {
    const answer = await post(
      '',
      { email: client.email, password: PASSWORD },
      { 'sec-fetch-site': 'cross-site' },
    )
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null])
  })

  it('gives the email back as text', async () => {
    const { text } = await post('', { email: '"><script>alert(1)</script>', password: 'x' })
    expect(text).toContain('value="&quot;&gt;&lt;script&gt;')
  })

  it('ends with the session', async () => {
    const { browser } = await signIn(client)
    const out = await visit('/sign-out', {
      headers: { ...browser, 'sec-fetch-site': 'same-origin' },
      method: 'POST',
    })
    expect(out.status).toBe(303)
    expect((await visit('', { headers: browser })).status).toBe(401)
  })
})

describe('the list of calls', () => {
  it('has the client’s own, the newest first', async () => {
    const owner = await makeClient(desk.payload)
    await addCall(owner, { customerName: 'Older', reportedAt: '2026-11-20T00:00:00Z' })
    await addCall(owner, {
      customerName: 'Newer',
      customerPhone: '+12025550146',
      reportedAt: '2026-11-21T00:00:00Z',
    })
    await addCall(stranger, { customerName: 'Not mine' })
    const { browser } = await signIn(owner)
    const { text } = await visit('', { headers: browser })
    expect(text).toMatch(/Newer[\s\S]*Older/)
    expect(text).not.toContain('Not mine')
    expect(text.match(/href="tel:\+12025550146">Call back/g)).toHaveLength(1)
  })

  it('says to clients that there is none yet, and to staff where they are', async () => {
    const see = async (user: User) =>
      (await visit('', { headers: (await signIn(user)).browser })).text
    expect(await see(await makeClient(desk.payload))).toContain('There are no calls yet.')
    const text = await see(await makeStaff(desk.payload))
    expect(text).toContain('The calls of all clients are in <a href="/admin">the admin</a>.')
    expect(text).not.toContain('There are no calls yet.')
  })
})
