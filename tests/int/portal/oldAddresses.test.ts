import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { User } from '../../../src/payload-types'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { openFormBrowser } from '../../helpers/formBrowser'
import { makeClient, makeResetLink, makeSuperuser, PASSWORD } from '../../helpers/people'
import { send } from '../origins/doors'

let desk: TestDesk
let client: User
beforeAll(async () => {
  desk = await createTestDesk()
  await makeSuperuser(desk.payload)
  client = await makeClient(desk.payload)
})
afterAll(() => desk.stop())

const TOKEN = 'ab'.repeat(32)
const ID = '0198c9a2-7d5e-7c11-9d0f-3f5a4b6c7d8e'

describe('an address of before the portal', () => {
  it.each([
    ['/api/v1/calls', '/calls'],
    ['/api/v1/calls/', '/calls'],
    [`/api/v1/calls/${ID}`, `/calls/${ID}`],
    ['/api/v1/calls/a%2F..%2F%2Fevil.example', '/calls/a%2F..%2F%2Fevil.example'],
    ['/api/v1/password', '/password'],
    [`/api/v1/password/${TOKEN}`, `/password/${TOKEN}`],
    ['/api/v1/password/no-token', '/password'],
    [`/api/v1/unsubscribe/${ID}.abc`, `/unsubscribe/${ID}.abc`],
  ])('leads on from %s to %s', async (path, to) => {
    for (const site of ['none', 'cross-site']) {
      const headers = { 'sec-fetch-mode': 'navigate', 'sec-fetch-site': site }
      const { headers: answered, status } = await send(desk, { headers, path })
      expect([status, answered.location]).toEqual([303, to])
      expect(answered['cache-control']).toBe('no-store')
    }
  })
})

describe('a page of before the portal that is still open', () => {
  const browser = () => openFormBrowser({ url: desk.url })

  it('asks for a link', async () => {
    const { location, status } = await browser().post('/api/v1/password', { email: client.email })
    expect([status, location]).toEqual([303, '/password?done=sent'])
  })

  it('sets a password', async () => {
    const token = await makeResetLink(desk.payload, await makeClient(desk.payload))
    const { cookie, post } = browser()
    const path = `/api/v1/password/${token}`
    expect((await post(path, { password: 'short' })).location).toBe(`/password/${token}`)
    expect((await post(path, { password: PASSWORD })).location).toBe('/calls')
    expect(cookie('payload-token')).not.toBe('')
  })

  it('signs in once more, and gets to where it was', async () => {
    const { cookie, post } = browser()
    const fields = { email: client.email, password: PASSWORD }
    expect((await post('/api/v1/calls', fields)).location).toBe('/sign-in')
    const next = encodeURIComponent(`/calls/${ID}`)
    expect((await post(`/api/v1/calls/${ID}`, fields)).location).toBe(`/sign-in?next=${next}`)
    expect(cookie('payload-token')).toBe('')
  })

  it('signs out', async () => {
    const { headers, post } = browser()
    await post('/api/v1/portal/sign-in', { email: client.email, password: PASSWORD })
    const session = headers()
    const me = async () => (await send(desk, { headers: session, path: '/api/users/me' })).body
    expect(await me()).toContain(client.email)
    const out = await post('/api/v1/calls/sign-out', {})
    expect(out.location).toMatch(/^\/sign-in/)
    expect(await me()).not.toContain(client.email)
  })
})
