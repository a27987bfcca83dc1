import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { TestDesk } from '../../helpers/createTestDesk'
import { type FormBrowser, openFormBrowser } from '../../helpers/formBrowser'
import { makeClient, makeStaff, makeSuperuser, PASSWORD, signedIn } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'
import { openMailDesk } from './mailDesk'
import type { TestSMTP } from './smtpServer'

let desk: TestDesk
let smtp: TestSMTP
let stop: () => Promise<void>
beforeAll(async () => {
  ;({ desk, smtp, stop } = await openMailDesk({
    // Whoever connects is a proxy that says where requests come from.
    TRUSTED_PROXIES: '127.0.0.1',
  }))
  await makeSuperuser(desk.payload)
})
afterAll(() => stop?.())

let addresses = 0
/** A browser at an address that nobody has come from. */
const newBrowser = (): FormBrowser => {
  addresses += 1
  const from = `203.0.${Math.floor(addresses / 250)}.${addresses % 250}`
  return openFormBrowser({ from, url: desk.url })
}

const ask = (browser: FormBrowser, email: string, next?: string) =>
  browser.post('/api/v1/portal/sign-in/ask', { email, ...(next === undefined ? {} : { next }) })
const enter = (browser: FormBrowser, digits: string) =>
  browser.post('/api/v1/portal/sign-in/code', { digits })
const press = (browser: FormBrowser, token: string) =>
  browser.post('/api/v1/portal/sign-in/link', { token })

const mailsTo = (email: string) =>
  smtp.received.filter(({ envelopeTo }) => envelopeTo.includes(email)).map(({ mail }) => mail)

const LINK = /https:\/\/desk\.example\/sign-in\/([0-9a-f]{64})\b/

/** The newest mail to somebody, as soon as there are so many. */
const mailTo = (email: string, count = 1) =>
  vi.waitFor(
    () => {
      const mail = mailsTo(email)[count - 1]
      if (!mail) throw new Error('There is no mail yet')
      const text = mail.text ?? ''
      return {
        digits: /^(\d{6})$/m.exec(text)?.[1] ?? 'none',
        mail,
        text,
        token: LINK.exec(text)?.[1] ?? 'none',
      }
    },
    { timeout: 20_000 },
  )

/** A client with a browser that asked for a mail, and what is in it. */
const asked = async (next?: string) => {
  const client = await makeClient(desk.payload)
  const browser = newBrowser()
  await ask(browser, client.email, next)
  return { browser, client, ...(await mailTo(client.email)) }
}

/** The problems that a form brings back to its page. */
const problemsIn = async (browser: FormBrowser, form: string) => {
  const { FLASH_COOKIE, openFlash } = await import('../../../src/portal/forms/flash')
  const { secret } = desk.payload
  return openFlash(browser.cookie(FLASH_COOKIE), { form, secret, user: null })
}

const whoIs = async (browser: FormBrowser): Promise<null | string> => {
  const { body } = await asJSON<{ user: { email: string } | null }>({
    headers: browser.headers(),
    url: `${desk.url}/api/users/me`,
  })
  return body.user?.email ?? null
}

const sessionsOf = async ({ id }: { id: string }): Promise<number> => {
  const { rows } = await desk.sql.query<{ n: number }>(
    'select count(*)::int as n from users_sessions where _parent_id = $1',
    [id],
  )
  return rows[0]?.n ?? 0
}

const entriesOf = async ({ id }: { id: string }) => {
  const { rows } = await desk.sql.query<{ action: string; changes: unknown }>(
    `select action, changes from audit_log where document = $1 and collection = 'users'
     and action <> 'created' order by at, id`,
    [id],
  )
  return rows
}

const wrongFor = (digits: string): string => (digits === '000000' ? '000001' : '000000')

