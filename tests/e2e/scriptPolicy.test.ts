import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AdminDesk, createUser, goTo, openAdminDesk, SUPERUSER } from './support/admin'

let desk: AdminDesk
let clientID: string
let page: Page
const violations: string[] = []

/** Says what the policy stops, as pages and consoles do, before any script of a page runs. */
const listen = async (): Promise<void> => {
  await page.exposeFunction('noteViolation', (text: string) => violations.push(text))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const note: unknown = Reflect.get(window, 'noteViolation')
      if (typeof note === 'function') note(`${event.violatedDirective} ${event.blockedURI}`)
    })
  })
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) violations.push(message.text())
  })
}

beforeAll(async () => {
  desk = await openAdminDesk()
  const client = await createUser(desk, { email: 'client@clients.test', name: 'Anna Berg' })
  clientID = client.id
  page = await desk.browser.newPage()
  await listen()
})
afterAll(() => desk?.stop())

describe('under the script policy', () => {
  it('the admin works: sign-in, dashboard, a list, a form with the editor', async () => {
    await page.goto(`${desk.url}/admin/login`)
    await page.fill('input[name="email"]', SUPERUSER.email)
    await page.fill('input[name="password"]', SUPERUSER.password)
    await page.click('button[type="submit"]')
    await page.waitForURL(`${desk.url}/admin`)
    await page.getByRole('region', { exact: true, name: 'This desk' }).waitFor()
    await goTo(page, `${desk.url}/admin/collections/users`)
    await page.getByRole('link', { name: 'client@clients.test' }).click()
    await page.waitForURL(`${desk.url}/admin/collections/users/${clientID}`)
    await page.getByRole('link', { exact: true, name: 'Details' }).click()
    await page.waitForURL(`${desk.url}/admin/collections/users/${clientID}/edit`)
    await page.getByRole('button', { name: 'Onboarding' }).click()
    await page.locator('[contenteditable="true"]').first().fill('A note.')
    await goTo(page, `${desk.url}/admin/collections/call-summaries`)
    await goTo(page, `${desk.url}/admin/account`)
    expect(violations).toEqual([])
  })

  it.each([
    ['a script', '<script>window.injected = true</script>'],
    ['a handler', '<img src="data:," onerror="window.injected = true">'],
    ['a script from elsewhere', '<script src="http://127.0.0.1:9/evil.js"></script>'],
  ])('%s that got into a page does not run', async (_, markup) => {
    const before = violations.length
    // As if a page had let it through: it comes from the server, with the page's own policy.
    const address = `${desk.url}/admin/account`
    await page.route(address, async (route) => {
      const response = await route.fetch()
      const text = await response.text()
      await route.fulfill({ body: text.replace('</body>', `${markup}</body>`), response })
    })
    await page.goto(address)
    await page.unroute(address)
    await expect.poll(() => violations.length).toBeGreaterThan(before)
    expect(await page.evaluate(() => Reflect.get(window, 'injected'))).toBeUndefined()
  })

  it('each answer has another nonce, and none that the requester chose', async () => {
    const policyOf = async (headers: Record<string, string>) =>
      (await fetch(`${desk.url}/admin/login`, { headers })).headers.get('content-security-policy')
    const chosen = "script-src 'nonce-chosen'"
    const policies = [
      await policyOf({}),
      await policyOf({}),
      await policyOf({ 'content-security-policy': chosen }),
    ]
    for (const policy of policies) expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{24}';/)
    expect(new Set(policies).size).toBe(3)
  })
})
