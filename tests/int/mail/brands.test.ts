import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { MailNotification } from '../../../src/mail/mailFor'
import type { CallSummary, User } from '../../../src/payload-types'
import type { TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser, signedIn } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'
import { openMailDesk } from './mailDesk'
import type { TestSMTP } from './smtpServer'

let boss: User
let brand: string
let desk: TestDesk
let smtp: TestSMTP
let stop: () => Promise<void>
beforeAll(async () => {
  ;({ desk, smtp, stop } = await openMailDesk({ DESK_LANGUAGE: 'it' }))
  boss = await makeSuperuser(desk.payload)
  const made = await desk.payload.create({
    collection: 'brands',
    data: {
      accent: '#ffcc00',
      hosts: ['anrufe.bright.example', 'calls.bright.example'],
      imprintURL: 'https://bright.example/impressum',
      name: 'Bright <Lines>',
      privacyURL: 'https://bright.example/datenschutz',
      senderName: 'Bright, das Telefonteam',
      supportEmail: 'hilfe@bright.example',
      supportPhone: '+4930901820',
    },
    overrideAccess: true,
  })
  brand = made.id
})
afterAll(() => stop?.())

const mailFor = async (notification: MailNotification) => {
  const { mailFor: make } = await import('../../../src/mail/mailFor')
  const mail = await make({ notification, payload: desk.payload })
  if (!mail) throw new Error('There is no mail')
  return mail
}

const mailOfCall = async (client: User, data: Partial<CallSummary>) => {
  const call = await desk.payload.create({
    collection: 'call-summaries',
    data: { ...data, client: client.id, vapiCallId: crypto.randomUUID() },
    depth: 0,
    overrideAccess: true,
  })
  const mail = await mailFor({
    callSummaryID: call.id,
    channel: 'email',
    clientID: client.id,
    id: crypto.randomUUID(),
    kind: 'call',
    period: null,
    vapiCallID: call.vapiCallId,
  })
  return { call, mail }
}

const CALL = {
  currency: 'EUR',
  customerName: 'Ada Example',
  customerPhone: '+493012345678',
  customerPhoneSource: 'told',
  durationSeconds: 196,
  endedGroup: 'transferred',
  outcome: 'gebucht',
  price: 1_230.5,
  serviceName: 'Haarschnitt',
  startedAt: '2026-11-22T17:05:00.000Z',
} as const

