import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser, PASSWORD } from '../../helpers/people'
import { asJSON, login } from '../../helpers/requests'
import { startSMTP, type TestSMTP } from './smtpServer'

let desk: TestDesk
let smtp: TestSMTP
/** What makes the mail server wait before it takes a recipient, and what the wait is for. */
let holdUp: (() => Promise<void>) | undefined
beforeAll(async () => {
  smtp = await startSMTP({
    onRcptTo: (_address, _session, done) =>
      void (holdUp?.() ?? Promise.resolve()).then(() => done()),
  })
  desk = await createTestDesk({
    env: {
      MAIL_FROM: '"Bright, Line" <desk@agency.example>',
      SERVER_URL: 'https://desk.example',
      SMTP_URL: smtp.url,
    },
  })
  await makeSuperuser(desk.payload)
})
afterAll(async () => {
  await desk.stop()
  await smtp.stop()
})

const NEW_PASSWORD = 'another long password'

const mailsTo = (email: string) =>
  smtp.received.filter(({ envelopeTo }) => envelopeTo.includes(email)).map(({ mail }) => mail)

/** The first mail to somebody, as soon as it is there. */
const mailTo = (email: string) =>
  vi.waitFor(
    () => {
      const [mail] = mailsTo(email)
      if (!mail) throw new Error('There is no mail yet')
      return mail
    },
    { timeout: 20_000 },
  )

const post = async (path: string, fields: Record<string, string>) => {
  const answer = await fetch(`${desk.url}${path}`, {
    body: new URLSearchParams(fields),
    method: 'POST',
    redirect: 'manual',
  })
  return { headers: answer.headers, status: answer.status, text: await answer.text() }
}

const pathOf = (text: string | undefined): string =>
  /https:\/\/desk\.example(\/password\/\w+)/.exec(text ?? '')?.[1] ?? 'no link'

/** Posts the form of the page that a mail links to. @returns where it leads */
const setBy = async (path: string, password: string) => {
  const token = path.split('/').at(-1) ?? ''
  const { headers, status } = await post('/api/v1/portal/password/set', { password, token })
  return { cookie: headers.get('set-cookie') ?? '', status, to: headers.get('location') }
}

const canSignIn = (email: string, password: string): Promise<boolean> =>
  login({ email, password, url: desk.url }).then(
    () => true,
    () => false,
  )

const welcome = (body: unknown, headers: Record<string, string>) =>
  asJSON({ body, headers, url: `${desk.url}/api/users/send-welcome` })

describe('a lost password', () => {
  it('is set by the link in the mail, once', async () => {
    const client = await makeClient(desk.payload)
    const asked = await post('/api/v1/portal/password', { email: client.email.toUpperCase() })
    expect([asked.status, asked.headers.get('location')]).toEqual([303, '/password?done=sent'])
    const mail = await mailTo(client.email)
    expect(mail.from).toEqual({ address: 'desk@agency.example', name: 'Bright, Line' })
    expect(mail.subject).toBe('Set a new password')
    const path = pathOf(mail.text)
    expect(pathOf(mail.html)).toBe(path)

    expect((await setBy(path, 'short')).to).toBe(path)
    expect((await setBy(path, '')).to).toBe(path)
    const done = await setBy(path, NEW_PASSWORD)
    expect([done.status, done.to]).toEqual([303, '/calls'])
    expect(done.cookie).toMatch(/payload-token=.*HttpOnly/)
    expect((await setBy(path, NEW_PASSWORD)).to).toBe(path)
    expect(await canSignIn(client.email, NEW_PASSWORD)).toBe(true)
    expect(await canSignIn(client.email, PASSWORD)).toBe(false)
  })

  it('of staff leads to the admin', async () => {
    const staff = await makeStaff(desk.payload)
    await asJSON({ body: { email: staff.email }, url: `${desk.url}/api/users/forgot-password` })
    expect((await mailTo(staff.email)).text).toMatch(/https:\/\/desk\.example\/admin\/reset\/\w+/)
  })

  it('says the same of addresses that have no account, and sends them nothing', async () => {
    const client = await makeClient(desk.payload)
    const [known, unknown] = [
      await post('/api/v1/portal/password', { email: client.email }),
      await post('/api/v1/portal/password', { email: 'nobody@desk.test' }),
    ]
    for (const { headers, status } of [known, unknown]) {
      expect([status, headers.get('location')]).toEqual([303, '/password?done=sent'])
    }
    await mailTo(client.email)
    expect(mailsTo('nobody@desk.test')).toEqual([])
  })

  it('lets nobody in whose account was switched off', async () => {
    const client = await makeClient(desk.payload)
    await post('/api/v1/portal/password', { email: client.email })
    await desk.payload.update({ collection: 'users', data: { isActive: false }, id: client.id })
    const path = pathOf((await mailTo(client.email)).text)
    const answer = await setBy(path, NEW_PASSWORD)
    expect([answer.to, answer.cookie.includes('payload-token')]).toEqual([path, false])
  })
})