describe('a mail to sign in', () => {
  it('has a link whose button signs in, in any browser, once', async () => {
    const client = await makeClient(desk.payload)
    const browser = newBrowser()
    const answer = await ask(browser, ` ${client.email.toUpperCase()}`, '/calls?search=anna')
    expect([answer.status, answer.location]).toEqual([
      303,
      '/sign-in/code?next=%2Fcalls%3Fsearch%3Danna',
    ])
    const { digits, mail, token } = await mailTo(client.email)
    expect(mail.subject).toBe('Your link to sign in')
    expect(mail.html).toContain(token)
    expect(mail.html).toContain(digits)
    expect(mail.headers.map(({ value }) => value).join()).not.toContain(digits)

    // Programs that check mails open the page as often as they like.
    const { linkState } = await import('../../../src/accounts/mailSignIn/signInByLink')
    for (let time = 0; time < 3; time += 1) {
      expect(await linkState(desk, token)).toEqual({ email: client.email })
    }
    const other = newBrowser()
    const done = await press(other, token)
    expect([done.status, done.location]).toEqual([303, '/calls?search=anna'])
    for (const cookie of done.cookies)
      expect(cookie).toMatch(/HttpOnly.*SameSite=Lax|SameSite=Lax.*HttpOnly/)
    expect(await whoIs(other)).toBe(client.email)
    expect(await linkState(desk, token)).toBeNull()

    const again = newBrowser()
    expect((await press(again, token)).location).toBe(`/sign-in/${token}`)
    expect((await enter(browser, digits)).location).toBe('/sign-in/code')
    expect([await whoIs(again), await whoIs(browser)]).toEqual([null, null])
    expect(await sessionsOf(client)).toBe(1)
  })

  it('has six digits that sign in where it was asked for, once', async () => {
    const { browser, client, digits, token } = await asked('/to-do')
    const other = newBrowser()
    // A stranger's browser has asked for a mail of its own.
    await ask(other, client.email)
    expect((await enter(other, digits)).location).toBe('/sign-in/code')
    expect((await enter(newBrowser(), digits)).location).toBe('/sign-in/code')
    expect(await sessionsOf(client)).toBe(0)

    const done = await enter(browser, ` ${digits.slice(0, 3)} ${digits.slice(3)}`)
    expect([done.status, done.location]).toEqual([303, '/to-do'])
    expect(await whoIs(browser)).toBe(client.email)
    expect(browser.cookie('payload-sign-in')).toBe('')
    expect((await press(newBrowser(), token)).location).toBe(`/sign-in/${token}`)
    expect(await sessionsOf(client)).toBe(1)
  })

  it('counts as a sign-in everywhere: in the history, as the last login, and against a lockout', async () => {
    const { browser, client, digits } = await asked()
    for (let time = 0; time < 5; time += 1) {
      await browser.post('/api/v1/portal/sign-in', { email: client.email, password: 'wrong one' })
    }
    await enter(browser, digits)
    const entries = await entriesOf(client)
    expect(entries.at(-1)).toEqual({ action: 'logged_in', changes: { signInBy: [null, 'digits'] } })
    expect(entries.map(({ action }) => action)).toContain('sign_in_requested')
    const { rows } = await desk.sql.query(
      `select last_login > now() - interval '1 minute' as recent from users where id = $1`,
      [client.id],
    )
    expect(rows).toEqual([{ recent: true }])
    // The place where the passwords were wrong may try again.
    const done = await browser.post('/api/v1/portal/sign-in', {
      email: client.email,
      password: PASSWORD,
    })
    expect(done.location).toBe('/calls')
  })

  it('signs in nobody after 15 minutes', async () => {
    const { browser, client, digits, token } = await asked()
    const { rows } = await desk.sql.query<{ seconds: number }>(
      `select extract(epoch from expires_at - created_at)::int as seconds
       from sign_in_requests where user_id = $1`,
      [client.id],
    )
    expect(rows).toEqual([{ seconds: 900 }])
    await desk.sql.query(
      `update sign_in_requests set expires_at = now() - interval '1 second' where user_id = $1`,
      [client.id],
    )
    expect((await enter(browser, digits)).location).toBe('/sign-in/code')
    expect((await press(browser, token)).location).toBe(`/sign-in/${token}`)
    expect(await sessionsOf(client)).toBe(0)
  })

  it('keeps no secret that works in the database', async () => {
    const { browser, client, digits, token } = await asked()
    const { rows } = await desk.sql.query('select * from sign_in_requests where user_id = $1', [
      client.id,
    ])
    const stored = JSON.stringify(rows)
    const mark = browser.cookie('payload-sign-in')
    expect(mark).toMatch(/^[0-9a-f]{64}$/)
    for (const secret of [digits, token, mark]) expect(stored).not.toContain(`"${secret}`)
    // Whoever reads it cannot try all digits without the secret.
    const { digitsHash } = await import('../../../src/accounts/mailSignIn/digits')
    const [{ browser_hash: browserHash, digits_hash: hash }] = rows
    expect(digitsHash({ browserHash, digits, secret: desk.payload.secret })).toBe(hash)
    expect(digitsHash({ browserHash, digits, secret: 'another secret' })).not.toBe(hash)
  })

  it('dies with the password, the email, the account and its role', async () => {
    const superuser = { overrideAccess: true } as const
    const changes = [
      { password: 'another long password' },
      { email: `moved-${crypto.randomUUID()}@desk.test` },
      { isActive: false },
      { isStaff: true },
    ]
    for (const data of changes) {
      const { browser, client, digits, token } = await asked()
      await desk.payload.update({ collection: 'users', data, id: client.id, ...superuser })
      expect((await enter(browser, digits)).location, JSON.stringify(data)).toBe('/sign-in/code')
      expect((await press(browser, token)).location).toBe(`/sign-in/${token}`)
      expect(await sessionsOf(client)).toBe(0)
    }
  })

  it('leads nowhere but to pages of the desk', async () => {
    const elsewhere = [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      '/\t/evil.example',
    ]
    for (const next of elsewhere) {
      const { browser, digits } = await asked(next)
      expect((await enter(browser, digits)).location).toBe('/calls')
    }
  })

  it('lets the client set a password without the one before, for a while', async () => {
    const { browser, client, token } = await asked()
    await press(browser, token)
    const change = () =>
      asJSON({
        body: { password: 'another long password' },
        headers: browser.headers(),
        method: 'PATCH',
        url: `${desk.url}/api/users/${client.id}`,
      })
    expect((await change()).status).toBe(200)
    await desk.sql.query(
      `update sign_in_requests set used_at = now() - interval '16 minutes' where user_id = $1`,
      [client.id],
    )
    expect((await change()).status).toBe(403)
  })

  it('is written in the language of the account, else of the browser', async () => {
    const german = await makeClient(desk.payload, { language: 'de' })
    await ask(newBrowser(), german.email)
    const none = await makeClient(desk.payload)
    const browser = newBrowser()
    await browser.post(
      '/api/v1/portal/sign-in/ask',
      { email: none.email },
      { 'accept-language': 'fr-CA, en;q=0.5' },
    )
    const { textsFor } = await import('../../../src/translations/texts')
    const subjectIn = (language: 'de' | 'fr') =>
      textsFor({ country: null, language }).t('signIn.mail.subject')
    expect((await mailTo(german.email)).mail.subject).toBe(subjectIn('de'))
    const { digits, mail } = await mailTo(none.email)
    expect(mail.subject).toBe(subjectIn('fr'))
    // The first sign-in keeps the language, the next one does not change it.
    for (const language of ['fr-CA', 'es']) {
      await (language === 'es'
        ? browser.post(
            '/api/v1/portal/sign-in',
            { email: none.email, password: PASSWORD },
            { 'accept-language': language },
          )
        : browser.post('/api/v1/portal/sign-in/code', { digits }, { 'accept-language': language }))
      const { rows } = await desk.sql.query('select language from users where id = $1', [none.id])
      expect(rows).toEqual([{ language: 'fr' }])
    }
  })
})

