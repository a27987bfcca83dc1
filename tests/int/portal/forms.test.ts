import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { User } from '../../../src/payload-types'
import { FLASH_COOKIE, type Flash, openFlash } from '../../../src/portal/forms/flash'
import { PASSWORD_FORMS } from '../../../src/portal/password/paths'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { openFormBrowser } from '../../helpers/formBrowser'
import { makeClient, makeResetLink, makeStaff, makeSuperuser, PASSWORD } from '../../helpers/people'
import { asJSON, withAPIKey } from '../../helpers/requests'
import { send } from '../origins/doors'

let desk: TestDesk
let client: User
beforeAll(async () => {
  desk = await createTestDesk()
  await makeSuperuser(desk.payload)
  client = await makeClient(desk.payload)
})
afterAll(() => desk.stop())

const NEW = 'another long password'
const ASK = '/api/v1/portal/password'
const SET = '/api/v1/portal/password/set'
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

const browser = () => openFormBrowser({ url: desk.url })

const flashOf = (sealed: string, form: string, user: null | string = null): Flash | null =>
  openFlash(sealed, { form, secret: desk.payload.secret, user })

const canSignIn = (password: string, { email }: User) =>
  asJSON({ body: { email, password }, url: `${desk.url}/api/users/login` }).then(
    ({ status }) => status === 200,
  )

describe('a form that is not accepted', () => {
  it('leads back to its page, which shows what was typed and the problem beside the field', async () => {
    const { cookie, post } = browser()
    const answer = await post(ASK, { email: '  ' })
    expect([answer.status, answer.location]).toEqual([303, '/password'])
    expect(flashOf(cookie(FLASH_COOKIE), PASSWORD_FORMS.ask)).toEqual({
      form: PASSWORD_FORMS.ask,
      problems: { email: { key: 'shell.form.required', values: { minimum: 1 } } },
      values: { email: ['  '] },
    })
  })

  it('never brings a password or a token back', async () => {
    const token = await makeResetLink(desk.payload, client)
    const { cookie, post } = browser()
    const answer = await post(SET, { password: 'short one', token })
    expect([answer.status, answer.location]).toEqual([303, `/password/${token}`])
    expect(flashOf(cookie(FLASH_COOKIE), PASSWORD_FORMS.set)).toEqual({
      form: PASSWORD_FORMS.set,
      problems: { password: { key: 'shell.password.short' } },
      values: {},
    })
  })

  it('is forgotten once it is', async () => {
    const other = await makeClient(desk.payload)
    const token = await makeResetLink(desk.payload, other)
    const { cookie, post } = browser()
    await post(SET, { password: 'short one', token })
    expect(cookie(FLASH_COOKIE)).not.toBe('')
    expect((await post(SET, { password: NEW, token })).location).toBe('/calls')
    expect(cookie(FLASH_COOKIE)).toBe('')
    expect(cookie('payload-token')).not.toBe('')
    expect(await canSignIn(NEW, other)).toBe(true)
  })

  it('may be too large, no form at all, or have fields that nobody knows', async () => {
    const { cookie, post } = browser()
    const large = await post(ASK, { email: 'x'.repeat(70_000) })
    expect(large.location).toBe('/password')
    expect(flashOf(cookie(FLASH_COOKIE), PASSWORD_FORMS.ask)?.problems).toEqual({
      '': { key: 'shell.form.large' },
    })
    const { headers } = browser()
    const types = { 'content-type': 'application/json' }
    const json = await fetch(`${desk.url}${ASK}`, {
      body: '{"email":"ada@desk.test"}',
      headers: { ...headers(), ...types },
      method: 'POST',
      redirect: 'manual',
    })
    expect(json.headers.get('location')).toBe('/password')
    const odd = await post(ASK, { __proto__: 'x', constructor: 'x', email: 'a@desk.test' })
    expect(odd.location).toBe('/password?done=sent')
  })

  it('leads to no other site, whatever stands in the address of its page', async () => {
    const { post } = browser()
    for (const token of ['/evil.example', '../../evil', '//evil.example', 'x\r\nset-cookie: a=b']) {
      expect((await post(SET, { password: NEW, token })).location).toBe('/password')
    }
  })
})