describe('a mail server that takes its time', () => {
  it('keeps no report of that client waiting', async () => {
    const client = await makeClient(desk.payload)
    let letGo = () => {}
    const isAsked = new Promise<void>((asked) => {
      holdUp = () =>
        new Promise((free) => {
          letGo = free
          asked()
        })
    })
    expect((await post('/api/v1/portal/password', { email: client.email })).status).toBe(303)
    await isAsked
    const stored = await asJSON({
      body: {
        message: {
          call: { id: crypto.randomUUID() },
          endedReason: 'customer-ended-call',
          type: 'end-of-call-report',
        },
      },
      url: `${desk.url}/api/v1/vapi/webhook/${client.vapiWebhookToken}`,
    })
    holdUp = undefined
    letGo()
    expect(stored.status).toBe(200)
    await mailTo(client.email)
  })
})

describe('a welcome mail', () => {
  it('leads the client to a password of its own, and holds none', async () => {
    const client = await makeClient(desk.payload, {
      businessName: 'Café\r\nBcc: x@x.example',
      name: 'Zoë',
    })
    const staff = await makeStaff(desk.payload, ['users.view', 'users.change'])
    const answer = await welcome({ id: client.id }, await desk.login(staff))
    expect(answer.body).toEqual({ sent: true })

    const mail = await mailTo(client.email)
    expect(mail.subject).toBe('Your calls at Café Bcc: x@x.example')
    expect(mail.bcc ?? []).toEqual([])
    expect(mail.to).toEqual([{ address: client.email, name: 'Zoë' }])
    expect(mail.text).toContain('https://desk.example/calls')
    expect(mail.text).toContain('https://desk.example/api/docs')
    expect(mail.text).not.toContain(PASSWORD)
    const { rows } = await desk.sql.query<{ days: number }>(
      `select round(extract(epoch from expires_at - now()) / 86400)::int as days
       from password_links where user_id = $1`,
      [client.id],
    )
    expect(rows).toEqual([{ days: 7 }])
    expect((await setBy(pathOf(mail.text), NEW_PASSWORD)).to).toBe('/calls')
    expect(await canSignIn(client.email, NEW_PASSWORD)).toBe(true)
  })

  it('is sent by nobody else, and to nobody but clients', async () => {
    const client = await makeClient(desk.payload)
    const inactive = await makeClient(desk.payload, { isActive: false })
    const staff = await makeStaff(desk.payload, ['users.view', 'users.change'])
    const viewer = await makeStaff(desk.payload, ['users.view'])
    const colleague = await makeStaff(desk.payload)
    const as = {
      client: await desk.login(client),
      staff: await desk.login(staff),
      viewer: await desk.login(viewer),
    }
    const key = await asJSON<{ doc: { key: string } }>({
      body: { name: 'tool' },
      headers: as.staff,
      url: `${desk.url}/api/api-keys`,
    })
    expect(key.status).toBe(201)
    const byKey = { authorization: `Bearer ${key.body.doc.key}` }
    const before = smtp.received.length

    const statuses = [
      (await welcome({ id: client.id }, {})).status,
      (await welcome({ id: client.id }, as.client)).status,
      (await welcome({ id: client.id }, as.viewer)).status,
      (await welcome({ id: client.id }, byKey)).status,
      (await welcome({ id: colleague.id }, as.staff)).status,
      (await welcome({ id: staff.id }, as.staff)).status,
      (await welcome({ id: inactive.id }, as.staff)).status,
      (await welcome({ id: crypto.randomUUID() }, as.staff)).status,
      (await welcome({ id: 'x' }, as.staff)).status,
      (await welcome('{', as.staff)).status,
    ]

    expect(statuses).toEqual([401, 403, 403, 401, 400, 400, 400, 404, 400, 400])
    expect(smtp.received.length).toBe(before)
  })

  it('loses nothing of an edit at the same time', async () => {
    const client = await makeClient(desk.payload)
    const staff = await makeStaff(desk.payload, ['users.view', 'users.change'])
    const headers = await desk.login(staff)
    for (let round = 0; round < 6; round += 1) {
      const businessName = `round ${round}`
      const [edit, sent] = await Promise.all([
        asJSON({
          body: { businessName },
          headers,
          method: 'PATCH',
          url: `${desk.url}/api/users/${client.id}`,
        }),
        welcome({ id: client.id }, headers),
      ])
      expect([edit.status, sent.status]).toEqual([200, 200])
      const { rows } = await desk.sql.query('select business_name from users where id = $1', [
        client.id,
      ])
      expect(rows).toEqual([{ business_name: businessName }])
    }
  })
})