describe('digits', () => {
  it('may be tried five times', async () => {
    const { browser, client, digits, token } = await asked()
    for (let time = 0; time < 5; time += 1) {
      expect((await enter(browser, wrongFor(digits))).location).toBe('/sign-in/code')
    }
    expect((await enter(browser, digits)).location).toBe('/sign-in/code')
    expect(await sessionsOf(client)).toBe(0)
    await vi.waitFor(async () => {
      const actions = (await entriesOf(client)).map(({ action }) => action)
      expect(actions.filter((action) => action === 'login_failed')).toHaveLength(4)
      expect(actions.filter((action) => action === 'locked_out')).toHaveLength(1)
    })
    // The link is not guessed, so it still works.
    expect((await press(browser, token)).location).toBe('/calls')
  })

  it('may be tried five times by twenty posts at once, also if one of them is right', async () => {
    for (const hasRight of [false, true]) {
      const { browser, client, digits } = await asked()
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          enter(browser, hasRight && index === 10 ? digits : wrongFor(digits)),
        ),
      )
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
      const { rows } = await desk.sql.query<{ tries: number; used: boolean }>(
        `select tries, used_at is not null as used from sign_in_requests where user_id = $1`,
        [client.id],
      )
      const [{ tries, used } = { tries: 0, used: false }] = rows
      expect(tries).toBeLessThanOrEqual(5)
      expect(used || tries === 5).toBe(true)
      expect(await sessionsOf(client)).toBe(used ? 1 : 0)
      if (!hasRight) expect(used).toBe(false)
    }
  })

  it('sign in once by two posts at once, and by a post together with the link', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { browser, client, digits, token } = await asked()
      const other = newBrowser()
      const answers = await Promise.all([
        enter(browser, digits),
        round % 2 === 0 ? enter(browser, digits) : press(other, token),
        press(newBrowser(), token),
      ])
      expect(answers.filter(({ location }) => location === '/calls')).toHaveLength(1)
      expect(await sessionsOf(client)).toBe(1)
    }
  })

  it('of both mails work in a browser that asked twice', async () => {
    const { browser, client, digits } = await asked()
    await ask(browser, client.email)
    const second = await mailTo(client.email, 2)
    expect(second.digits).toMatch(/^\d{6}$/)
    expect((await enter(browser, digits)).location).toBe('/calls')
  })

  it('are of no use to whoever goes on guessing: after twenty a day only links work', async () => {
    const { browser, client, digits, token } = await asked()
    await desk.sql.query('insert into webhook_limits values ($1, 20, $2)', [
      `wrong_digits:${client.id}`,
      Date.now() + 600_000,
    ])
    expect((await enter(browser, digits)).location).toBe('/sign-in/code')
    expect((await press(browser, token)).location).toBe('/calls')
  })
})

