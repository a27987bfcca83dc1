import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AdminDesk, leaveAdmin, openAdminDesk, SUPERUSER, visitAdmin } from './support/admin'
import { audit, type Finding, KNOWN } from './support/axe'
import {
  fillDesk,
  openSettled,
  type PageName,
  untilSettled,
  type WholeDesk,
} from './support/wholeDesk'

let desk: AdminDesk
let whole: WholeDesk
let page: Page

/** For the eye, when asked for. */
const folder = process.env.SCREENSHOTS

const show = async (theme: 'dark' | 'light') => {
  await page.emulateMedia({ colorScheme: theme })
  await page.evaluate(async (theme) => {
    // The clients' pages follow the system, the admin this.
    if (document.documentElement.dataset.theme) document.documentElement.dataset.theme = theme
    // Even the shortest transition has the old colour until the next frame.
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame)
  }, theme)
}

const lines = (findings: readonly Finding[]) =>
  findings.map(({ html, part, problem, rule }) => `${rule} | ${part} | ${problem} | ${html}`)

/** Everything in light; in dark what depends on colours. */
const auditBoth = async (name: string): Promise<Finding[]> => {
  await show('light')
  const light = await audit(page, { known: KNOWN })
  if (folder) await page.screenshot({ fullPage: true, path: `${folder}/${name}-light.png` })
  await show('dark')
  const dark = await audit(page, { known: KNOWN, rules: ['color-contrast', 'link-in-text-block'] })
  if (folder) await page.screenshot({ fullPage: true, path: `${folder}/${name}-dark.png` })
  return [...light, ...dark]
}

beforeAll(async () => {
  desk = await openAdminDesk()
  whole = await fillDesk(desk)
  // The policy of the pages would not let axe in.
  page = await visitAdmin({ desk, options: { bypassCSP: true, reducedMotion: 'reduce' } })
})
afterAll(async () => {
  try {
    await leaveAdmin(page)
  } finally {
    await desk?.stop()
  }
})

