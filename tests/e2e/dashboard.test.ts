import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asJSON, login } from '../helpers/requests'
import {
  type Account,
  type AdminDesk,
  createUser,
  goTo,
  leaveAdmin,
  openAdminDesk,
  SUPERUSER,
  untilFits,
  visitAdmin,
} from './support/admin'

const HOUR = 3_600_000
const DAY = 24 * HOUR

const STAFF = { email: 'setup@desk.test', password: SUPERUSER.password }

let desk: AdminDesk
let quiet: { id: string }
let loud: { id: string }

const panel = (page: Page, name: string) => page.getByRole('region', { exact: true, name })

const insertCall = (
  client: { id: string },
  at: number,
  more: { ended?: string; test?: boolean } = {},
) =>
  desk.sql.query(
    `insert into call_summaries
       (id, client_id, vapi_call_id, reported_at, ended_group, cost, outcome, is_test)
     values (uuidv7(), $1, gen_random_uuid()::text, $2, $3, 0.5, 'booked', $4)`,
    [client.id, new Date(at), more.ended ?? 'completed', more.test ?? false],
  )

const openDashboard = async (page: Page) => {
  await goTo(page, `${desk.url}/admin`)
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
  // React streams a part into a hidden place first, and takes it from there.
  await page.waitForFunction(() => document.querySelector('[hidden] .desk-panel') === null)
}

/** Follows a link to a list, and says how many documents that has. */
const follow = async (page: Page, link: ReturnType<Page['locator']>): Promise<number> => {
  await link.click()
  await page.waitForURL(/\/admin\/collections\/[a-z-]+\?where/)
  const info = page.locator('.page-controls__page-info')
  await info.waitFor()
  return Number(/of\D*([\d,]+)/.exec((await info.textContent()) ?? '')?.[1]?.replaceAll(',', ''))
}

const headings = (page: Page) => page.locator('.desk-panel__title').allTextContents()

beforeAll(async () => {
  desk = await openAdminDesk()
})

afterAll(() => desk.stop())

describe('the dashboard of an empty desk', () => {
  it('says how to begin, and nothing else', async () => {
    const page = await visitAdmin({ desk })
    await openDashboard(page)
    expect(await headings(page)).toEqual(['Three steps to the first call'])
    const steps = panel(page, 'Three steps to the first call')
    await steps.getByRole('link', { name: 'Create client' }).click()
    await page.waitForURL(/\/collections\/users\/create/)
    await leaveAdmin(page)
  })
})