describe('whoever asks', () => {
  it('is told the same of every address, also when digits are tried', async () => {
    const client = await makeClient(desk.payload)
    const inactive = await makeClient(desk.payload, { isActive: false })
    const staff = await makeStaff(desk.payload)
    const of = async (email: string) => {
      const browser = newBrowser()
      const { cookies, location, status } = await ask(browser, email)
      const plain = cookies.map((cookie) =>
        cookie.replace(/=[0-9a-f]{64}/, '=…').replace(/Expires=[^;]+/i, ''),
      )
      await vi.waitFor(async () => {
        const { linkHash } = await import('../../../src/accounts/linkToken')
        const { rows } = await desk.sql.query(
          'select 1 from sign_in_requests where browser_hash = $1',
          [linkHash(browser.cookie('payload-sign-in'))],
        )
        expect(rows).toHaveLength(1)
      })
      const tries: unknown[] = []
      for (let time = 0; time < 7; time += 1) {
        const tried = await enter(browser, '000000')
        tries.push([tried.status, tried.location, await problemsIn(browser, 'signIn.code')])
      }
      return { location, plain, status, tries }
    }
    const known = await of(client.email)
    expect(known.location).toBe('/sign-in/code')
    expect(known.tries[0]).toEqual([
      303,
      '/sign-in/code',
      { form: 'signIn.code', problems: { digits: { key: 'signIn.code.wrong' } }, values: {} },
    ])
    for (const email of ['nobody@desk.test', inactive.email, staff.email]) {
      expect(await of(email), email).toEqual(known)
    }
    await mailTo(client.email)
    expect([mailsTo('nobody@desk.test'), mailsTo(inactive.email)]).toEqual([[], []])
  })

  it('is answered before anybody looks for the account', async () => {
    const client = await makeClient(desk.payload)
    const locker = await desk.sql.connect()
    try {
      await locker.query('begin')
      await locker.query('lock table users in access exclusive mode')
      expect((await ask(newBrowser(), client.email)).location).toBe('/sign-in/code')
      expect(mailsTo(client.email)).toEqual([])
    } finally {
      await locker.query('rollback')
      locker.release()
    }
    await mailTo(client.email)
  })

  it('gets no link as staff, but the address of the admin', async () => {
    const staff = await makeStaff(desk.payload)
    const browser = newBrowser()
    await ask(browser, staff.email)
    const { digits, mail, text, token } = await mailTo(staff.email)
    expect([digits, token]).toEqual(['none', 'none'])
    expect(text).toContain('https://desk.example/admin')
    expect(mail.html).not.toContain('href="https://desk.example/sign-in')
  })

  it('gets four mails an hour for an account; a device that it knows gets its own four', async () => {
    const client = await makeClient(desk.payload)
    const home = newBrowser()
    await home.post('/api/v1/portal/sign-in', { email: client.email, password: PASSWORD })
    await home.post('/api/v1/portal/sign-out', {})
    for (let time = 0; time < 6; time += 1) await ask(newBrowser(), client.email)
    await mailTo(client.email, 4)
    await ask(home, client.email)
    const { digits } = await mailTo(client.email, 5)
    expect((await enter(home, digits)).location).toBe('/calls')
    expect(mailsTo(client.email)).toHaveLength(5)
  })

  it('too often is told to wait, known or not', async () => {
    const client = await makeClient(desk.payload)
    for (const email of [client.email, 'often@desk.test']) {
      const browser = newBrowser()
      let last: Awaited<ReturnType<typeof ask>> | undefined
      for (let time = 0; time < 40 && last?.location !== '/sign-in'; time += 1) {
        last = await ask(browser, email)
      }
      expect(last?.location).toBe('/sign-in')
      const flash = await problemsIn(browser, 'signIn.ask')
      expect(flash?.problems).toEqual({ '': { key: 'shell.form.later' } })
      expect(flash?.values).toEqual({ email: [email] })
    }
  })

  it('without an address is shown the form again', async () => {
    const browser = newBrowser()
    expect((await ask(browser, ' ', '/to-do')).location).toBe('/sign-in?next=%2Fto-do')
    expect((await problemsIn(browser, 'signIn.ask'))?.problems).toMatchObject({
      email: { key: 'signIn.email.missing' },
    })
  })

  it('from a page of another site is refused, at every form', async () => {
    const { browser, client, digits, token } = await asked()
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    const before = mailsTo(client.email).length
    const forms: [string, Record<string, string>][] = [
      ['', { email: client.email, password: PASSWORD }],
      ['/ask', { email: client.email }],
      ['/code', { digits }],
      ['/link', { token }],
    ]
    for (const [path, fields] of forms) {
      const answer = await browser.post(`/api/v1/portal/sign-in${path}`, fields, headers)
      expect([answer.status, answer.cookies], path).toEqual([403, []])
    }
    expect(await sessionsOf(client)).toBe(0)
    expect(mailsTo(client.email)).toHaveLength(before)
    // The forms of the desk still work.
    expect((await press(browser, token)).location).toBe('/calls')
  })
})

