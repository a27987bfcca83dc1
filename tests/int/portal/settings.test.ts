import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { User } from '../../../src/payload-types'
import { openFlash } from '../../../src/portal/forms/flash'
import { NEW_KEY_COOKIE, openNewKey } from '../../../src/portal/settings/newKey'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { type FormBrowser, openFormBrowser } from '../../helpers/formBrowser'
import { makeClient, makeStaff, makeSuperuser, PASSWORD, signedIn } from '../../helpers/people'
import { asJSON, withAPIKey } from '../../helpers/requests'

let desk: TestDesk
let root: Record<string, string>

const PATHS = {
  hours: '/api/v1/portal/settings/hours',
  keyEnd: '/api/v1/portal/settings/keys/revoke',
  keys: '/api/v1/portal/settings/keys',
  notices: '/api/v1/portal/settings/notices',
  password: '/api/v1/portal/settings/password',
  profile: '/api/v1/portal/settings/profile',
  region: '/api/v1/portal/settings/region',
  rule: '/api/v1/portal/settings/rule',
} as const

/** A client with a signed-in browser. */
type Visitor = { browser: FormBrowser; client: User; cookie: string }

const enter = async (client: User): Promise<Visitor> => {
  const { authorization } = await signedIn(desk.payload, client)
  const browser = openFormBrowser({ url: desk.url })
  return { browser, client, cookie: `payload-token=${authorization.replace('JWT ', '')}` }
}

const visit = async (data: Partial<User> = {}): Promise<Visitor> =>
  enter(await makeClient(desk.payload, data))

const post = (
  { browser, cookie }: Pick<Visitor, 'browser' | 'cookie'>,
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
) => browser.post(path, fields, { cookie, ...headers })

const stored = ({ id }: Pick<User, 'id'>) =>
  desk.payload.findByID({ collection: 'users', depth: 0, id, overrideAccess: true })

const problemsOf = ({ browser, client }: Visitor, form: string) =>
  openFlash(browser.cookie('desk-form'), {
    form,
    secret: desk.payload.secret,
    user: client.id,
  })

beforeAll(async () => {
  desk = await createTestDesk()
  root = await desk.login(await makeSuperuser(desk.payload))
}, 120_000)

afterAll(() => desk.stop())

