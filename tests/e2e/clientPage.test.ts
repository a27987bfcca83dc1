import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asJSON } from '../helpers/requests'
import {
  type AdminDesk,
  createUser,
  goTo,
  leaveAdmin,
  openAdminDesk,
  SUPERUSER,
  save,
  untilFits,
  untilToast,
  visitAdmin,
} from './support/admin'
import { handsOn } from './support/hands'

const TOKEN = 'token-of-the-florist-that-is-shown'
const USERS = '/admin/collections/users'
/** A hundred and more letters, from right to left. */
const ARABIC =
  'صالون الياسمين للتجميل والعناية بالشعر والبشرة في شارع الملك عبد العزيز بالمدينة القديمة '.repeat(
    2,
  )

let desk: AdminDesk
let florist: { id: string }

/** For the eye, when asked for. */
const folder = process.env.SCREENSHOTS

const report = (id: string, more: object = {}) => ({
  message: {
    call: { id },
    endedReason: 'customer-ended-call',
    type: 'end-of-call-report',
    ...more,
  },
})

const post = (token: string, body: object) =>
  asJSON({ body, url: `${desk.url}/api/v1/vapi/webhook/${token}` })

const client = (page: Page) => page.locator('.desk-client')
const region = (page: Page, name: string) => client(page).getByRole('region', { exact: true, name })
const number = (page: Page, label: string) =>
  client(page).locator('.desk-client__number', { hasText: label }).locator('dd').first()
const button = (of: Locator | Page, name: string) => of.getByRole('button', { exact: true, name })

const statusOf = async (id: string) =>
  (
    await desk.sql.query<{ setup_status: string }>('select setup_status from users where id = $1', [
      id,
    ])
  ).rows[0]?.setup_status

beforeAll(async () => {
  desk = await openAdminDesk()
  florist = await createUser(desk, {
    businessName: 'Petal & Stem',
    email: 'rosa@florist.test',
    name: 'Rosa Example',
    phone: '+12025550146',
    setupStatus: 'client_notified',
    timezone: 'America/New_York',
    vapiWebhookToken: TOKEN,
  })
  for (const day of [40, 20, 3]) {
    await post(
      TOKEN,
      report(`${day} days ago`, {
        analysis: {
          structuredData: { outcome: 'Booked' },
          summary: `Ada ordered roses, ${day} days ago. She pays on delivery.`,
        },
        customer: { name: `Ada ${day}`, number: '+12025550157' },
        timestamp: Date.now() - day * 86_400_000,
      }),
    )
  }
  await post(TOKEN, {
    message: { artifact: { transcript: 'AI: Hello.' }, type: 'end-of-call-report' },
  })
  await desk.sql.query(
    `insert into webhook_refusals (client_id, count, last_at, last_reason)
     values ($1, 1, now(), 'secret_missing')`,
    [florist.id],
  )
})
afterAll(() => desk?.stop())

