import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../helpers/openBrowser'
import { asJSON, login } from '../helpers/requests'
import { type BuiltDesk, startBuiltDesk } from '../helpers/startBuiltDesk'
import { audit, KNOWN } from './support/axe'

/** A new desk, from its first page to its first client, as its owner sees it. */
const OWNER = { email: 'owner@desk.test', password: 'a long enough password' }
const AGENCY = 'Bright Lines Ltd'

const LOOKS = [
  ['light', 390],
  ['dark', 390],
  ['light', 1280],
  ['dark', 1280],
] as const

type Theme = 'dark' | 'light'

let browser: Browser
let desk: BuiltDesk

beforeAll(async () => {
  desk = await startBuiltDesk()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await desk?.stop()
})

const open = async (
  path: string,
  { theme = 'light', ...options }: BrowserContextOptions & { theme?: Theme } = {},
): Promise<Page> => {
  const context = await browser.newContext({
    locale: 'en-US',
    timezoneId: 'Europe/Kyiv',
    viewport: { height: 900, width: 1280 },
    ...options,
  })
  await context.addCookies([{ name: 'payload-theme', url: desk.url, value: theme }])
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  await page.goto(desk.url + path)
  return page
}

const openSignedIn = async (path: string, options: Parameters<typeof open>[1] = {}) => {
  const page = await open('/admin/login', options)
  await page.fill('input[name="email"]', OWNER.email)
  await page.fill('input[name="password"]', OWNER.password)
  await page.click('button[type="submit"]')
  await page.waitForURL((url) => !url.pathname.endsWith('/login'))
  await page.goto(desk.url + path)
  return page
}

/** For the eye, when asked for. */
const picture = async (page: Page, name: string) => {
  const folder = process.env.SCREENSHOTS
  if (folder) await page.screenshot({ fullPage: true, path: `${folder}/${name}.png` })
}

/** What does not fit, and what has no name. */
const faultsOf = (page: Page) =>
  page.evaluate(() => {
    const faults: string[] = []
    const { scrollWidth } = document.documentElement
    if (scrollWidth > window.innerWidth) faults.push(`${scrollWidth} pixels wide`)
    for (const each of document.querySelectorAll(
      'main input, form input, main button, form button',
    )) {
      const labels = each instanceof HTMLInputElement ? (each.labels?.length ?? 0) : 0
      const isDrawn = each.getClientRects().length > 0
      const isHidden = each.getAttribute('aria-hidden') === 'true'
      if (isHidden && each.getAttribute('tabindex') === '-1') continue
      const name =
        each.getAttribute('aria-label') || each.getAttribute('aria-labelledby') || each.textContent
      if (isDrawn && labels === 0 && !name) faults.push(`No name: ${each.outerHTML}`)
    }
    return faults
  })

const userOf = async (email: string) => {
  const { rows } = await desk.sql.query('select * from users where email = $1', [email])
  return rows[0]
}

