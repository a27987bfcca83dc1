import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../helpers/openBrowser'
import { asJSON } from '../helpers/requests'
import { type BuiltDesk, startBuiltDesk } from '../helpers/startBuiltDesk'

let browser: Browser
let desk: BuiltDesk
beforeAll(async () => {
  desk = await startBuiltDesk({
    env: { ADMIN_EMAIL: 'first@desk.test', ADMIN_PASSWORD: 'a long enough password' },
  })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await desk?.stop()
})

describe('the built desk', () => {
  it('logs the first superuser in, from the bare address on', async () => {
    const page = await browser.newPage()
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.message))
    await page.goto(desk.url)
    await page.fill('input[name="email"]', 'first@desk.test')
    await page.fill('input[name="password"]', 'a long enough password')
    await page.getByRole('button', { exact: true, name: 'Sign in' }).click()
    await page.waitForURL(`${desk.url}/admin`)
    await page.goto(`${desk.url}/admin/collections/users`)
    await page.getByRole('link', { name: 'first@desk.test' }).waitFor()
    expect(problems).toEqual([])
    await page.close()
  })

  it('serves pages and the API by one Payload and one pool', async () => {
    await fetch(`${desk.url}/admin/login`)
    await asJSON({ url: `${desk.url}/api/health` })
    const { rows } = await desk.sql.query<{ application: string; count: string }>(
      "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'",
    )
    // One connection is this test's own; the rest is one pool, far under two.
    expect(Number(rows[0]?.count)).toBeLessThan(20)
  })
})
