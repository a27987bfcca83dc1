import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { makeDataFolder } from '../helpers/spawnDesk'
import {
  type AdminDesk,
  createUser,
  goTo,
  leaveAdmin,
  openAdminDesk,
  SUPERUSER,
  untilToast,
  visitAdmin,
} from './support/admin'

let data: Awaited<ReturnType<typeof makeDataFolder>>
let desk: AdminDesk
beforeAll(async () => {
  data = await makeDataFolder()
  // The desk takes over what this process has set.
  process.env.DATA_DIR = data.path
  desk = await openAdminDesk()
})
afterAll(async () => {
  delete process.env.DATA_DIR
  await desk?.stop()
  await data?.remove()
})

const NEW_PASSWORD = 'another long password'

const readLink = async (email: string): Promise<string> => {
  const folder = join(data.path, 'mails')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.eml')).sort()
  const mails = await Promise.all(
    names.map(async (name) => PostalMime.parse(await readFile(join(folder, name)))),
  )
  const mail = mails.filter(({ to }) => to?.some(({ address }) => address === email)).at(-1)
  const link = /http:\/\/\S+\/(?:password|reset)\/\w+/.exec(mail?.text ?? '')?.[0]
  if (link === undefined) throw new Error('There is no mail with a link yet')
  return link
}

/**
 * The link in the last mail to somebody, which a desk without a mail server keeps in a folder. Mails are sent after the
 * page has answered.
 */
const linkTo = (email: string): Promise<string> =>
  vi.waitFor(() => readLink(email), { interval: 100, timeout: 20_000 })

const newPage = async (theme: 'dark' | 'light' = 'light'): Promise<Page> => {
  const context = await desk.browser.newContext({
    colorScheme: theme,
    locale: 'en-GB',
    viewport: { height: 800, width: 1000 },
  })
  return context.newPage()
}

const signIn = async (page: Page, account: { email: string; password: string }) => {
  await page.getByLabel('Email').fill(account.email)
  await page.getByLabel('Password').fill(account.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

describe('a desk without a mail server', () => {
  it('says where mails land, on the first page and beside the switch', async () => {
    const { id } = await createUser(desk, { email: 'notice@clients.test' })
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}/admin`)
    await page.getByText(`written to the folder ${data.path}/mails`).waitFor()
    await goTo(page, `${desk.url}/admin/collections/users/${id}/edit`)
    await page.getByRole('button', { name: 'Settings' }).click()
    const notice = page.getByText('Emails are not sent yet')
    await notice.waitFor()
    // Whole sentences, not squeezed into the box of the switch.
    expect((await notice.boundingBox())?.width).toBeGreaterThan(400)
    await leaveAdmin(page)
  })
})

describe('a new client', () => {
  it('is welcomed by mail, sets a password, reads a call and signs out', async () => {
    const email = 'maya@clients.test'
    const { id } = await createUser(desk, { businessName: 'Willow & Wave', email, name: 'Maya' })
    await desk.api('/call-summaries', {
      client: id,
      customerName: 'Ada Example',
      customerPhone: '+12025550146',
      endedGroup: 'completed',
      messages: [
        { at: 0, role: 'assistant', text: 'Willow and Wave, hello?' },
        { at: 2, role: 'user', text: 'A haircut on Friday, please.' },
      ],
      outcome: 'booked',
      startedAt: '2026-11-20T09:00:00Z',
      summary: 'Ada booked a haircut for Friday at ten.',
      vapiCallId: 'call-1',
    })

    const staff = await visitAdmin({ desk })
    await goTo(staff, `${desk.url}/admin/collections/users/${id}`)
    await staff.getByRole('button', { name: 'Send the welcome email' }).click()
    await staff.getByText(`It goes to ${email}`).waitFor()
    await staff.getByRole('button', { exact: true, name: 'Send' }).click()
    // There is no mail server, and it says so.
    await untilToast(staff, `It is in the folder ${data.path}/mails`)
    await leaveAdmin(staff)

    const page = await newPage()
    await page.goto(await linkTo(email))
    await page.getByLabel('New password').fill(NEW_PASSWORD)
    await page.getByRole('button', { name: 'Set the password' }).click()
    await page.getByRole('heading', { exact: true, name: 'Calls' }).waitFor()
    await page.getByRole('link', { name: 'Ada Example' }).click()
    await page.getByText('Ada booked a haircut for Friday at ten.').waitFor()
    await page.getByText('A haircut on Friday, please.').waitFor()
    const call = page.url()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByText('You are now signed out.').waitFor()

    await page.goto(call)
    await signIn(page, { email, password: 'not the password' })
    await page.getByRole('alert').waitFor()
    await signIn(page, { email, password: NEW_PASSWORD })
    await page.getByText('Ada booked a haircut for Friday at ten.').waitFor()
    expect(page.url()).toBe(call)
    await page.context().close()
  })

  it('stops its mails and starts them again', async () => {
    const email = 'stop@clients.test'
    const { id } = await createUser(desk, { email })
    const { unsubscribeURL } = await import('../../src/mail/links')
    const { createHash } = await import('node:crypto')
    // As Payload makes its secret of PAYLOAD_SECRET.
    const secret = createHash('sha256').update('a secret for tests only').digest('hex').slice(0, 32)
    const page = await newPage()
    await page.goto(unsubscribeURL({ base: desk.url, secret, userID: id }))
    await page.getByRole('button', { name: 'Stop these emails' }).click()
    await page.getByRole('heading', { name: 'Emails are off' }).waitFor()
    await page.getByRole('button', { name: 'Send them again' }).click()
    await page.getByRole('heading', { name: 'Emails are on' }).waitFor()
    await page.context().close()
  })
})

describe('a lost password', () => {
  it('of a client is set by the link', async () => {
    const email = 'forgetful@clients.test'
    await createUser(desk, { email })
    const page = await newPage('dark')
    await page.goto(`${desk.url}/sign-in`)
    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await page.getByLabel('Email').fill(email)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await page.getByText('an email is on its way').waitFor()
    await page.goto(await linkTo(email))
    await page.getByLabel('New password').fill(NEW_PASSWORD)
    await page.getByRole('button', { name: 'Set the password' }).click()
    await page.getByText('No calls yet').waitFor()
    await page.context().close()
  })

  it('of staff is set in the admin', async () => {
    const page = await newPage()
    await page.goto(`${desk.url}/admin/forgot`)
    await page.waitForLoadState('networkidle')
    await page.fill('input[name="email"]', SUPERUSER.email)
    await page.click('button[type="submit"]')
    await page.getByText('Email Sent').waitFor()
    await page.goto(await linkTo(SUPERUSER.email))
    await page.waitForLoadState('networkidle')
    await page.fill('input[name="password"]', NEW_PASSWORD)
    await page.fill('input[name="confirm-password"]', NEW_PASSWORD)
    await page.click('button[type="submit"]')
    await page.waitForURL((url) => url.pathname === '/admin')
    await page.context().close()
  })
})