describe('the page of a client', () => {
  it('says first what matters: who it is, how it goes, what needs a look', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}${USERS}`)
    await page.getByRole('link', { name: 'rosa@florist.test' }).click()
    await page.getByRole('heading', { level: 1, name: 'Petal & Stem' }).waitFor()
    await client(page).getByText('Rosa Example').waitFor()
    const hrefOf = (name: string) =>
      client(page).getByRole('link', { exact: true, name }).getAttribute('href')
    expect(await hrefOf('rosa@florist.test')).toBe('mailto:rosa@florist.test')
    expect(await hrefOf('+1 202 555 0146')).toBe('tel:+12025550146')
    await client(page)
      .getByText(/^\w{3} \d\d:\d\d in New York$/)
      .waitFor()
    await client(page).locator('.pill', { hasText: 'Client notified' }).waitFor()

    await number(page, 'Last call').filter({ hasText: '3 days ago' }).waitFor()
    await number(page, 'Last 7 days').filter({ hasText: /^1$/ }).waitFor()
    await number(page, 'Last 30 days').filter({ hasText: /^2$/ }).waitFor()
    expect(await number(page, 'Needs review').textContent()).toBe('1')
    await region(page, 'Needs attention').getByText('1 delivery needs review').waitFor()
    await region(page, 'Needs attention').getByText('the secret was missing').waitFor()

    const calls = region(page, 'Latest calls').getByRole('listitem')
    expect(await calls.count()).toBe(3)
    const first = calls.first()
    await first.getByText('Ada ordered roses, 3 days ago. She pays on delivery.').waitFor()
    await first.getByText('Booked').waitFor()
    // Nothing to fill in: the only field is the webhook URL, to be copied.
    expect(await client(page).locator('input:visible, textarea:visible').count()).toBe(1)
    expect(await page.getByText('Force Unlock').count()).toBe(0)
    await first.getByRole('link').click()
    await page.getByRole('heading', { level: 1, name: 'Ada 3' }).waitFor()
    await leaveAdmin(page)
  })

  it('is a minute from the list to a proven test call, and leads on to live in nine clicks', async () => {
    const email = 'ana@operator.test'
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}${USERS}`)
    const { click, press, seconds, type, used } = handsOn(page)
    await click(page.getByRole('link', { name: /^Create new/i }))
    // The browser's time zone is chosen, and the first field has the focus.
    await page.getByText('Berlin · Europe/Berlin').waitFor()
    await page.locator('#field-businessName:focus').waitFor()
    await type('Operator & Co')
    await press('Tab')
    await type('Ana Example')
    await press('Tab')
    await type(email)
    await press('Enter')
    await page.waitForURL(/\/users\/[0-9a-f-]{36}$/)
    await region(page, 'Setup').waitFor()
    const opened = page.url()
    const id = opened.slice(-36)
    const load = await page.evaluate(() => performance.timeOrigin)
    await click(button(page, 'Generate webhook URL'))
    await click(button(page, 'Copy the webhook URL'))
    await page.getByText('Copied').first().waitFor()
    const url = await page.evaluate(() => navigator.clipboard.readText())
    await click(button(page, 'Send a test call'))
    await client(page).getByText('A report arrives and is stored.').waitFor()
    expect(used.clicks).toBeLessThanOrEqual(9)
    expect(used.keys).toBeLessThanOrEqual(60)
    expect(seconds()).toBeLessThanOrEqual(60)
    const { rows } = await desk.sql.query(
      'select business_name, email, name, timezone from users where id = $1',
      [id],
    )
    expect(rows).toEqual([
      { business_name: 'Operator & Co', email, name: 'Ana Example', timezone: 'Europe/Berlin' },
    ])
    await region(page, 'Latest calls')
      .locator('.pill', { hasText: /^Test$/ })
      .waitFor()

    await click(button(page, 'Mark as Agent configured'))
    await untilToast(page, 'Agent configured')
    expect(await statusOf(id)).toBe('agent_configured')
    await client(page).locator('.desk-path__step--done', { hasText: 'Agent configured' }).waitFor()
    await client(page).locator('[aria-current="step"]', { hasText: 'Client notified' }).waitFor()
    // What the test has shown is not lost by it.
    await client(page).getByText('A report arrives and is stored.').waitFor()

    await click(client(page).getByRole('button', { name: 'Send the welcome email' }))
    await click(button(page.getByRole('dialog'), 'Send'))
    await click(button(page, 'Mark as Client notified'))
    await untilToast(page, 'Client notified')
    expect(await statusOf(id)).toBe('client_notified')

    await client(page).getByText('Waiting for the first real call.').waitFor()
    const real = report('a real call', { customer: { name: 'Real Caller' } })
    expect((await asJSON({ body: real, url })).status).toBe(200)
    await click(button(page, 'Mark as live'))
    await untilToast(page, 'The client is marked as live')
    expect(await statusOf(id)).toBe('live')
    await client(page).locator('.pill', { hasText: 'Live' }).waitFor()
    expect(used.clicks).toBeLessThanOrEqual(9)
    expect(page.url()).toBe(opened)
    expect(await page.evaluate(() => performance.timeOrigin)).toBe(load)
    await leaveAdmin(page)
  })

  it('has the form and the sign-in as tabs of their own, and is up to date after Back', async () => {
    const { id } = await createUser(desk, { businessName: 'Before', email: 'tabs@florist.test' })
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}${USERS}/${id}`)
    await page.getByRole('link', { exact: true, name: 'Details' }).click()
    await page.locator('#field-businessName').waitFor()
    expect(new URL(page.url()).pathname).toBe(`${USERS}/${id}/edit`)
    expect(await button(page, 'Change Password').isVisible()).toBe(false)
    for (const tab of ['Figures', 'API keys']) expect(await button(page, tab).count()).toBe(0)
    await page.fill('#field-businessName', 'After')
    await save(page)
    await page.goBack()
    await client(page).waitFor()
    await page.getByRole('heading', { level: 1, name: 'After' }).waitFor()

    await page.getByRole('link', { exact: true, name: 'Sign-in' }).click()
    await button(page, 'Change Password').waitFor()
    expect(await page.locator('#field-email').inputValue()).toBe('tabs@florist.test')
    expect(await page.locator('#field-businessName').isVisible()).toBe(false)
    await page.getByRole('region', { name: 'API keys' }).getByText('No API keys yet.').waitFor()
    await page.fill('#field-email', 'other@florist.test')
    await save(page)
    await page.getByRole('link', { exact: true, name: 'Overview' }).click()
    await client(page).getByRole('link', { name: 'other@florist.test' }).waitFor()
    await leaveAdmin(page)
  })

  it('is the form for staff, with everything on one page', async () => {
    const { id } = await createUser(desk, { email: 'colleague@desk.test', isStaff: true })
    const page = await visitAdmin({ desk })
    for (const path of ['', '/edit', '/sign-in']) {
      await goTo(page, `${desk.url}${USERS}/${id}${path}`)
      await page.locator('#field-name').waitFor()
      await button(page, 'Change Password').waitFor()
      await button(page, 'API keys').waitFor()
    }
    for (const name of ['Overview', 'Details', 'Sign-in']) {
      expect(await page.getByRole('link', { exact: true, name }).count()).toBe(0)
    }
    await leaveAdmin(page)
  })

  it('says that a client is inactive, and what deleting it means', async () => {
    const token = 'token-of-the-one-that-is-deleted'
    const { id } = await createUser(desk, {
      businessName: 'Closing Down',
      email: 'closing@florist.test',
      vapiWebhookToken: token,
    })
    await post(token, report('the only one'))
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}${USERS}/${id}`)
    const ask = () => button(page, 'Delete this client …').click()
    const dialog = page.getByRole('dialog')
    await ask()
    await dialog.getByRole('heading', { name: 'Deactivate Closing Down first' }).waitFor()
    await button(dialog, 'Deactivate').click()
    await client(page).getByText('Inactive since').waitFor()
    await client(page).locator('.pill', { hasText: 'Inactive' }).waitFor()

    await button(page, 'Reactivate').click()
    await untilToast(page, 'active again')
    await client(page).getByText('Inactive since').waitFor({ state: 'detached' })
    await ask()
    await dialog.getByRole('heading', { name: 'Deactivate Closing Down first' }).waitFor()
    await button(dialog, 'Deactivate').click()
    await client(page).getByText('Inactive since').waitFor()

    await ask()
    await dialog.getByRole('heading', { name: 'Delete Closing Down and its 1 call?' }).waitFor()
    await dialog.getByText('This cannot be undone.').waitFor()
    await button(dialog, 'Delete').click()
    await page.waitForURL((url) => url.pathname === USERS)
    expect(await statusOf(id)).toBeUndefined()
    await leaveAdmin(page)
  })

  it('offboards a client in one step: its calls are downloaded, it is inactive, its URL is revoked', async () => {
    const token = 'token-of-the-one-that-is-offboarded'
    const { id } = await createUser(desk, {
      businessName: 'Moving On',
      email: 'moving@florist.test',
      vapiWebhookToken: token,
    })
    await post(token, report('its call', { analysis: { summary: 'Wanted a table.' } }))
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}${USERS}/${id}`)
    await button(page, 'Offboard …').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('heading', { name: 'Offboard Moving On?' }).waitFor()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      button(dialog, 'Offboard').click(),
    ])
    const calls = await readFile(await file.path(), 'utf8')
    expect(calls).toContain('Wanted a table.')
    expect(calls).not.toContain('Ada ordered')
    await untilToast(page, 'Moving On is inactive, and its webhook URL is revoked.')
    await client(page).getByText('Inactive since').waitFor()
    expect(await button(page, 'Offboard …').count()).toBe(0)
    expect(await button(page, 'Mark as live').count()).toBe(0)
    expect((await post(token, report('a later call'))).status).toBe(404)
    await leaveAdmin(page)
  })

  // With its hint, which is in the button.
  const SEE_AS = expect.stringMatching(/See as client$/)

  it('shows staff no more than they may see, and offers no more than they may do', async () => {
    const viewer = async (name: string, permissions: string[]) => {
      const { doc } = await desk.api<{ doc: { id: string } }>('/groups', { name, permissions })
      const account = { email: `${name}@desk.test`, password: SUPERUSER.password }
      await createUser(desk, { ...account, groups: [doc.id], isStaff: true })
      const page = await visitAdmin({ account, desk })
      await goTo(page, `${desk.url}${USERS}/${florist.id}`)
      await client(page).getByText('Rosa Example').waitFor()
      return page
    }
    const looks = await viewer('looks', ['users.view'])
    await client(looks).getByText('Only staff who may change users see').waitFor()
    expect(await looks.content()).not.toContain(TOKEN)
    expect(await looks.content()).not.toContain('Ada ordered')
    expect(await client(looks).locator('dl, .desk-panel, .desk-client__attention').count()).toBe(0)
    expect(await client(looks).getByRole('button').count()).toBe(0)
    await leaveAdmin(looks)

    const reads = await viewer('reads', ['users.view', 'call-summaries.view'])
    expect(await region(reads, 'Latest calls').getByRole('listitem').count()).toBe(3)
    expect(await number(reads, 'Needs review').count()).toBe(0)
    expect(await client(reads).getByRole('button').allTextContents()).toEqual([SEE_AS])
    await leaveAdmin(reads)

    const deletes = await viewer('deletes', [
      'users.view',
      'users.delete',
      'call-summaries.view',
      'call-summaries.delete',
    ])
    await client(deletes).getByText('it has to be deactivated before you can delete it').waitFor()
    expect(await client(deletes).getByRole('button').allTextContents()).toEqual([SEE_AS])
    await leaveAdmin(deletes)
  })

  it('asks once how often emails are sent, and stores both fields', async () => {
    const { id } = await createUser(desk, { email: 'often@florist.test' })
    const storedOf = async () =>
      (
        await desk.sql.query(
          'select email_notifications as on, email_digest as digest from users where id = $1',
          [id],
        )
      ).rows[0]
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}${USERS}/${id}/edit`)
    await page.getByRole('button', { exact: true, name: 'Settings' }).click()
    const choice = page.getByRole('radiogroup', { name: 'Email notifications' })
    const radio = (name: string) => choice.getByRole('radio', { exact: true, name })
    await expect.poll(() => radio('One per call').isChecked()).toBe(true)
    expect(await page.locator('#field-emailDigest').count()).toBe(0)
    for (const [name, stored] of [
      ['One per week', { digest: 'weekly', on: true }],
      ['None', { digest: 'weekly', on: false }],
      ['One per day', { digest: 'daily', on: true }],
      ['One per call', { digest: 'each', on: true }],
    ] as const) {
      await radio(name).check()
      await save(page)
      expect(await storedOf(), name).toEqual(stored)
      expect(await radio(name).isChecked(), name).toBe(true)
    }
    await leaveAdmin(page)
  })

  it.each([
    [390, 'light'],
    [390, 'dark'],
    [1280, 'light'],
    [1280, 'dark'],
  ] as const)('fits a width of %i, %s, also with a long Arabic name', async (width, theme) => {
    const { id } = await createUser(desk, {
      businessName: ARABIC,
      email: `jasmine-${width}-${theme}@florist.test`,
      timezone: 'Asia/Riyadh',
    })
    const page = await visitAdmin({ desk, options: { viewport: { height: 844, width } }, theme })
    for (const [name, of] of Object.entries({ arabic: id, client: florist.id })) {
      for (const path of ['', '/edit', '/sign-in']) {
        await goTo(page, `${desk.url}${USERS}/${of}${path}`)
        await page.locator('.desk-client, .desk-client-details, .desk-client-sign-in').waitFor()
        await client(page).locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
        await untilFits(page, `${name}${path}`)
        const lines = await page.locator('.doc-header__title').evaluate((title) => {
          const { lineHeight } = getComputedStyle(title)
          return title.getBoundingClientRect().height / Number.parseFloat(lineHeight)
        })
        // A name that is cut in its middle has both of its lines, and not an ellipsis alone.
        if (name === 'arabic' && width === 390) expect(lines).toBeGreaterThan(1.5)
        if (folder) {
          const file = `${name}${path.replace('/', '-')}-${width}-${theme}.png`
          await page.screenshot({ fullPage: true, path: `${folder}/${file}` })
        }
      }
    }
    await leaveAdmin(page)
  })
})