describe('the page for the first user', () => {
  it.each(LOOKS)('asks for what an owner needs, in %s at %i pixels', async (theme, width) => {
    const page = await open('/admin', {
      // The policy of the pages would not let axe in.
      bypassCSP: true,
      reducedMotion: 'reduce',
      theme,
      viewport: { height: 900, width },
    })
    await page.waitForURL(/create-first-user/)
    await page.getByText('This account owns the desk').waitFor()
    await page.getByText('12 characters or more.').waitFor()
    const labels = await page.locator('form .field-label').allInnerTexts()
    expect(labels.map((label) => label.replace(/\W+$/, ''))).toEqual([
      'Email',
      'Your name',
      'Password',
      'Name of your agency',
    ])
    expect(await page.locator('form input').count()).toBe(4)
    expect(await faultsOf(page)).toEqual([])
    expect(await audit(page, { known: KNOWN })).toEqual([])
    await picture(page, `first-user-${width}-${theme}`)
    await page.context().close()
  })

  it('says at the field that a password is too short, and shows it when asked', async () => {
    const page = await open('/admin/create-first-user')
    await page.locator('#field-email:focus').waitFor()
    await page.fill('#field-email', OWNER.email)
    await page.fill('#field-password', 'short')
    await page.getByRole('button', { exact: true, name: 'Show' }).click()
    expect(await page.locator('#field-password').getAttribute('type')).toBe('text')
    await page.getByRole('button', { name: 'Open the desk' }).click()
    await page.locator('.desk-new-password.error').waitFor()
    expect(await page.locator('#field-password').getAttribute('aria-invalid')).toBe('true')
    expect(await userOf(OWNER.email)).toBeUndefined()
    await page.context().close()
  })

  it('makes the owner, keeps the agency’s name, and goes to the first steps', async () => {
    const page = await open('/admin')
    await page.fill('#field-email', OWNER.email)
    await page.fill('#field-name', 'Olga Owner')
    await page.fill('#field-password', OWNER.password)
    await page.fill('#field-agencyName', AGENCY)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Three steps to the first call' }).waitFor()
    expect(await userOf(OWNER.email)).toMatchObject({ is_superuser: true, name: 'Olga Owner' })
    const headers = await login({ ...OWNER, url: desk.url })
    const { body } = await asJSON({ headers, url: `${desk.url}/api/globals/desk` })
    expect(body).toMatchObject({ agencyName: AGENCY })
    await page.context().close()
  })
})

describe('an empty desk', () => {
  it.each(LOOKS)('is one card with three steps, in %s at %i pixels', async (theme, width) => {
    const page = await openSignedIn('/admin', {
      bypassCSP: true,
      reducedMotion: 'reduce',
      theme,
      viewport: { height: 900, width },
    })
    const steps = page.locator('.desk-steps__step')
    await steps.first().waitFor()
    expect(await page.locator('.desk-panel').count()).toBe(1)
    expect(await steps.locator('h3').allInnerTexts()).toEqual([
      'Public address',
      'Emails',
      'First client',
    ])
    await page.getByText('Set SERVER_URL to its public address').waitFor()
    expect(await audit(page, { known: KNOWN })).toEqual([])
    await page.getByText('emails are written to the folder').waitFor()
    expect(await page.getByText('Emails are not sent yet').count()).toBe(0)
    expect(await faultsOf(page)).toEqual([])
    await picture(page, `first-steps-${width}-${theme}`)
    await page.context().close()
  })
})