describe('a form of a page whose address is a secret', () => {
  const set = async (headers: Record<string, string>, fields: Record<string, string> = {}) => {
    const other = await makeClient(desk.payload)
    const token = await makeResetLink(desk.payload, other)
    const body = new URLSearchParams({ password: NEW, token, ...fields }).toString()
    const answer = await send(desk, { body, headers: { ...FORM, ...headers }, path: SET })
    return [answer.status, answer.headers.location ?? null]
  }
  const KEY = 'A'.repeat(22)

  it('works with the origin “null” where the browser says that its page is ours', async () => {
    expect(await set({ origin: 'null', 'sec-fetch-site': 'same-origin' })).toEqual([303, '/calls'])
  })

  it('works in plain http with the key that only this browser has', async () => {
    const cookie = `desk-form-key=${KEY}`
    expect(await set({ cookie, origin: 'null' }, { 'desk-form-key': KEY })).toEqual([303, '/calls'])
  })

  it.each([
    ['no key', {}, {}],
    ['a key that the browser does not have', {}, { 'desk-form-key': KEY }],
    ['another key', { cookie: `desk-form-key=${KEY}` }, { 'desk-form-key': 'B'.repeat(22) }],
    ['an empty key', { cookie: 'desk-form-key=' }, { 'desk-form-key': '' }],
    [
      'the key, from a page that says it is another site',
      { cookie: `desk-form-key=${KEY}`, 'sec-fetch-site': 'cross-site' },
      { 'desk-form-key': KEY },
    ],
  ])('is refused with %s', async (_, headers: Record<string, string>, fields) => {
    expect(await set({ origin: 'null', ...headers }, fields)).toEqual([403, null])
  })
})

describe('a form of another site', () => {
  it('does nothing, and says so in the reader’s language', async () => {
    const { cookie } = await desk.login(client).then(({ authorization }) => ({
      cookie: `payload-token=${authorization?.replace('JWT ', '')}`,
    }))
    for (const path of [
      ASK,
      SET,
      '/api/v1/portal/sign-out',
      '/api/v1/portal/sign-out-everywhere',
    ]) {
      const answer = await send(desk, {
        body: 'email=a@desk.test&token=a&password=x',
        headers: {
          ...FORM,
          'accept-language': 'en',
          cookie,
          origin: 'https://evil.example',
          'sec-fetch-site': 'cross-site',
        },
        path,
      })
      expect([path, answer.status, answer.cookies]).toEqual([path, 403, []])
      expect(answer.body).toContain('page of another site')
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
    }
    const me = await send(desk, { headers: { cookie }, path: '/api/users/me' })
    expect(me.body).toContain(client.email)
  })
})

describe('a form for clients', () => {
  const EVERYWHERE = '/api/v1/portal/sign-out-everywhere'
  const post = async (headers: Record<string, string>) => {
    const answer = await send(desk, {
      body: '',
      headers: { ...FORM, ...headers },
      path: EVERYWHERE,
    })
    return [answer.status, answer.headers.location]
  }

  it('leads others elsewhere: nobody to the sign-in, staff to the admin', async () => {
    const next = encodeURIComponent('/settings/password')
    expect(await post({})).toEqual([303, `/sign-in?next=${next}`])
    const staff = await makeStaff(desk.payload, ['users.view', 'users.change'])
    expect(await post(await desk.login(staff))).toEqual([303, '/admin'])
  })

  it('is for people: an API key is nobody', async () => {
    const owner = await makeClient(desk.payload)
    const { body } = await asJSON<{ doc: { key: string } }>({
      body: { name: 'CRM' },
      headers: await desk.login(owner),
      url: `${desk.url}/api/api-keys`,
    })
    expect((await post(withAPIKey(body.doc.key)))[1]).toMatch(/^\/sign-in/)
    expect(await canSignIn(PASSWORD, owner)).toBe(true)
  })

  it('is for nobody who was switched off', async () => {
    const gone = await makeClient(desk.payload)
    const headers = await desk.login(gone)
    await desk.payload.update({ collection: 'users', data: { isActive: false }, id: gone.id })
    expect((await post(headers))[1]).toMatch(/^\/sign-in/)
  })
})

describe('the manifest', () => {
  it('has the name of the host’s brand, and is there for everybody', async () => {
    const answer = await fetch(`${desk.url}/manifest.webmanifest`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain('application/manifest+json')
    expect(await answer.json()).toMatchObject({
      display: 'standalone',
      icons: [{ src: expect.stringMatching(/^\//) }],
      name: 'Client Desk',
      start_url: '/calls',
    })
  })

  it('has the name of a signed-in client’s own brand, and is kept for this client alone', async () => {
    const { id } = await desk.payload.create({ collection: 'brands', data: { name: 'Bright' } })
    await desk.payload.update({ collection: 'users', data: { brand: id }, id: client.id })
    const { authorization = '' } = await desk.login(client)
    const cookie = `payload-token=${authorization.replace('JWT ', '')}`
    const read = async (headers: Record<string, string>) => {
      const answer = await fetch(`${desk.url}/manifest.webmanifest`, { headers })
      expect(answer.headers.get('cache-control')).toMatch(/^private/)
      return answer.json()
    }
    const own = { cookie, 'sec-fetch-site': 'same-origin' }
    await expect.poll(() => read(own)).toMatchObject({ name: 'Bright' })
    expect(await read({})).toMatchObject({ name: 'Client Desk' })
  })
})