describe('the forms of the settings', () => {
  it('store the profile, and nothing else', async () => {
    const visitor = await visit({ currency: 'EUR', timezone: 'Europe/Berlin' })
    const answer = await post(visitor, PATHS.profile, {
      businessName: ' Salon Ada ',
      businessType: 'Salon',
      currency: 'USD',
      email: 'another@desk.test',
      isStaff: 'on',
      name: '',
      phone: '+49 30 901820',
    })
    expect([answer.status, answer.location]).toEqual([303, '/settings?done=profile#profile'])
    expect(await stored(visitor.client)).toMatchObject({
      businessName: 'Salon Ada',
      businessType: 'Salon',
      currency: 'EUR',
      email: visitor.client.email,
      name: null,
      phone: '+4930901820',
      timezone: 'Europe/Berlin',
    })
  })

  it('give back what was typed, with the problem of the field', async () => {
    const visitor = await visit({ businessName: 'Before' })
    const answer = await post(visitor, PATHS.profile, {
      businessName: 'After',
      phone: '030 901820',
    })
    expect([answer.status, answer.location]).toEqual([303, '/settings#profile'])
    expect(problemsOf(visitor, 'settings.profile')).toMatchObject({
      problems: { phone: { key: 'settings.profile.phoneBad' } },
      values: { businessName: ['After'], phone: ['030 901820'] },
    })
    expect((await stored(visitor.client)).businessName).toBe('Before')
  })

  it('store a week of opening hours, and copy Monday on request', async () => {
    const visitor = await visit()
    await post(visitor, PATHS.hours, {
      do: 'copy',
      mondayFrom1: '09:00',
      mondayFrom2: '13:00',
      mondayOpen: 'on',
      mondayTo1: '12:00',
      mondayTo2: '00:00',
    })
    const { serviceHours } = await stored(visitor.client)
    expect(serviceHours).toHaveLength(10)
    expect(serviceHours?.at(-1)).toMatchObject({ closes: '24:00', day: 'friday', opens: '13:00' })

    const wrong = { mondayFrom1: '09:00', mondayOpen: 'on', mondayTo1: '', tuesdayOpen: 'on' }
    const answer = await post(visitor, PATHS.hours, wrong)
    expect(answer.location).toBe('/settings#hours')
    expect(problemsOf(visitor, 'settings.hours')).toMatchObject({
      problems: {
        mondayTo1: { key: 'settings.hours.time' },
        tuesdayFrom1: { key: 'settings.hours.missing' },
      },
      values: { mondayFrom1: ['09:00'] },
    })
    expect((await stored(visitor.client)).serviceHours).toHaveLength(10)

    await post(visitor, PATHS.hours, {})
    expect((await stored(visitor.client)).serviceHours).toEqual([])
  })

  it('store emails and digest as one choice, text messages and quiet hours', async () => {
    const visitor = await visit({ phone: '+12025550146' })
    const choose = async (emails: string, more: Record<string, string> = {}) => {
      await post(visitor, PATHS.notices, { emails, quietFrom: '', quietUntil: '', ...more })
      const { emailDigest, emailNotifications, quietFrom, quietUntil, smsNotifications } =
        await stored(visitor.client)
      return [emailNotifications, emailDigest, smsNotifications, quietFrom, quietUntil]
    }
    const quiet = { quietFrom: '21:00', quietUntil: '07:30', sms: 'on' }
    expect(await choose('weekly', quiet)).toEqual([true, 'weekly', true, '21:00', '07:30'])
    expect(await choose('none')).toEqual([false, 'weekly', false, null, null])
    expect(await choose('each')).toEqual([true, 'each', false, null, null])
    expect(await choose('hourly')).toEqual([true, 'each', false, null, null])
    await choose('each', { quietFrom: '21:00' })
    expect(problemsOf(visitor, 'settings.notices')?.problems).toEqual({
      quietUntil: { key: 'settings.notices.quietBoth' },
    })
  })

  it('store language, time zone and currency, and refuse those that do not exist', async () => {
    const visitor = await visit()
    const chosen = { currency: 'CHF', language: 'it', timezone: 'Europe/Zurich' }
    await post(visitor, PATHS.region, chosen)
    expect(await stored(visitor.client)).toMatchObject(chosen)
    await post(visitor, PATHS.region, {
      currency: 'XYZ',
      language: 'tlh',
      timezone: 'Mars/Olympus',
    })
    expect(Object.keys(problemsOf(visitor, 'settings.region')?.problems ?? {}).sort()).toEqual([
      'currency',
      'language',
      'timezone',
    ])
    expect(await stored(visitor.client)).toMatchObject(chosen)
  })

  it('store the rule of the to-do list: own, none, and the usual one', async () => {
    const visitor = await visit()
    const ruleAfter = async (fields: Record<string, string>) => {
      await post(visitor, PATHS.rule, fields)
      return (await stored(visitor.client)).followUpRule
    }
    expect(
      await ruleAfter({
        choice: 'own',
        ending_no_answer: 'on',
        more: 'Complaint',
        outcome0: 'Ask',
      }),
    ).toMatchObject({ endings: ['no_answer'] })
    expect(await ruleAfter({ choice: 'own', more: 'x'.repeat(300) })).toMatchObject({
      endings: ['no_answer'],
    })
    expect(problemsOf(visitor, 'settings.rule')?.problems.more).toEqual({
      key: 'settings.rule.long',
      values: { n: 200 },
    })
    expect(await ruleAfter({ choice: 'off' })).toEqual({ endings: [], outcomes: [] })
    expect(await ruleAfter({ choice: 'default' })).toBeNull()
  })

  it('keep what two forms store at the same time', async () => {
    const visitor = await visit()
    await Promise.all([
      post(visitor, PATHS.profile, { businessName: 'Both', phone: '+4930901820' }),
      post(visitor, PATHS.region, { currency: 'EUR', language: 'de', timezone: 'Europe/Berlin' }),
      post(visitor, PATHS.notices, { emails: 'daily', quietFrom: '22:00', quietUntil: '06:00' }),
      post(visitor, PATHS.hours, { mondayFrom1: '09:00', mondayTo1: '17:00' }),
    ])
    const user = await stored(visitor.client)
    expect(user).toMatchObject({
      businessName: 'Both',
      currency: 'EUR',
      emailDigest: 'daily',
      language: 'de',
      phone: '+4930901820',
      quietFrom: '22:00',
      timezone: 'Europe/Berlin',
    })
    expect(user.serviceHours).toHaveLength(1)
  })
})