describe('the page for a new client', () => {
  it.each(LOOKS)('asks for four things, in %s at %i pixels', async (theme, width) => {
    const page = await openSignedIn('/admin/collections/users/create', {
      theme,
      viewport: { height: 900, width },
    })
    await page.getByRole('heading', { name: 'New client' }).waitFor()
    await page.getByText('Kyiv · Europe/').waitFor()
    expect(await page.locator('input[type="password"]').count()).toBe(0)
    expect(await page.locator('.desk-create .field-label').count()).toBe(5)
    expect(await faultsOf(page)).toEqual([])
    await picture(page, `new-client-${width}-${theme}`)
    await page.context().close()
  })

  it('finds time zones as people call them', async () => {
    const page = await openSignedIn('/admin/collections/users/create')
    await page.getByText('Kyiv · Europe/').waitFor()
    const zone = page.locator('#field-timezone input')
    for (const [typed, found] of [
      ['new york', 'New York · America/New_York'],
      // Node 20 lists it as Europe/Kiev, Node 24 as Europe/Kyiv.
      ['kyiv', 'Kyiv · Europe/'],
      ['Europe/Berlin', 'Berlin · Europe/Berlin'],
    ] as const) {
      await zone.fill(typed)
      const option = page.getByRole('option', { name: found })
      await option.waitFor()
      await zone.fill('')
    }
    await page.context().close()
  })

  it('creates the first client with one click, and without a password', async () => {
    const email = 'rosa@petal.test'
    const page = await openSignedIn('/admin')
    await page.getByRole('link', { name: 'Create client' }).click()
    await page.locator('#field-businessName:focus').waitFor()
    await page.getByText('Kyiv · Europe/').waitFor()
    await page.keyboard.type('Petal & Stem')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Rosa Bloom')
    await page.keyboard.press('Tab')
    await page.keyboard.type(email)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/collections\/users\/[0-9a-f-]{36}/)
    const client = await userOf(email)
    expect(page.url()).toContain(client.id)
    expect(client).toMatchObject({
      business_name: 'Petal & Stem',
      is_active: true,
      is_staff: false,
      name: 'Rosa Bloom',
      timezone: expect.stringMatching(/^Europe\/K(?:iev|yiv)$/),
    })
    expect(client.hash).toMatch(/^pbkdf2-/)
    await page.context().close()
  })

  it('shows and saves a time zone that is stored under its other name', async () => {
    const { id, timezone } = await userOf('rosa@petal.test')
    const other = timezone === 'Europe/Kyiv' ? 'Europe/Kiev' : 'Europe/Kyiv'
    await desk.sql.query('update users set timezone = $2 where id = $1', [id, other])
    const page = await openSignedIn(`/admin/collections/users/${id}/edit`)
    await page.locator('#field-timezone').getByText(`Kyiv · ${timezone}`).waitFor()
    await page.fill('#field-businessType', 'Florist')
    await page.click('#action-save')
    await page.locator('[data-sonner-toast]', { hasText: 'successfully' }).waitFor()
    expect(await userOf('rosa@petal.test')).toMatchObject({
      business_type: 'Florist',
      timezone: other,
    })
    await page.context().close()
  })

  it('says what is wrong at the field, and keeps what was typed', async () => {
    const page = await openSignedIn('/admin/collections/users/create')
    await page.getByText('Kyiv · Europe/').waitFor()
    await page.fill('#field-businessName', 'Twice')
    await page.fill('#field-email', 'nobody')
    await page.getByRole('button', { name: 'Create client' }).click()
    await page.locator('.field-type.email.error').waitFor()
    await page.fill('#field-email', 'rosa@petal.test')
    await page.getByRole('button', { name: 'Create client' }).click()
    await page.getByText('already registered').first().waitFor()
    expect(await page.locator('#field-businessName').inputValue()).toBe('Twice')
    await page.context().close()
  })

  it('creates colleagues too, for a superuser', async () => {
    const page = await openSignedIn('/admin/collections/users/create')
    await page.getByText('Kyiv · Europe/').waitFor()
    await page.getByText('This is a colleague').click()
    await page.locator('#field-businessName').waitFor({ state: 'detached' })
    await page.fill('#field-email', 'colleague@desk.test')
    await page.getByRole('button', { name: 'Create staff account' }).click()
    await page.waitForURL(/\/collections\/users\/[0-9a-f-]{36}/)
    expect(await userOf('colleague@desk.test')).toMatchObject({ is_staff: true })
    await page.context().close()
  })
})

describe('a desk with its first client', () => {
  it('shows what is to do for it, and no figures of calls that are not there', async () => {
    const page = await openSignedIn('/admin')
    await page.getByRole('region', { name: 'Setup' }).waitFor()
    await expect.poll(() => page.locator('[aria-busy="true"]').count()).toBe(0)
    await expect
      .poll(() => page.locator('.desk-panel__title').allTextContents())
      .toEqual(['Gone quiet', 'Delivery problems', 'Setup', 'This desk'])
    await page.getByText('Emails are not sent yet').waitFor()
    // Nothing is judged before there is something.
    await page.getByText('No client is live yet.').waitFor()
    await page.getByText('No delivery has arrived yet.').waitFor()
    const lastCall = page.locator('.desk-health-row', { hasText: 'None yet' })
    await lastCall.waitFor()
    expect(await lastCall.locator('.desk-state').count()).toBe(0)
    await page.context().close()
  })

  it('says beside the webhook URL that Vapi cannot reach it', async () => {
    const { id } = await userOf('rosa@petal.test')
    const headers = await login({ ...OWNER, url: desk.url })
    await asJSON({ body: { ids: [id] }, headers, url: `${desk.url}/api/users/generate-vapi-token` })
    const page = await openSignedIn(`/admin/collections/users/${id}`)
    await page.getByText('Vapi cannot reach this address. Set SERVER_URL').waitFor()
    await page.context().close()
  })
})
