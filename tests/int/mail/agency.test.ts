import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { User } from '../../../src/payload-types'
import type { TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser, signedIn } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'
import { openMailDesk } from './mailDesk'
import type { TestSMTP } from './smtpServer'

const AGENCY = 'Bright, Lines & “Co”'

let boss: User
let desk: TestDesk
let smtp: TestSMTP
let stop: () => Promise<void>
beforeAll(async () => {
  ;({ desk, smtp, stop } = await openMailDesk())
  boss = await makeSuperuser(desk.payload)
})
afterAll(() => stop?.())

const nameAgency = (agencyName: null | string) =>
  desk.payload.updateGlobal({ data: { agencyName }, overrideAccess: true, slug: 'desk' })

/** Sends each kind of mail that the desk composes to a new client. */
const KINDS = {
  'of a call': async (client: User) => {
    const call = await desk.payload.create({
      collection: 'call-summaries',
      data: { client: client.id, vapiCallId: crypto.randomUUID() },
      overrideAccess: true,
    })
    const { mailFor } = await import('../../../src/mail/mailFor')
    const mail = await mailFor({
      notification: {
        callSummaryID: call.id,
        channel: 'email',
        clientID: client.id,
        id: crypto.randomUUID(),
        kind: 'call',
        period: null,
        vapiCallID: call.vapiCallId,
      },
      payload: desk.payload,
    })
    if (!mail) throw new Error('There is no mail')
    await desk.payload.sendEmail(mail)
  },
  'to set a password': async ({ email }: User) => {
    await asJSON({ body: { email }, url: `${desk.url}/api/users/forgot-password` })
  },
  welcome: async ({ id }: User) => {
    const headers = await signedIn(desk.payload, boss)
    const url = `${desk.url}/api/users/send-welcome`
    expect((await asJSON({ body: { id }, headers, url })).body).toEqual({ sent: true })
  },
} as const

const received = async (kind: keyof typeof KINDS) => {
  const client = await makeClient(desk.payload)
  await KINDS[kind](client)
  return vi.waitFor(
    () => {
      const found = smtp.received.find(({ envelopeTo }) => envelopeTo.includes(client.email))
      if (!found) throw new Error('There is no mail yet')
      return found.mail
    },
    { timeout: 20_000 },
  )
}

describe.each(['of a call', 'to set a password', 'welcome'] as const)('a mail %s', (kind) => {
  it('has the agency’s name as its sender, once there is one', async () => {
    await nameAgency(null)
    const before = await received(kind)
    expect(before.from).toEqual({ address: 'desk@agency.example', name: '' })
    await nameAgency(AGENCY)
    const after = await received(kind)
    expect(after.from).toEqual({ address: 'desk@agency.example', name: AGENCY })
    expect(after.html).toContain('Bright, Lines &amp; “Co”')
  })
})

describe('a welcome mail', () => {
  it('says who created the account', async () => {
    await nameAgency(null)
    expect((await received('welcome')).text).toContain('Your agency created this account')
    await nameAgency('Bright\r\nBcc: x@x.example')
    const mail = await received('welcome')
    expect(mail.text).toContain('Bright Bcc: x@x.example created this account')
    expect(mail.bcc ?? []).toEqual([])
  })
})