describe('the dashboard', () => {
  beforeAll(async () => {
    const now = Date.now()
    quiet = await createUser(desk, { businessName: 'Quiet Spa', email: 'spa@clients.test' })
    loud = await createUser(desk, {
      businessName: 'Loud Bar',
      email: 'bar@clients.test',
      timezone: 'America/New_York',
    })
    const stuck = await createUser(desk, { businessName: 'Slow Café', email: 'cafe@clients.test' })
    await desk.api('/users/mark-setup-live', { ids: [quiet.id, loud.id] })
    await desk.sql.query(
      "update users set setup_status_since = now() - interval '5 days' where id = $1",
      [stuck.id],
    )
    for (let at = now - 20 * DAY; at < now - 3 * DAY; at += 4 * HOUR) await insertCall(quiet, at)
    for (let at = now - 20 * DAY; at < now; at += 4 * HOUR) await insertCall(loud, at)
    for (const ended of ['voicemail', 'error', 'error', 'cancelled']) {
      await insertCall(loud, now - 1_000, { ended })
    }
    await insertCall(loud, now - 1_000, { ended: 'voicemail', test: true })
    await desk.sql.query(
      `insert into webhook_deliveries (id, client_id, state, body, received_at)
       select uuidv7(), $1, 'needs_review', '{}', now() from generate_series(1, 2)`,
      [loud.id],
    )
    await desk.sql.query(
      `insert into notifications (id, client_id, channel, kind, state, vapi_call_id, due_at)
       select uuidv7(), $1, 'email', 'call', 'dead', 'dead ' || n, now()
       from generate_series(1, 3) n`,
      [loud.id],
    )
    const group = await desk.api<{ doc: { id: string } }>('/groups', {
      name: 'Set-up',
      permissions: ['users.view'],
    })
    await createUser(desk, { email: STAFF.email, groups: [group.doc.id], isStaff: true })
  })

  it.each(['light', 'dark'] as const)('shows every part, drawn, in %s', async (theme) => {
    const page = await visitAdmin({ desk, theme })
    await openDashboard(page)
    expect(await headings(page)).toEqual([
      'Gone quiet',
      'Delivery problems',
      'Setup',
      'Calls in the last 30 days',
      'Outcomes',
      'Busiest hours',
      'This desk',
    ])
    expect(await page.locator('.desk-panel__problem').count()).toBe(0)
    await panel(page, 'Gone quiet').getByText('1 of 2 live clients has gone quiet.').waitFor()
    await panel(page, 'Gone quiet')
      .getByText(/Last call 3 days ago; normally there would have been about 1\d more/)
      .waitFor()
    await panel(page, 'Setup').getByText('Not started, since 5 days ago').waitFor()
    const bars = page.locator('.desk-chart__band')
    const colours = await bars.evaluateAll((all) => [
      ...new Set(all.map((each) => getComputedStyle(each).fill)),
    ])
    // Four bands, each of a colour of its own, on a ground of another.
    expect(colours).toHaveLength(4)
    const ground = await page
      .locator('.desk-panel')
      .first()
      .evaluate((each) => getComputedStyle(each).backgroundColor)
    expect(colours).not.toContain(ground)
    expect(Number(/\d+/.exec(ground)?.[0]) > 127).toBe(theme === 'light')
    await leaveAdmin(page)
  })

  it('leads from each figure to the list of what it counts', async () => {
    const page = await visitAdmin({ desk })
    const links = [
      ['Calls in the last 30 days', /^\d+ call summaries$/],
      ['Calls in the last 30 days', /^Answered: /],
      ['Calls in the last 30 days', /^Voicemail: /],
      ['Calls in the last 30 days', /^Errors: /],
      ['Outcomes', /^booked/],
      ['Setup', /^Live/],
      ['Setup', /stuck/],
      ['Delivery problems', /deliveries need review/],
    ] as const
    for (const [name, label] of links) {
      await openDashboard(page)
      const link = panel(page, name).getByRole('link', { name: label })
      const counted = Number(/\d+/.exec((await link.textContent()) ?? '')?.[0])
      expect(counted, String(label)).toBeGreaterThan(0)
      expect(await follow(page, link), String(label)).toBe(counted)
    }
    await openDashboard(page)
    const health = panel(page, 'This desk')
    expect(await follow(page, health.getByRole('link', { exact: true, name: '3' }))).toBe(3)
    await leaveAdmin(page)
  })

  it('leads from a day to its calls, also by keyboard', async () => {
    const page = await visitAdmin({ desk })
    await openDashboard(page)
    const days = page.locator('.desk-chart__day')
    expect(await days.count()).toBe(30)
    const day = days.nth(25)
    const label = (await day.getAttribute('aria-label')) ?? ''
    const counted = Number(/: (\d+) calls/.exec(label)?.[1])
    expect(counted).toBeGreaterThan(3)
    await day.focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/call-summaries\?where/)
    await page.locator('.page-controls__page-info', { hasText: `of ${counted}` }).waitFor()
    await leaveAdmin(page)
  })

  it('has its charts as tables too', async () => {
    const page = await visitAdmin({ desk })
    await openDashboard(page)
    await page.getByText('As a table').click()
    expect(await page.locator('.desk-chart__table tbody tr').count()).toBe(30)
    await page.getByRole('table', { name: /^Busiest: / }).waitFor()
    await leaveAdmin(page)
  })

  it('fits a phone', async () => {
    const page = await visitAdmin({ desk, options: { viewport: { height: 844, width: 390 } } })
    await openDashboard(page)
    await untilFits(page)
    await leaveAdmin(page)
  })

  it('waits for no part that fails', async () => {
    const page = await visitAdmin({ desk })
    const locker = await desk.sql.connect()
    await locker.query('begin; lock table call_summaries in access exclusive mode')
    try {
      await goTo(page, `${desk.url}/admin`)
      await panel(page, 'Setup').getByText('Not started, since 5 days ago').waitFor()
      const problem = panel(page, 'Calls in the last 30 days').getByRole('alert')
      await problem.getByText('Counting took too long.').waitFor()
    } finally {
      await locker.query('rollback')
      locker.release()
    }
    await openDashboard(page)
    expect(await page.locator('.desk-panel__problem').count()).toBe(0)
    await leaveAdmin(page)
  })
})

