import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Authority, makeAuthority, selfSigned } from '../helpers/certificates'
import { forwardTo, openProxy, type PublicProxy } from '../helpers/publicProxy'
import { asJSON } from '../helpers/requests'
import {
  type AdminDesk,
  createUser,
  goTo,
  leaveAdmin,
  openAdminDesk,
  untilToast,
  visitAdmin,
} from './support/admin'

let authority: Authority
let desk: AdminDesk
let folder: string
/** The desk past the proxy, whose certificate this process does not trust. */
let local: string
let proxy: PublicProxy

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desk-authority-'))
  authority = makeAuthority()
  await writeFile(join(folder, 'authority.pem'), authority.cert)
  proxy = await openProxy(authority.issue({ name: 'localhost' }))
  const built = await openAdminDesk({
    env: {
      NODE_EXTRA_CA_CERTS: join(folder, 'authority.pem'),
      SERVER_URL: `https://localhost:${proxy.port}`,
    },
    flags: ['--ignore-certificate-errors'],
  })
  local = built.url
  proxy.answer(forwardTo(local))
  // The admin is open where its users are, behind the proxy.
  desk = { ...built, url: `https://localhost:${proxy.port}` }
})

beforeEach(() => proxy.show(authority.issue({ name: 'localhost' })))

afterAll(async () => {
  await desk?.stop()
  await proxy?.stop()
  await rm(folder, { force: true, recursive: true })
})

const visit = (theme: 'dark' | 'light' = 'light') => visitAdmin({ desk, theme })

const openVapiTab = async (page: Page, id: string) => {
  await goTo(page, `${desk.url}/admin/collections/users/${id}/edit`)
  await page.getByRole('button', { name: 'Vapi (per-client webhook)' }).click()
}

const newClient = async (more: Record<string, unknown> = {}) => {
  const token = `token-of-e2e-${crypto.randomUUID()}`
  const email = `${crypto.randomUUID()}@e2e.test`
  return { token, ...(await createUser(desk, { email, vapiWebhookToken: token, ...more })) }
}

const region = (page: Page) => page.getByRole('region', { name: 'Connection test' })
const step = (page: Page, label: string) =>
  region(page).getByRole('listitem').filter({ hasText: label })

const calls = async (id: string) =>
  (
    await desk.sql.query<{ id: string }>('select id from call_summaries where client_id = $1', [id])
  ).rows.map((row) => row.id)

describe('a test call', () => {
  it.each(['light', 'dark'] as const)('is sent, each step said, and removed: %s', async (theme) => {
    const { id } = await newClient({ name: 'Salon Test' })
    const page = await visit(theme)
    await openVapiTab(page, id)
    await region(page).getByRole('button', { name: 'Send a test call' }).click()
    await region(page).getByText('A report arrives and is stored. Read the warnings.').waitFor()
    await step(page, 'Name (DNS)').getByText('localhost resolves to').waitFor()
    await step(page, 'Certificate (TLS)').getByText('is valid for 89 more days').waitFor()
    await step(page, 'Answer').getByText('accepted the report and answered 200').waitFor()
    await step(page, 'Call summary').getByText('once, for this client').waitFor()
    expect(await region(page).locator('[aria-live="polite"]').count()).toBe(1)
    await region(page).scrollIntoViewIfNeeded()
    await page.screenshot({ path: `.test/test-call-${theme}.png` })

    const [call] = await calls(id)
    const link = region(page).getByRole('link', { name: 'Open the test call' })
    expect(await link.getAttribute('href')).toContain(`/call-summaries/${call}`)
    await region(page).getByRole('button', { name: 'Remove the test call' }).click()
    await untilToast(page, 'The test call was removed')
    expect(await calls(id)).toEqual([])
    await region(page).getByRole('button', { name: 'Send a test call' }).waitFor()
    // A test alone is no reason to offer anything.
    expect(await page.getByText('not marked as live yet').count()).toBe(0)
    await leaveAdmin(page)
  })

  it('that fails says at which step, why, and what was not tried', async () => {
    proxy.show(selfSigned({ name: 'localhost' }))
    const { id } = await newClient()
    const page = await visit()
    await openVapiTab(page, id)
    await region(page).getByRole('button', { name: 'Send a test call' }).click()
    await region(page).getByText('A report would not arrive.').waitFor()
    const certificate = step(page, 'Certificate (TLS)')
    await certificate.getByText('self-signed, which Vapi does not accept').waitFor()
    expect(await certificate.textContent()).toContain('failed')
    expect(await step(page, 'Answer').textContent()).toContain('Not tried')
    await page.setViewportSize({ height: 900, width: 400 })
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(await overflow()).toBeLessThanOrEqual(0)
    await page.screenshot({ path: '.test/test-call-failed.png' })
    expect(await calls(id)).toEqual([])
    await leaveAdmin(page)
  })

  it('needs a webhook URL, and one that is saved', async () => {
    const { id } = await createUser(desk, { email: 'no-token@e2e.test' })
    const page = await visit()
    await openVapiTab(page, id)
    const button = region(page).getByRole('button', { name: 'Send a test call' })
    await region(page).getByText('There is no webhook URL yet').waitFor()
    expect(await button.isDisabled()).toBe(true)
    await page.getByRole('button', { name: 'Generate webhook URL' }).click()
    await untilToast(page, 'webhook URL is ready')
    await expect.poll(() => button.isDisabled()).toBe(false)
    await page.fill('input[name="vapiWebhookToken"]', `token-typed-${crypto.randomUUID()}`)
    await region(page).getByText('Save first').waitFor()
    expect(await button.isDisabled()).toBe(true)
    await leaveAdmin(page)
  })
})