describe('who may post a form of the settings', () => {
  const FIELDS: Record<keyof typeof PATHS, Record<string, string>> = {
    hours: { mondayFrom1: '09:00', mondayTo1: '17:00' },
    keyEnd: { id: crypto.randomUUID() },
    keys: { name: 'Stolen' },
    notices: { emails: 'none' },
    password: { newPassword: 'a quite different password', presentPassword: PASSWORD },
    profile: { businessName: 'Stolen' },
    region: { currency: 'USD', language: 'fr', timezone: 'UTC' },
    rule: { choice: 'off' },
  }
  const all = Object.keys(PATHS).filter((name): name is keyof typeof PATHS => name in PATHS)

  const keysOf = async (client: User) => {
    const { totalDocs } = await desk.payload.count({
      collection: 'api-keys',
      overrideAccess: true,
      where: { user: { equals: client.id } },
    })
    return totalDocs
  }

  /** Posts every form, and expects that nothing of the client has changed. */
  const expectRefused = async (
    visitor: Visitor,
    { cookie = visitor.cookie, ...headers }: Record<string, string>,
    location?: string,
  ) => {
    const before = await stored(visitor.client)
    for (const name of all) {
      const answer = await post({ ...visitor, cookie }, PATHS[name], FIELDS[name], headers)
      // The desk’s server refuses the cookie of another site’s page before any form is read.
      expect([303, 403], name).toContain(answer.status)
      expect(answer.location ?? '', name).not.toMatch(/done=/)
      if (location !== undefined) expect(answer.location).toMatch(location)
    }
    expect(await stored(visitor.client)).toEqual(before)
    expect(await keysOf(visitor.client)).toBe(0)
  }

  it('not a page of another site', async () => {
    await expectRefused(await visit(), {
      origin: 'https://evil.example',
      'sec-fetch-site': 'cross-site',
    })
  })

  it('not somebody who is not signed in, or whose account is not active any more', async () => {
    const visitor = await visit()
    await expectRefused(visitor, { cookie: '' }, '/sign-in')
    await desk.sql.query('update users set is_active = false where id = $1', [visitor.client.id])
    await expectRefused(visitor, {}, '/sign-in')
  })

  it('not a program with an API key', async () => {
    const visitor = await visit()
    const { body } = await asJSON<{ doc: { key: string } }>({
      body: { name: 'Program' },
      headers: { cookie: visitor.cookie, 'sec-fetch-site': 'same-origin' },
      url: `${desk.url}/api/api-keys`,
    })
    const before = await stored(visitor.client)
    for (const name of all) {
      const answer = await fetch(`${desk.url}${PATHS[name]}`, {
        body: new URLSearchParams(FIELDS[name]),
        headers: withAPIKey(body.doc.key),
        method: 'POST',
        redirect: 'manual',
      })
      expect(answer.headers.get('location'), name).toMatch('/sign-in')
    }
    expect(await stored(visitor.client)).toEqual(before)
    expect(await keysOf(visitor.client)).toBe(1)
  })

  it('not staff, who have no settings here', async () => {
    const staff = await makeStaff(desk.payload, ['users.view', 'users.change'])
    const { authorization } = await signedIn(desk.payload, staff)
    const visitor = await visit()
    await expectRefused(visitor, { cookie: `payload-token=${authorization.replace('JWT ', '')}` })
    expect((await stored(staff)).businessName ?? null).toBeNull()
  })

  it('and only for the own account', async () => {
    const [visitor, other] = [await visit(), await visit({ businessName: 'Other' })]
    await post(visitor, PATHS.profile, { businessName: 'Mine', id: other.client.id })
    expect((await stored(other.client)).businessName).toBe('Other')
    await post(other, PATHS.keys, { name: 'Of the other' })
    const { docs } = await desk.payload.find({
      collection: 'api-keys',
      overrideAccess: true,
      where: { user: { equals: other.client.id } },
    })
    const id = docs[0]?.id ?? ''
    await post(visitor, PATHS.keyEnd, { id })
    expect(problemsOf(visitor, 'settings.keyEnd')).not.toBeNull()
    const key = await desk.payload.findByID({ collection: 'api-keys', id, overrideAccess: true })
    expect(key.revokedAt ?? null).toBeNull()
  })
})