describe('the form with the password', () => {
  it('leads clients to what they wanted, and staff to the admin', async () => {
    const client = await makeClient(desk.payload)
    const staff = await makeStaff(desk.payload)
    const by = (email: string, next = '') =>
      newBrowser().post('/api/v1/portal/sign-in', { email, next, password: PASSWORD })
    expect((await by(client.email)).location).toBe('/calls')
    expect((await by(client.email, '/calls/1?x=2')).location).toBe('/calls/1?x=2')
    for (const next of ['//evil.example', '/admin', 'javascript:alert(1)', '/api/users/logout']) {
      expect((await by(client.email, next)).location, next).toBe('/calls')
    }
    expect((await by(staff.email)).location).toBe('/admin')
    expect((await by(staff.email, '/admin/collections/users')).location).toBe(
      '/admin/collections/users',
    )
    expect((await by(staff.email, '/calls')).location).toBe('/admin')
  })

  it('shows the email again, and never the password', async () => {
    const client = await makeClient(desk.payload)
    const inactive = await makeClient(desk.payload, { isActive: false })
    for (const [email, password] of [
      [client.email, 'a wrong password'],
      ['nobody@desk.test', 'a wrong password'],
      [inactive.email, PASSWORD],
    ] as const) {
      const browser = newBrowser()
      const answer = await browser.post('/api/v1/portal/sign-in', { email, password })
      expect([answer.status, answer.location]).toEqual([303, '/sign-in'])
      expect(await problemsIn(browser, 'signIn.password')).toEqual({
        form: 'signIn.password',
        problems: { password: { key: 'signIn.password.wrong' } },
        values: { email: [email] },
      })
    }
  })
})

describe('old requests', () => {
  it('are deleted by the next ones, and by retention', async () => {
    await desk.sql.query(`
      insert into sign_in_requests (token_hash, browser_hash, expires_at)
      select 'old' || n, 'old', now() - interval '2 days' from generate_series(1, 9) n`)
    const left = async () => {
      const { rows } = await desk.sql.query<{ n: number }>(
        `select count(*)::int as n from sign_in_requests where browser_hash = 'old'`,
      )
      return rows[0]?.n
    }
    await asked()
    expect(await left()).toBe(4)
    const { prune } = await import('../../../src/retention/prune')
    expect(await prune({ days: 1, pool: desk.sql, what: 'signIns' })).toBe(4)
    expect(await left()).toBe(0)
  })
})

describe('an API key', () => {
  it('signs nobody out everywhere', async () => {
    const client = await makeClient(desk.payload)
    const headers = await signedIn(desk.payload, client)
    const key = await asJSON<{ doc: { key: string } }>({
      body: { name: 'tool' },
      headers,
      url: `${desk.url}/api/api-keys`,
    })
    const browser = newBrowser()
    await browser.post(
      '/api/v1/portal/sign-out-everywhere',
      {},
      {
        authorization: `Bearer ${key.body.doc.key}`,
      },
    )
    expect(await sessionsOf(client)).toBe(1)
  })
})