describe('the mail of a call', () => {
  it('is in the client’s language and locale, in the brand’s name, with links to its host', async () => {
    const client = await makeClient(desk.payload, {
      brand,
      language: 'de',
      timezone: 'Europe/Berlin',
    })
    const { call, mail } = await mailOfCall(client, CALL)
    await desk.payload.sendEmail(mail)
    const received = smtp.received.at(-1)?.mail
    expect(received?.from).toEqual({
      address: 'desk@agency.example',
      name: 'Bright, das Telefonteam',
    })
    expect(received?.subject).toBe('Ada Example hat angerufen: Haarschnitt, gebucht')
    for (const part of [mail.text, mail.html]) {
      for (const said of [
        '030 12345678 (laut Anrufer)',
        '22. Nov. 2026, 18:05 (Europe/Berlin)',
        'Weitergeleitet',
        `https://anrufe.bright.example/`,
        'hilfe@bright.example',
        'https://bright.example/impressum',
        'https://bright.example/datenschutz',
        'Zurückrufen',
      ]) {
        expect(part).toContain(said)
      }
      expect(part).toMatch(/1\.230,50\s€/)
      expect(part).not.toContain('desk.example')
      expect(part).toContain(call.id)
    }
    expect(mail.headers['List-Unsubscribe']).toMatch(/^<https:\/\/anrufe\.bright\.example\//)
    expect(mail.html).toContain('<html lang="de" dir="ltr">')
    expect(mail.html).toContain('Bright &lt;Lines&gt;')
    // Its own yellow could not be read.
    expect(mail.html).not.toContain('#ffcc00;')
    expect(mail.html).toMatch(/href="tel:\+493012345678"/)
  })

  it.each([
    [{ language: 'fr', phone: '+33123456789' }, 'Ada Example a appelé : Haarschnitt', '1 230,50 €'],
    [{ language: 'en', phone: '+12025550146' }, 'Ada Example called: Haarschnitt', '€1,230.50'],
    [{ language: 'nl', timezone: 'Europe/Amsterdam' }, 'Ada Example heeft gebeld:', '€ 1.230,50'],
    // In the desk’s language.
    [{ timezone: 'Europe/Rome' }, 'Ha chiamato Ada Example:', '1230,50 €'],
  ] as const)('of %j says so', async (data, subject, price) => {
    const { mail } = await mailOfCall(await makeClient(desk.payload, data), CALL)
    expect(mail.subject).toContain(subject)
    expect(mail.text.replace(/[\u00a0\u202f]/g, ' ')).toContain(price)
    expect(mail.from.name).toBe('')
    expect(mail.text).toContain('https://desk.example/')
  })

  it('keeps the words around a name that is written from right to left in their order', async () => {
    const client = await makeClient(desk.payload, { language: 'en', timezone: 'Europe/London' })
    const { mail } = await mailOfCall(client, { ...CALL, customerName: 'شركة \u202eالنور\u2069' })
    expect(mail.subject).toBe('\u2068شركة النور\u2069 called: Haarschnitt, gebucht')
  })
})

describe('a digest', () => {
  it('is in the client’s language and locale', async () => {
    const client = await makeClient(desk.payload, {
      brand,
      emailDigest: 'weekly',
      language: 'de',
      timezone: 'Europe/Berlin',
    })
    const mail = await mailFor({
      callSummaryID: null,
      channel: 'email',
      clientID: client.id,
      id: crypto.randomUUID(),
      kind: 'weekly',
      period: '2026-W43',
      vapiCallID: null,
    })
    expect(mail.subject).toMatch(/^Ihre Woche: keine Anrufe, 19\.–25\. Okt\. 2026$/)
    expect(mail.text).toContain('Anrufe: 0 (so viele wie in der Woche davor)')
  })
})

describe('a mail about an account', () => {
  const received = (email: string) =>
    vi.waitFor(
      () => {
        const found = smtp.received.find(({ envelopeTo }) => envelopeTo.includes(email))
        if (!found) throw new Error('There is no mail yet')
        return found.mail
      },
      { timeout: 20_000 },
    )

  it('to a new client is in its language, and in the brand’s name', async () => {
    const client = await makeClient(desk.payload, { brand, language: 'fr', name: 'Zoë' })
    const headers = await signedIn(desk.payload, boss)
    const url = `${desk.url}/api/users/send-welcome`
    expect((await asJSON({ body: { id: client.id }, headers, url })).body).toEqual({ sent: true })
    const mail = await received(client.email)
    expect(mail.from?.name).toBe('Bright, das Telefonteam')
    expect(mail.text).toContain('Bienvenue, Zoë')
    expect(mail.text).toContain('pendant 7 jours')
    expect(mail.text).toContain('Bright <Lines> a créé ce compte')
    expect(mail.text).toContain('https://anrufe.bright.example/')
  })

  it('for a lost password is in the browser’s language, until the client chooses one', async () => {
    const ask = async (client: User) => {
      await asJSON({
        body: { email: client.email },
        headers: { 'accept-language': 'es-ES,es' },
        url: `${desk.url}/api/users/forgot-password`,
      })
      return (await received(client.email)).subject
    }
    expect(await ask(await makeClient(desk.payload))).toBe('Elegir una contraseña nueva')
    expect(await ask(await makeClient(desk.payload, { language: 'pt' }))).toBe(
      'Definir uma nova senha',
    )
  })
})