describe('the API keys of a client', () => {
  it('are created by a form, reach only its page, work, and are ended by a form', async () => {
    const visitor = await visit()
    const answer = await post(visitor, PATHS.keys, { lifetime: '30', name: ' Spreadsheet ' })
    expect([answer.status, answer.location]).toEqual([303, '/settings/keys?done=key'])
    const owner = { secret: desk.payload.secret, user: visitor.client.id }
    const made = openNewKey(visitor.browser.cookie(NEW_KEY_COOKIE), owner)
    expect(made?.name).toBe('Spreadsheet')
    expect(made?.key).toMatch(/^vcd_/)
    expect(answer.cookies.join()).not.toContain(made?.key)
    expect(answer.location).not.toContain(made?.key)

    const me = () =>
      asJSON<{ user: { id: string } | null }>({
        headers: { authorization: `Bearer ${made?.key}` },
        url: `${desk.url}/api/users/me`,
      })
    expect((await me()).body.user?.id).toBe(visitor.client.id)
    const { docs } = await desk.payload.find({
      collection: 'api-keys',
      overrideAccess: true,
      where: { user: { equals: visitor.client.id } },
    })
    const days = (Date.parse(docs[0]?.expiresAt ?? '') - Date.now()) / 86_400_000
    expect(Math.round(days)).toBe(30)
    const ended = await post(visitor, PATHS.keyEnd, { id: docs[0]?.id ?? '' })
    expect(ended.location).toBe('/settings/keys?done=revoked')
    expect((await me()).body.user ?? null).toBeNull()
    await post(visitor, '/api/v1/portal/settings/keys/hide', {})
    expect(visitor.browser.cookie(NEW_KEY_COOKIE)).toBe('')
  })

  it('need a name, and are limited in number', async () => {
    const visitor = await visit()
    await post(visitor, PATHS.keys, { name: '  ' })
    expect(problemsOf(visitor, 'settings.key')?.problems).toMatchObject({
      name: { key: 'settings.keys.nameMissing' },
    })
    for (let n = 0; n < 20; n += 1) await post(visitor, PATHS.keys, { name: `Key ${n}` })
    const answer = await post(visitor, PATHS.keys, { name: 'One more' })
    expect(answer.location).toBe('/settings/keys')
    expect(problemsOf(visitor, 'settings.key')).toMatchObject({
      problems: { '': { key: 'settings.keys.tooMany' } },
      values: { name: ['One more'] },
    })
  })
})

describe('the password of a client', () => {
  const login = async (client: User, password: string) =>
    (
      await asJSON({
        body: { email: client.email, password },
        url: `${desk.url}/api/users/login`,
      })
    ).status

  it('is changed with the present one; other devices are signed out, this one is not', async () => {
    const visitor = await visit()
    const elsewhere = await enter(visitor.client)
    const next = 'a quite different password'
    const answer = await post(visitor, PATHS.password, {
      newPassword: next,
      presentPassword: PASSWORD,
    })
    expect(answer.location).toBe('/settings/password?done=password')
    expect([await login(visitor.client, PASSWORD), await login(visitor.client, next)]).toEqual([
      401, 200,
    ])
    await post(visitor, PATHS.profile, { businessName: 'Still here' })
    expect((await stored(visitor.client)).businessName).toBe('Still here')
    expect((await post(elsewhere, PATHS.profile, {})).location).toMatch('/sign-in')
  })

  it.each([
    [
      'without the present one',
      '',
      'a quite different password',
      'presentPassword',
      'presentMissing',
    ],
    ['with a wrong one', 'wrong', 'a quite different password', 'presentPassword', 'wrong'],
    ['to a short one', PASSWORD, 'short', 'newPassword', 'short'],
  ])('is not changed %s, and no password comes back', async (_, present, next, field, problem) => {
    const visitor = await visit()
    await post(visitor, PATHS.password, { newPassword: next, presentPassword: present })
    const flash = problemsOf(visitor, 'settings.password')
    expect(flash?.problems[field]?.key).toBe(`settings.password.${problem}`)
    expect(flash?.values).toEqual({})
    expect(await login(visitor.client, PASSWORD)).toBe(200)
  })
})

describe('the own profile over the API', () => {
  it('lets clients change language, digest, quiet hours and rule, and not what staff decide', async () => {
    const client = await makeClient(desk.payload)
    const headers = await desk.login(client)
    const change = (data: Record<string, unknown>) =>
      asJSON({ body: data, headers, method: 'PATCH', url: `${desk.url}/api/users/${client.id}` })
    const followUpRule = { endings: ['voicemail'], outcomes: ['complaint'] }
    const own = {
      emailDigest: 'daily',
      followUpRule,
      language: 'nl',
      quietFrom: '20:00',
      quietUntil: '08:00',
    }
    const brand = await desk.payload.create({
      collection: 'brands',
      data: { name: 'Another agency' },
      overrideAccess: true,
    })
    expect((await change({ ...own, brand: brand.id, isStaff: true })).status).toBe(200)
    expect(await stored(client)).toMatchObject({ ...own, isStaff: false })
    expect((await stored(client)).brand ?? null).toBeNull()
    for (const wrong of [
      { language: 'tlh' },
      { followUpRule: { endings: ['never'], outcomes: [] } },
      { quietFrom: '25:00' },
    ]) {
      expect((await change(wrong)).status).toBe(400)
    }
    expect(await stored(client)).toMatchObject(own)
  })

  it('lets staff who may change clients change them too', async () => {
    const client = await makeClient(desk.payload)
    const { status } = await asJSON({
      body: { followUpRule: { endings: [], outcomes: [] }, language: 'pt' },
      headers: root,
      method: 'PATCH',
      url: `${desk.url}/api/users/${client.id}`,
    })
    expect(status).toBe(200)
    expect((await stored(client)).language).toBe('pt')
  })
})
