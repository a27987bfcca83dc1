import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MailNotification } from '../../../src/mail/mailFor'
import type { CallSummary, User } from '../../../src/payload-types'
import type { TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { openMailDesk } from './mailDesk'
import type { TestSMTP } from './smtpServer'

let desk: TestDesk
let smtp: TestSMTP
let client: User
let stop: () => Promise<void>
beforeAll(async () => {
  ;({ desk, smtp, stop } = await openMailDesk({
    MAIL_FROM: 'Agentur Müller <desk@agency.example>',
  }))
  await makeSuperuser(desk.payload)
  client = await makeClient(desk.payload, { name: 'Zoë Łukasz', timezone: 'Europe/Berlin' })
  const outcome = { key: 'appointment_made', label: 'Appointment made & fixed' }
  await desk.sql.query('update field_mapping set mapping = $1', [
    JSON.stringify({ lines: {}, outcomes: [outcome], values: [] }),
  ])
})
afterAll(() => stop?.())

type NewCall = Partial<Omit<CallSummary, 'client' | 'id'>>

const addCall = (data: NewCall = {}, of: User = client): Promise<CallSummary> =>
  desk.payload.create({
    collection: 'call-summaries',
    data: { client: of.id, vapiCallId: crypto.randomUUID(), ...data },
    depth: 0,
  })

const about = (call: CallSummary, of: User = client): MailNotification => ({
  callSummaryID: call.id,
  channel: 'email',
  clientID: of.id,
  id: crypto.randomUUID(),
  kind: 'call',
  period: null,
  vapiCallID: call.vapiCallId,
})

const mailFor = async (notification: MailNotification) => {
  const { mailFor } = await import('../../../src/mail/mailFor')
  return mailFor({ notification, payload: desk.payload })
}

/** Makes the mail, sends it, and reads what the server got. */
const send = async (notification: MailNotification) => {
  const mail = await mailFor(notification)
  if (!mail) throw new Error('There is no mail')
  await desk.payload.sendEmail(mail)
  const received = smtp.received.at(-1)
  if (!received) throw new Error('Nothing was received')
  const headers = new Map(received.mail.headers.map(({ key, value }) => [key, value]))
  return { ...received, headers }
}

describe('the mail of a call with own fields', () => {
  const fieldsOf = (count: number) =>
    Array.from({ length: count }, (_, n) => ({
      choices: [],
      key: `own${n + 1}`,
      label: `Field ${n + 1} <b>`,
      sources: [],
      type: 'text',
    }))

  const mapped = async (fields: readonly object[]) => {
    const made = await makeClient(desk.payload, { currency: 'EUR', timezone: 'Europe/Berlin' })
    await desk.sql.query('update users set field_mapping = $2 where id = $1', [
      made.id,
      JSON.stringify({ fields, lines: {}, values: [] }),
    ])
    return made
  }

  it('has them under their labels, and the outcome under the desk’s', async () => {
    const of = await mapped([
      { choices: [], key: 'party', label: 'Party of', sources: [], type: 'number' },
      { choices: [], key: 'deposit', label: 'Deposit', sources: [], type: 'money' },
      { choices: [], key: 'vip', label: 'VIP & co', sources: [], type: 'yes_no' },
      { choices: [], key: 'note', label: '<i>Note</i>', sources: [], type: 'text' },
    ])
    const call = await addCall({ customerName: 'Ada', outcome: 'appointment_made' }, of)
    await desk.sql.query('update call_summaries set fields = $2, evidence = $3 where id = $1', [
      call.id,
      JSON.stringify({
        deposit: { amount: 20, currency: null },
        former: 'left over',
        note: 'a\r\nBcc: x@y.example <img src=x>',
        party: 4,
        vip: false,
      }),
      JSON.stringify({ outcome: { from: 'the output', raw: 'raw words' } }),
    ])
    const mail = await mailFor(about(call, of))
    expect(mail?.subject).toBe('Ada called: Appointment made & fixed')
    // Values are aligned.
    const text = mail?.text.replace(/ +/g, ' ')
    expect(text).toContain('Outcome: Appointment made & fixed\n')
    expect(text).toContain('Party of: 4\n')
    expect(text).toContain('Deposit: €20.00\n')
    expect(text).toContain('VIP & co: No\n')
    expect(text).toContain('<i>Note</i>: a Bcc: x@y.example <img src=x>\n')
    expect(mail?.html).toContain('&lt;i&gt;Note&lt;/i&gt;')
    expect(mail?.html).not.toMatch(/<img src=x|<i>Note/)
    expect(mail?.html).toContain('Appointment made &amp; fixed')
    for (const part of [mail?.html, mail?.text]) {
      expect(part).not.toMatch(/left over|the output|raw words|appointment_made/)
    }
  })

  it('is bounded: a line for each of twenty fields, cut', async () => {
    const of = await mapped(fieldsOf(20))
    const call = await addCall({}, of)
    const values = Object.fromEntries(fieldsOf(40).map(({ key }) => [key, 'x'.repeat(500)]))
    await desk.sql.query('update call_summaries set fields = $2 where id = $1', [
      call.id,
      JSON.stringify(values),
    ])
    const mail = await mailFor(about(call, of))
    const lines = mail?.text.split('\n').filter((line) => line.startsWith('Field '))
    expect(lines).toHaveLength(20)
    for (const line of lines ?? []) expect(line.length).toBeLessThan(320)
    expect(mail?.text).not.toContain('x'.repeat(201))
  })

  it('has nothing of what is no object', async () => {
    const of = await mapped(fieldsOf(1))
    const call = await addCall({}, of)
    await desk.sql.query('update call_summaries set fields = $2 where id = $1', [
      call.id,
      JSON.stringify(['own1']),
    ])
    expect((await mailFor(about(call, of)))?.text).not.toContain('Field 1')
  })
})

describe('the mail of a call', () => {
  it('says who called, what for, what came of it and when, as HTML and as plain text', async () => {
    const call = await addCall({
      cost: 1.2345,
      currency: 'EUR',
      customerName: 'Ada Example',
      customerPhone: '+12025550146',
      durationSeconds: 196,
      endedGroup: 'transferred',
      outcome: 'booked',
      price: 30,
      serviceName: 'Haircut',
      startedAt: '2026-11-22T17:05:00.000Z',
      summary: 'Ada booked a haircut.\n\nShe comes on Friday.',
      transcript: 'word for word',
      vapiAssistantId: 'assistant-of-the-agency',
    })

    const { headers, mail } = await send(about(call))

    expect(mail.subject).toBe('Ada Example called: Haircut, booked')
    expect(mail.from).toEqual({ address: 'desk@agency.example', name: 'Agentur Müller' })
    expect(mail.to).toEqual([{ address: client.email, name: 'Zoë Łukasz' }])
    expect(headers.get('content-type')).toMatch(/^multipart\/alternative/)
    for (const part of [mail.text, mail.html]) {
      for (const said of [
        'Ada booked a haircut.\n\nShe comes on Friday.',
        '+1 202 555 0146',
        '€30.00',
        'Sun, 22 Nov 2026, 18:05 (Europe/Berlin)',
        '3:16',
        'Transferred',
        `https://desk.example/calls/${call.id}`,
      ]) {
        expect(part).toContain(said)
      }
      expect(part).not.toMatch(/word for word|1\.23|assistant-of-the-agency/)
    }
    expect(mail.html).toMatch(/<a [^>]*href="tel:\+12025550146"[^>]*>\+1 202 555 0146<\/a>/)
  })

  it('loads nothing from anywhere', async () => {
    const { mail } = await send(about(await addCall({ summary: 'https://tracker.example/x.png' })))
    expect(mail.html).not.toMatch(/<(?:img|link|script|iframe|object)|url\(|@import|\bsrc=/i)
  })

  it('can be stopped by one click, and is told as sent by a machine', async () => {
    const { headers, mail } = await send(about(await addCall()))
    const link = /^<(https:\/\/desk\.example\/api\/v1\/unsubscribe\/\S+)>$/.exec(
      headers.get('list-unsubscribe') ?? '',
    )?.[1]
    expect(link).toBeDefined()
    expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    expect(headers.get('auto-submitted')).toBe('auto-generated')
    const page = link?.replace('/api/v1/', '/')
    expect(mail.html).toContain(`href="${page}"`)
    expect(mail.text).toContain(`Stop these emails: ${page}`)
    const inBrowser = await fetch(link?.replace('https://desk.example', desk.url) ?? '', {
      redirect: 'manual',
    })
    expect(`https://desk.example${inBrowser.headers.get('location')}`).toBe(page)
  })

  it('has the same id for each try, and another for each notification', async () => {
    const call = await addCall()
    const notification = about(call)
    const ids = [
      (await send(notification)).mail.messageId,
      (await send(notification)).mail.messageId,
      (await send(about(call))).mail.messageId,
    ]
    expect(ids[0]).toBe(`<notification.${notification.id}@agency.example>`)
    expect(ids[1]).toBe(ids[0])
    expect(ids[2]).not.toBe(ids[0])
  })

  it('says plainly that there is no summary, and nothing of what is not known', async () => {
    const { mail } = await send(about(await addCall({ endedGroup: 'no_answer' })))
    expect(mail.subject).toBe('Somebody called')
    expect(mail.text).toContain('There is no summary of this call.')
    expect(mail.text).not.toMatch(/null|undefined|NaN|Price|Phone/)
  })

  it('of a call that the agent made says so', async () => {
    const call = await addCall({
      callType: 'outboundPhoneCall',
      customerPhone: 'sip:ada@pbx.example',
    })
    expect((await send(about(call))).mail.subject).toBe('Your agent called sip:ada@pbx.example')
  })

  it('takes what callers say as text, in the subject too', async () => {
    const nasty = '"><script>alert(1)</script>&amp;'
    const call = await addCall({
      currency: 'not a currency',
      customerName: `Ada\r\nBcc: victim@x.example\r\n\r\nbody ${nasty}`,
      outcome: `\u202Egnikoob\u2028${nasty}`,
      price: 30,
      serviceName: 'a\tb\u0007c',
      summary: `${nasty}\n${'👩‍👩‍👧 '.repeat(20)}\n\uD800`,
    })
    const { envelopeTo, headers, mail, raw } = await send(about(call))
    expect(envelopeTo).toEqual([client.email])
    expect(headers.has('bcc')).toBe(false)
    expect(mail.subject).toMatch(/^Ada Bcc: victim@x\.example body "/)
    expect(mail.subject).not.toMatch(/[\u202E\u2028\t]/)
    expect(raw.split('\r\n\r\n')[0]).not.toMatch(/^Bcc/im)
    expect(mail.html).not.toContain('<script')
    expect(mail.html).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;')
    expect(mail.html).toContain('👩‍👩‍👧')
    expect(mail.text).toContain(nasty)
  })

  it('is cut when the summary is very long, within no character', async () => {
    const summary = `a${'🎉'.repeat(200_000)}`
    const { mail } = await send(about(await addCall({ summary })))
    expect(mail.html?.length).toBeLessThan(30_000)
    expect(mail.text).toContain('follow the link below to read on')
    expect(mail.text).not.toContain('\uFFFD')
  })

  it('to a name with line breaks and quotes goes to that address alone', async () => {
    const tricky = await makeClient(desk.payload, {
      name: 'Eve" <eve@x.example>,\r\nBcc: x@x.example',
    })
    const { envelopeTo, mail } = await send(about(await addCall({}, tricky), tricky))
    expect(envelopeTo).toEqual([tricky.email])
    expect(mail.to?.map(({ address }) => address)).toEqual([tricky.email])
    expect(mail.bcc ?? []).toEqual([])
  })

  it('is not made for who takes none, nor of calls that are none', async () => {
    const other = await makeClient(desk.payload)
    const call = await addCall()
    const test = await addCall()
    const deleted = await addCall()
    await desk.sql.query('update call_summaries set is_test = true where id = $1', [test.id])
    await desk.payload.delete({ collection: 'call-summaries', id: deleted.id })
    const none = [
      about(test),
      about(deleted),
      { ...about(deleted), callSummaryID: null },
      { ...about(call), clientID: crypto.randomUUID() },
      // Another client's call.
      about(call, other),
    ]
    for (const notification of none) expect(await mailFor(notification)).toBeNull()

    for (const change of [
      { isActive: false },
      { emailNotifications: false },
      { emailDigest: 'weekly' as const },
    ]) {
      const who = await makeClient(desk.payload)
      const theirs = about(await addCall({}, who), who)
      expect(await mailFor(theirs)).not.toBeNull()
      await desk.payload.update({ collection: 'users', data: change, id: who.id })
      expect(await mailFor(theirs)).toBeNull()
    }
  })

  it('is refused, not lost, when the mail server is down', async () => {
    const mail = await mailFor(about(await addCall()))
    await smtp.stop()
    await expect(desk.payload.sendEmail(mail ?? {})).rejects.toThrow()
  })
})