describe('axe finds nothing in our parts, and nothing new in Payload’s', () => {
  it.each([
    'dashboard',
    'users',
    'calls',
    'call',
    'call form',
    'deliveries',
    'delivery',
    'notifications',
    'history',
    'account',
    'create a client',
    'create a group',
    'desk settings',
    'field mapping',
    'import',
    'Vapi account',
    'create a Vapi account',
  ] satisfies PageName[])('%s', async (name) => {
    await openSettled(page, whole.pages[name])
    expect(lines(await auditBoth(name))).toEqual([])
  })

  it('client, with each of its views and tabs', async () => {
    await openSettled(page, whole.pages.client)
    const links = await page
      .locator('a.doc-tab')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
    const views = links.filter((href) => href && !/\/(?:api|versions)$/.test(href))
    const seen: string[] = []
    const found: string[] = []
    for (const [index, path] of [new URL(whole.pages.client).pathname, ...views].entries()) {
      if (index > 0) await openSettled(page, `${desk.url}${path}`)
      const tabs = page.locator('.tabs-field__tab-button:visible')
      const names = await tabs.allTextContents()
      for (const [position, name] of (names.length > 0 ? names : ['']).entries()) {
        if (name) await tabs.nth(position).click()
        await untilSettled(page)
        const view = `client ${path.split('/').slice(5).join('-')} ${name}`.trim()
        seen.push(view)
        found.push(...lines(await auditBoth(view)).map((line) => `${view}: ${line}`))
      }
    }
    expect(found).toEqual([])
    expect(seen.length).toBeGreaterThan(3)
    // Ten pages in one.
  }, 300_000)

  it('users, with some selected and the filters open', async () => {
    await openSettled(page, whole.pages.users)
    await page.getByRole('checkbox', { name: 'Select Willow & Wave Hair' }).click()
    await page.locator('.desk-bulk-bar').waitFor()
    await page.locator('#toggle-list-filters').click()
    expect(lines(await auditBoth('users selected'))).toEqual([])
  })

  it('the pages of a client, whole', async () => {
    const context = await desk.browser.newContext({ bypassCSP: true, reducedMotion: 'reduce' })
    const admin = page
    page = await context.newPage()
    try {
      for (const path of ['/sign-in', '/password']) {
        await page.goto(`${desk.url}${path}`)
        expect(lines(await auditBoth(path.replaceAll('/', '-'))), path).toEqual([])
      }
      await page.goto(`${desk.url}/sign-in`)
      await page.fill('input[name="email"]', whole.clientEmail)
      await page.fill('input[name="password"]', SUPERUSER.password)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByText('Ada Example').first().waitFor()
      expect(lines(await auditBoth('client calls'))).toEqual([])
      await page.goto(`${desk.url}/calls/${whole.callID}`)
      await page.getByText('Ada booked a hair cut').first().waitFor()
      expect(lines(await auditBoth('client call'))).toEqual([])
      expect(await page.title()).toMatch(/ · Client Desk$/)
      expect(await page.locator('link[rel="icon"]').getAttribute('href')).toMatch(/\/icon\//)
    } finally {
      page = admin
      await context.close()
    }
  })

  it('calls, with the choice of a client open, and a client chosen', async () => {
    await openSettled(page, whole.pages.calls)
    await page.getByLabel('Client', { exact: true }).fill('Willow')
    await page.getByRole('option', { name: /^Willow/ }).waitFor()
    expect(lines(await auditBoth('calls choosing'))).toEqual([])
    await page.getByRole('option', { name: /^Willow/ }).click()
    await page
      .getByRole('link', { name: /Willow & Wave Hair/ })
      .first()
      .waitFor()
    await page.waitForURL(/client/)
    await untilSettled(page)
    expect(lines(await auditBoth('calls of a client'))).toEqual([])
  })

  it('the login', async () => {
    const context = await desk.browser.newContext({ bypassCSP: true, reducedMotion: 'reduce' })
    const admin = page
    page = await context.newPage()
    try {
      await page.goto(`${desk.url}/admin/login`)
      await page.locator('input[name="password"]').waitFor()
      await page.waitForLoadState('networkidle')
      expect(lines(await auditBoth('login'))).toEqual([])
    } finally {
      page = admin
      await context.close()
    }
  })
})

describe('by keyboard', () => {
  it('the first row’s checkbox is within 12 Tabs of the page’s start, and says what it selects', async () => {
    await openSettled(page, whole.pages.users)
    const first = page.locator('.table tbody tr').first().locator('input[type="checkbox"]')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
      'Skip to the content',
    )
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await first.evaluate((box) => box === document.activeElement)).toBe(true)
    const label = await first.getAttribute('aria-label')
    expect(label).toMatch(/^Select \S/)
    await page.keyboard.press('Space')
    await page.getByText('1 selected').first().waitFor()
    // Also after rows were exchanged for others.
    await page.locator('.search-filter__input').fill('willow')
    await page.getByRole('checkbox', { name: 'Select Willow & Wave Hair' }).waitFor()
    await expect.poll(() => page.locator('.table tbody tr').count()).toBe(1)
    expect(await first.getAttribute('aria-label')).toBe('Select Willow & Wave Hair')
  })

  it('one sees where one is', async () => {
    for (const name of ['users', 'client', 'call'] satisfies PageName[]) {
      await openSettled(page, whole.pages[name])
      const unseen: string[] = []
      for (let stop = 0; stop < 30; stop += 1) {
        await page.keyboard.press('Tab')
        unseen.push(
          ...(await page.evaluate(() => {
            const at = document.activeElement
            if (!at || at === document.body) return []
            // A text field shows its caret, Payload's checkbox a glow around its box.
            if (at.matches('input, textarea, [contenteditable]')) return []
            const { outlineStyle, outlineWidth } = getComputedStyle(at)
            const isSeen = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0
            return isSeen ? [] : [at.outerHTML.slice(0, 200)]
          })),
        )
      }
      expect(unseen, name).toEqual([])
    }
  })
})

describe('a page of the admin', () => {
  it('is titled by what it shows', async () => {
    await openSettled(page, whole.pages.client)
    await expect.poll(() => page.title()).toBe('Willow & Wave Hair · Client Desk')
    await openSettled(page, whole.pages.call)
    await expect.poll(() => page.title()).toBe('Ada Example · Client Desk')
    expect(await page.locator('link[rel="icon"]').getAttribute('href')).toMatch(/^data:image\/svg/)
    // By a link, without a load.
    await page.locator('.step-nav').getByRole('link', { name: 'Call summaries' }).click()
    await page.waitForURL(/call-summaries$/)
    await expect.poll(() => page.title()).toBe('Call summaries · Client Desk')
  })

  it('keeps still for those who asked for it, and prints its content alone, dark on white', async () => {
    await openSettled(page, whole.pages.users)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const moving = await page.evaluate(
      () =>
        [...document.querySelectorAll('*')].filter(
          (element) => Number.parseFloat(getComputedStyle(element).transitionDuration) > 0.01,
        ).length,
    )
    expect(moving).toBe(0)
    await show('dark')
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.app-header').isVisible()).toBe(false)
    expect(await page.locator('.desk-filters').isVisible()).toBe(false)
    expect(await page.locator('.table tbody tr').first().isVisible()).toBe(true)
    const [red = 255] = await page
      .locator('.table tbody td')
      .last()
      .evaluate((cell) => (getComputedStyle(cell).color.match(/\d+/g) ?? []).map(Number))
    expect(red).toBeLessThan(100)
    await page.emulateMedia({ media: 'screen', reducedMotion: 'no-preference' })
  })
})