describe('staff who may view users only', () => {
  const visit = (account: Account = STAFF) => visitAdmin({ account, desk })

  it('see nothing of calls, deliveries and notifications', async () => {
    const page = await visit()
    await openDashboard(page)
    expect(await headings(page)).toEqual(['Setup', 'This desk'])
    const text = (await page.locator('.desk-health-rows').textContent()) ?? ''
    expect(text).toContain('Database')
    expect(text).not.toMatch(/review|Notifications|call/)
    await leaveAdmin(page)
  })

  it('see nothing more by a layout of their own', async () => {
    const page = await visit()
    const names = ['calls-by-day', 'quiet-clients', 'outcomes', 'busy-hours', 'delivery-problems']
    const layouts = names.map((name) => ({ id: `${name}-0`, width: 'full' }))
    const { status } = await asJSON({
      body: { value: { layouts } },
      headers: await login({ ...STAFF, url: desk.url }),
      url: `${desk.url}/api/payload-preferences/dashboard-layout`,
    })
    expect(status).toBe(200)
    await openDashboard(page)
    const refused = page.getByText('You do not have permission to see these figures.')
    expect(await refused.count()).toBe(names.length)
    expect(await page.locator('.desk-chart, .desk-hours, .desk-ranking').count()).toBe(0)
    expect(await page.content()).not.toContain('Quiet Spa')
    await leaveAdmin(page)
  })

  it('see no figures on a client’s page', async () => {
    const page = await visit()
    await goTo(page, `${desk.url}/admin/collections/users/${loud.id}`)
    await page.getByRole('region', { exact: true, name: 'Webhook' }).waitFor()
    expect(await page.locator('.desk-client__numbers, .desk-panel').count()).toBe(0)
    expect(await page.getByRole('region', { name: 'Latest calls' }).count()).toBe(0)
    await leaveAdmin(page)
  })
})

describe('a client’s page', () => {
  it('has the client’s own figures, which lead to its calls', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}/admin/collections/users/${loud.id}`)
    const figures = panel(page, 'Calls in the last 30 days')
    await figures.getByText('Days in America/New_York').waitFor()
    const link = figures.getByRole('link', { name: /^Errors: / })
    expect(await link.textContent()).toBe('2')
    expect(await follow(page, link)).toBe(2)
    await leaveAdmin(page)
  })

  it('says when the client has gone quiet', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}/admin`)
    await panel(page, 'Gone quiet').getByRole('link', { name: 'Quiet Spa' }).click()
    await page.waitForURL(new RegExp(quiet.id))
    await page
      .locator('.desk-client')
      .getByText(/Last call 3 days ago; normally there would have been about 1\d more/)
      .waitFor()
    await leaveAdmin(page)
  })

  it('has none of staff', async () => {
    const page = await visitAdmin({ desk })
    const { docs } = await desk.api<{ docs: { id: string }[] }>(
      `/users?where[email][equals]=${encodeURIComponent(STAFF.email)}`,
    )
    await goTo(page, `${desk.url}/admin/collections/users/${docs[0]?.id}`)
    await page.getByRole('button', { exact: true, name: 'Permissions' }).waitFor()
    expect(await page.locator('.desk-client').count()).toBe(0)
    expect(await page.getByRole('link', { exact: true, name: 'Details' }).count()).toBe(0)
    await leaveAdmin(page)
  })
})
