import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unsubscribeToken } from '../../../src/mail/unsubscribeToken'
import type { User } from '../../../src/payload-types'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

let desk: TestDesk
beforeAll(async () => {
  desk = await createTestDesk()
  await makeSuperuser(desk.payload)
})
afterAll(() => desk.stop())

const tokenOf = (user: { id: string }) =>
  unsubscribeToken({ secret: desk.payload.secret, userID: user.id })

const visit = async (token: string, init: RequestInit = {}) => {
  const answer = await fetch(`${desk.url}/api/v1/unsubscribe/${token}`, init)
  return { headers: answer.headers, status: answer.status, text: await answer.text() }
}

const ONE_CLICK = 'List-Unsubscribe=One-Click'
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

const post = (token: string, body: BodyInit = ONE_CLICK, headers: Record<string, string> = FORM) =>
  visit(token, { body, headers, method: 'POST' })

const isOn = async ({ id }: { id: string }): Promise<boolean> => {
  const { rows } = await desk.sql.query<{ on: boolean }>(
    'select email_notifications as on from users where id = $1',
    [id],
  )
  return rows[0]?.on === true
}

describe('the link that stops mails', () => {
  it('leads to a page that changes nothing, however often it is looked at', async () => {
    const client = await makeClient(desk.payload)
    const token = tokenOf(client)
    for (const method of ['GET', 'HEAD']) {
      const seen = await visit(token, { method, redirect: 'manual' })
      expect([seen.status, seen.headers.get('location')]).toEqual([303, `/unsubscribe/${token}`])
      expect(seen.headers.get('cache-control')).toBe('no-store')
      expect(seen.headers.get('set-cookie')).toBeNull()
    }
    expect(await isOn(client)).toBe(true)
  })

  it('stops them at one click of a mail program, in either encoding, once and again', async () => {
    const [one, other] = [await makeClient(desk.payload), await makeClient(desk.payload)]
    const multipart = new FormData()
    multipart.set('List-Unsubscribe', 'One-Click')

    const answers = [
      await post(tokenOf(one)),
      await post(tokenOf(one)),
      await post(tokenOf(other), multipart, {}),
    ]

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(answers[1]?.text).toBe('{"emails":"off"}')
    expect([await isOn(one), await isOn(other)]).toEqual([false, false])
  })

  it('stops them whatever is posted, from whatever site', async () => {
    for (const [body, headers] of [
      ['', {}],
      ['{"emails"', { 'content-type': 'application/json' }],
      [ONE_CLICK, { ...FORM, origin: 'https://mail.example', 'sec-fetch-site': 'cross-site' }],
    ] as const) {
      const client = await makeClient(desk.payload)
      expect((await post(tokenOf(client), body, headers)).status).toBe(200)
      expect(await isOn(client)).toBe(false)
    }
  })

  it('can switch them on again', async () => {
    const client = await makeClient(desk.payload)
    await post(tokenOf(client))
    expect((await post(tokenOf(client), 'emails=on')).text).toBe('{"emails":"on"}')
    expect(await isOn(client)).toBe(true)
  })

  it('leads a browser that posts from a page of then to the page of now', async () => {
    const client = await makeClient(desk.payload)
    const browser = { ...FORM, accept: 'text/html,*/*;q=0.8', 'sec-fetch-mode': 'navigate' }
    const token = tokenOf(client)
    const press = (body: string) =>
      visit(token, { body, headers: browser, method: 'POST', redirect: 'manual' })
    const off = await press('')
    expect([off.status, off.headers.get('location')]).toEqual([
      303,
      `/unsubscribe/${token}?done=off`,
    ])
    expect(await isOn(client)).toBe(false)
    const on = await press('emails=on')
    expect(on.headers.get('location')).toBe(`/unsubscribe/${token}?done=on`)
    expect(await isOn(client)).toBe(true)
  })

  it('has a form on its page, which only a page of the desk may post', async () => {
    const client = await makeClient(desk.payload)
    const token = tokenOf(client)
    const press = async (emails: string, headers: Record<string, string> = {}) => {
      const answer = await fetch(`${desk.url}/api/v1/portal/unsubscribe`, {
        body: new URLSearchParams({ emails, token }),
        headers,
        method: 'POST',
        redirect: 'manual',
      })
      return [answer.status, answer.headers.get('location')]
    }
    expect(await press('off')).toEqual([303, `/unsubscribe/${token}?done=off`])
    expect(await isOn(client)).toBe(false)
    expect(await press('on', { origin: 'https://evil.example' })).toEqual([403, null])
    expect(await isOn(client)).toBe(false)
    // With a secret in the address, a browser names no origin.
    expect(await press('on', { origin: 'null', 'sec-fetch-site': 'same-origin' })).toEqual([
      303,
      `/unsubscribe/${token}?done=on`,
    ])
    expect(await isOn(client)).toBe(true)
  })

  it('is seen at once by whoever is signed in', async () => {
    const client = await makeClient(desk.payload)
    const headers = await desk.login(client)
    const me = () =>
      asJSON<{ user: User }>({ headers, url: `${desk.url}/api/users/me` }).then(
        ({ body }) => body.user,
      )
    const before = await me()
    await post(tokenOf(client))
    const after = await me()
    expect([before.emailNotifications, after.emailNotifications]).toEqual([true, false])
    expect(after.updatedAt > before.updatedAt).toBe(true)
  })

  it('does not work when anything of it is wrong, and never says why', async () => {
    const [client, other] = [await makeClient(desk.payload), await makeClient(desk.payload)]
    const token = tokenOf(client)
    const [id, signature = ''] = token.split('.')
    const gone = { id: crypto.randomUUID() }
    const wrong = [
      'x',
      `${id}.`,
      `${id}`,
      `${other.id}.${signature}`,
      `${id}.${signature.slice(0, -1)}`,
      `${id}.${signature}=`,
      `${id}.${signature}A`,
      `${token}.x`,
      `${id}.${signature.split('').reverse().join('')}`,
      `${String(id).toUpperCase()}.${signature}`,
      tokenOf(gone),
      unsubscribeToken({ secret: 'another secret', userID: client.id }),
      '%00',
      encodeURIComponent(`'; drop table users; --.${signature}`),
    ]

    const answers = await Promise.all(
      wrong.flatMap((each) => [post(each), post(each, 'emails=on')]),
    )

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect([await isOn(client), await isOn(other)]).toEqual([true, true])
  })

  it('opens nothing else', async () => {
    const client = await makeClient(desk.payload)
    const token = tokenOf(client)
    const schemes = ['Bearer', 'JWT', 'users API-Key'].map((scheme) => `${scheme} ${token}`)
    for (const authorization of schemes) {
      const headers = { authorization }
      const me = await asJSON<{ user: unknown }>({ headers, url: `${desk.url}/api/users/me` })
      expect(me.body.user ?? null).toBeNull()
    }
    const reset = await asJSON({
      body: { password: 'another long password', token },
      url: `${desk.url}/api/users/reset-password`,
    })
    expect(reset.status).toBe(403)
    expect(
      (await asJSON({ body: {}, url: `${desk.url}/api/v1/vapi/webhook/${token}` })).status,
    ).toBe(404)
  })

  it('loses nothing of a profile that is edited meanwhile, and is not lost by it', async () => {
    const client = await makeClient(desk.payload)
    const headers = await desk.login(client)
    for (let round = 0; round < 12; round += 1) {
      await post(tokenOf(client), 'emails=on')
      const businessName = `round ${round}`
      const [edit, stop] = await Promise.all([
        asJSON({
          body: { businessName },
          headers,
          method: 'PATCH',
          url: `${desk.url}/api/users/${client.id}`,
        }),
        post(tokenOf(client)),
      ])
      expect([edit.status, stop.status]).toEqual([200, 200])
      const { rows } = await desk.sql.query(
        'select business_name, email_notifications from users where id = $1',
        [client.id],
      )
      expect(rows).toEqual([{ business_name: businessName, email_notifications: false }])
    }
  })
})
