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
  it('shows a button and changes nothing, however often it is looked at', async () => {
    const client = await makeClient(desk.payload)
    const seen = [await visit(tokenOf(client)), await visit(tokenOf(client), { method: 'HEAD' })]
    expect(seen.map(({ status }) => status)).toEqual([200, 200])
    expect(seen[0]?.text).toContain('<form method="post"><button>Stop these emails</button>')
    expect(await isOn(client)).toBe(true)
  })

  it('is kept by nobody and listed nowhere, and tells no other site', async () => {
    const { headers } = await visit(tokenOf(await makeClient(desk.payload)))
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-robots-tag')).toContain('noindex')
    expect(headers.get('referrer-policy')).toBe('strict-origin')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('set-cookie')).toBeNull()
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
    expect(answers[1]?.text).toContain('Emails are off')
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
    expect((await post(tokenOf(client), 'emails=on')).text).toContain('Emails are on')
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
      wrong.flatMap((each) => [visit(each), post(each), post(each, 'emails=on')]),
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
