import path from 'node:path'
import { parseArgs } from 'node:util'
import { chromium, type Page } from 'playwright-core'
import { findBrowser } from '../tests/helpers/globalBrowser'

/**
 * Takes the pictures under `docs/` from a running demo: `npm run demo`, then in another terminal
 * `npm run screenshots -- --password <what the demo prints>`.
 */
const { values } = parseArgs({
  options: {
    email: { default: 'demo@desk.example', type: 'string' },
    password: { type: 'string' },
    url: { default: 'http://localhost:3000', type: 'string' },
  },
})
const { email, password, url } = values
if (!password) throw new Error('Give the password that the demo printed: --password …')

const USUAL = { height: 900, width: 1600 }
const TALL = { height: 1080, width: 1600 }

const CLIENT = 'maya@willow-wave.example'

const firstLink = async (page: Page, list: string): Promise<string> => {
  await page.goto(`${url}/admin/collections/${list}`)
  const link = page.locator('tbody tr a').first()
  return new URL((await link.getAttribute('href')) ?? '', url).href
}

/** Each picture: how to get to what it shows. */
const PICTURES: Record<string, (page: Page) => Promise<unknown>> = {
  dashboard: async (page) => {
    await page.setViewportSize(TALL)
    await page.goto(`${url}/admin`)
    await page.locator('.desk-chart__svg:visible').waitFor()
  },
  users: async (page) => {
    await page.setViewportSize(USUAL)
    await page.goto(`${url}/admin/collections/users?limit=25`)
  },
  client: async (page) => {
    await page.goto(await firstLink(page, `users?search=${CLIENT}`))
    await page.locator('.desk-client').waitFor()
    await page.locator('.desk-client [aria-busy="true"]').first().waitFor({ state: 'detached' })
  },
  figures: async (page) => {
    await page.setViewportSize(TALL)
    await page.goto(await firstLink(page, `users?search=${CLIENT}`))
    await page.locator('.desk-client-figures').evaluate((part) => part.scrollIntoView())
  },
  calls: async (page) => {
    await page.setViewportSize(USUAL)
    await page.goto(`${url}/admin/collections/call-summaries?limit=25`)
  },
  call: async (page) => page.goto(await firstLink(page, 'call-summaries')),
  deliveries: (page) => page.goto(`${url}/admin/collections/webhook-deliveries?limit=25`),
  'test-call': async (page) => {
    await page.goto(await firstLink(page, `users?search=${CLIENT}`))
    const test = page.getByRole('region', { name: 'Connection test' })
    await test.getByRole('button', { name: 'Send a test call' }).click()
    await test.getByText('A report arrives').waitFor()
    await test.evaluate((element) => element.scrollIntoView({ block: 'center' }))
  },
  history: (page) => page.goto(`${url}/admin/collections/audit-log?limit=25`),
}

const PHONE = { height: 844, width: 390 }
const DESKTOP = { height: 900, width: 1280 }

const firstCall = async (page: Page, about: string): Promise<void> => {
  await page.goto(`${url}/calls?q=${encodeURIComponent(about)}`)
  const link = page.locator('main li a[href^="/calls/"]').first()
  await page.goto(new URL((await link.getAttribute('href')) ?? '', url).href)
}

/** The pages of a client, on a phone and on a desktop. */
const PORTAL: Record<string, (page: Page) => Promise<unknown>> = {
  'portal-calls': async (page) => {
    await page.setViewportSize(PHONE)
    await page.goto(`${url}/calls`)
  },
  'portal-call': async (page) => {
    await page.setViewportSize(PHONE)
    await firstCall(page, 'booked')
  },
  'portal-to-do': async (page) => {
    await page.setViewportSize(PHONE)
    await page.goto(`${url}/to-do`)
  },
  'portal-desktop': async (page) => {
    await page.setViewportSize(DESKTOP)
    await page.goto(`${url}/calls`)
  },
  'portal-figures': async (page) => {
    await page.setViewportSize(DESKTOP)
    await page.goto(`${url}/figures`)
  },
}

const { env, executablePath } = await findBrowser()
const browser = await chromium.launch({
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'],
  env: { ...process.env, ...env },
  executablePath,
})
for (const theme of ['light', 'dark'] as const) {
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: USUAL,
  })
  await context.addCookies([{ name: 'payload-theme', url, value: theme }])
  const page = await context.newPage()
  await page.goto(`${url}/admin/login`)
  await page.fill('input[name="email"]', email)
  await page.fill('input[name="password"]', password)
  await page.click('button[type="submit"]')
  await page.waitForURL((address) => !address.pathname.endsWith('/login'))
  for (const [name, goThere] of Object.entries(PICTURES)) {
    await goThere(page)
    // Payload never reads the answer to a tab's preference, so that request may stay open.
    await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => undefined)
    const file = path.join(import.meta.dirname, `${name}-${theme}.png`)
    await page.screenshot({ path: file })
    process.stdout.write(`${path.basename(file)}\n`)
    if (name !== 'test-call') continue
    // What follows, and the next theme, shows the same calls.
    await page.getByRole('button', { name: 'Remove the test call' }).click()
    await page.getByText('The test call was removed').waitFor()
  }
  await context.close()

  const client = await browser.newContext({
    colorScheme: theme,
    // As sharp as on a phone.
    deviceScaleFactor: 2,
    locale: 'en-US',
    viewport: PHONE,
  })
  const portal = await client.newPage()
  await portal.goto(`${url}/sign-in`)
  await portal.fill('input[name="email"]', CLIENT)
  await portal.fill('input[name="password"]', password)
  await portal.getByRole('button', { exact: true, name: 'Sign in' }).click()
  await portal.waitForURL(`${url}/calls`)
  for (const [name, goThere] of Object.entries(PORTAL)) {
    await goThere(portal)
    const file = path.join(import.meta.dirname, `${name}-${theme}.png`)
    await portal.screenshot({ path: file })
    process.stdout.write(`${path.basename(file)}\n`)
  }
  await client.close()
}
await browser.close()