const postReal = (token: string) =>
  asJSON({
    body: {
      message: {
        call: { id: crypto.randomUUID() },
        customer: { name: 'Real Caller' },
        endedReason: 'customer-ended-call',
        type: 'end-of-call-report',
      },
    },
    url: `${local}/api/v1/vapi/webhook/${token}`,
  })

it('a test has a mark in the list of calls, a filter, and the mark on its page', async () => {
  const { id, token } = await newClient()
  await postReal(token)
  const { callSummary } = await desk.api<{ callSummary: string }>('/users/test-call', { id })
  const page = await visit()
  await goTo(page, `${desk.url}/admin/collections/call-summaries`)
  const rows = page.locator('tbody tr')
  await rows.first().waitFor()
  const marked = rows.filter({ has: page.locator('.pill', { hasText: /^Test$/ }) })
  expect(await marked.count()).toBe(1)
  await page.getByRole('link', { name: 'Without tests' }).click()
  await expect.poll(() => marked.count()).toBe(0)
  await rows.filter({ hasText: 'Real Caller' }).waitFor()
  await page.getByRole('link', { name: 'Only tests' }).click()
  await expect.poll(() => marked.count()).toBe(1)
  await expect.poll(() => rows.count()).toBe(1)
  await page.screenshot({ path: '.test/test-call-list.png' })
  await goTo(page, `${desk.url}/admin/collections/call-summaries/${callSummary}`)
  await page.locator('.desk-call .pill', { hasText: /^Test$/ }).waitFor()
  await leaveAdmin(page)
})

it('a first real report offers “live” on the client and in the list, and does nothing by itself', async () => {
  const { id, token } = await newClient({ setupStatus: 'agent_configured' })
  const { id: other, token: otherToken } = await newClient({ setupStatus: 'agent_configured' })
  await postReal(token)
  await postReal(otherToken)
  const page = await visit()
  const status = async () =>
    (await desk.sql.query('select setup_status as status from users where id = $1', [id])).rows

  await goTo(page, `${desk.url}/admin/collections/users/${other}`)
  await page.getByText('not marked as live yet').waitFor()
  await page.getByRole('button', { name: 'Not yet' }).click()
  await page.getByText('not marked as live yet').waitFor({ state: 'detached' })
  await goTo(page, `${desk.url}/admin/collections/users/${other}`)
  await page.waitForLoadState('networkidle')
  expect(await page.getByText('not marked as live yet').count()).toBe(0)

  await goTo(page, `${desk.url}/admin/collections/users`)
  await page.getByText('have reports and are not marked as live').waitFor()
  await page.getByRole('link', { name: 'Show them' }).click()
  await page.waitForURL(/where/)
  await goTo(page, `${desk.url}/admin/collections/users/${id}`)
  await page.getByText('not marked as live yet').waitFor()
  await page.screenshot({ path: '.test/live-offer.png' })
  expect(await status()).toEqual([{ status: 'agent_configured' }])
  await page.getByRole('button', { name: 'Mark as live' }).click()
  await untilToast(page, 'The client is marked as live')
  expect(await status()).toEqual([{ status: 'live' }])
  await page.getByText('not marked as live yet').waitFor({ state: 'detached' })
  await leaveAdmin(page)
})
