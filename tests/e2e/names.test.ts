import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type AdminDesk,
  createUser,
  goTo,
  leaveAdmin,
  openAdminDesk,
  SUPERUSER,
  visitAdmin,
} from './support/admin'

const PASSWORD = SUPERUSER.password
const NAMELESS = /(?:<|&lt;)No [A-Z]|Untitled - ID/
const NOISE = new RegExp(`${NAMELESS.source}|Loading\\.\\.\\.`)

/** What is drawn of a page: its scripts hold all words of the admin. */
const drawn = (html: string): string => html.replace(/<script[\s\S]*?<\/script>/g, '')

let desk: AdminDesk
let named: { id: string }
let nameless: { id: string }

const viewerOf = async (name: string, permissions: string[]) => {
  const { doc } = await desk.api<{ doc: { id: string } }>('/groups', { name, permissions })
  const account = { email: `${name}@desk.test`, password: PASSWORD }
  await createUser(desk, { ...account, groups: [doc.id], isStaff: true })
  return account
}

/** For the eye, when asked for. */
const picture = async (page: Page, name: string) => {
  const folder = process.env.SCREENSHOTS
  if (folder) await page.screenshot({ path: `${folder}/${name}` })
}

const columns = (page: Page, field: string) => page.locator(`.cell-${field}`).allInnerTexts()
const LISTS = ['call-summaries', 'webhook-deliveries', 'notifications'] as const

beforeAll(async () => {
  desk = await openAdminDesk()
  named = await createUser(desk, { businessName: 'Fit Foundry', email: 'fit@clients.test' })
  nameless = await createUser(desk, { email: 'nameless@clients.test' })
})
afterAll(() => desk?.stop())

describe('an empty list of calls', () => {
  it('says how they come, and offers no form that nobody can save', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}/admin/collections/call-summaries`)
    await page.getByText('They appear here as soon as').waitFor()
    await page.getByRole('link', { name: 'Set up a client' }).waitFor()
    expect(await page.getByText(/Create new/i).count()).toBe(0)
    expect(await page.locator('a[href$="/call-summaries/create"]').count()).toBe(0)
    await picture(page, `no-calls.png`)
    await page.goto(`${desk.url}/admin/collections/call-summaries/create`)
    await page
      .getByText(/not found|unauthorized|not allowed/i)
      .first()
      .waitFor()
    expect(await page.locator('#action-save').count()).toBe(0)
    await page.context().close()
  })
})

describe('names in lists and on pages', () => {
  beforeAll(async () => {
    await desk.sql.query(
      `with calls as (
         insert into call_summaries (id, client_id, vapi_call_id, reported_at, customer_name)
         select gen_random_uuid(), client, client::text || n, now() - n * interval '1 minute',
           case when n % 2 = 0 then 'Ada Example' end
         from unnest($1::uuid[]) client, generate_series(1, 12) n returning id, client_id, vapi_call_id
       ), deliveries as (
         insert into webhook_deliveries (id, client_id, call_summary_id, state, body, received_at, vapi_call_id)
         select gen_random_uuid(), client_id, id, 'stored', '{}', now(), vapi_call_id from calls
       )
       insert into notifications (id, client_id, call_summary_id, channel, kind, state, vapi_call_id, due_at)
       select gen_random_uuid(), client_id, id, 'email', 'call', 'dead', vapi_call_id, now() from calls`,
      [[named.id, nameless.id]],
    )
  })

  it.each([1440, 390])('are there at once, for a superuser, at a width of %i', async (width) => {
    const page = await visitAdmin({ desk, options: { viewport: { height: 900, width } } })
    for (const list of LISTS) {
      await goTo(page, `${desk.url}/admin/collections/${list}`)
      expect(new Set(await columns(page, 'client'))).toEqual(
        new Set(['Fit Foundry', 'nameless@clients.test']),
      )
      if (list === 'call-summaries') {
        const callers = await columns(page, 'customerName')
        expect(new Set(callers.map((each) => each.trim()))).toEqual(
          new Set(['Ada Example', 'Unknown caller']),
        )
      }
      // As the page comes, before any script of it runs.
      const html = await (await page.request.get(page.url())).text()
      expect(html).toContain('Fit Foundry')
      // Payload's own cell of a time says “Loading...” until its scripts run.
      expect(drawn(html)).not.toMatch(NAMELESS)
      expect(await page.locator('.table').textContent()).not.toMatch(NOISE)
      await picture(page, `${list}-${width}.png`)
      await page.locator('.table tbody a').first().click()
      const isCall = list === 'call-summaries'
      const document = page.locator(isCall ? '.desk-call' : '.collection-edit').first()
      await document.waitFor()
      expect(await document.textContent()).not.toMatch(NOISE)
      if (!isCall) {
        await page.locator('.desk-relation', { hasText: 'Client' }).getByRole('link').waitFor()
      }
      await picture(page, `${list}-page-${width}.png`)
    }
    await leaveAdmin(page)
  })

  it('are no e-mails for staff who may not see users, and no links', async () => {
    const permissions = ['call-summaries.view', 'webhook-deliveries.view', 'notifications.view']
    const page = await visitAdmin({ account: await viewerOf('reader', permissions), desk })
    for (const list of LISTS) {
      await goTo(page, `${desk.url}/admin/collections/${list}`)
      expect(new Set(await columns(page, 'client'))).toEqual(new Set(['Fit Foundry', 'A client']))
      const html = await page.content()
      expect(html).not.toContain('@clients.test')
      expect(drawn(html)).not.toMatch(NOISE)
      expect(await page.locator('.cell-client a').count()).toBe(0)
    }
    await leaveAdmin(page)
  })

  it('name no caller to staff who may not read calls', async () => {
    const account = await viewerOf('deliveries', ['webhook-deliveries.view'])
    const page = await visitAdmin({ account, desk })
    await goTo(page, `${desk.url}/admin/collections/webhook-deliveries`)
    expect(new Set(await columns(page, 'callSummary'))).toEqual(new Set(['A call']))
    expect(await page.content()).not.toContain('Ada Example')
    await leaveAdmin(page)
  })
})

describe('clients by name', () => {
  it('title their pages, and are found by the picker', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}/admin/collections/users/${named.id}`)
    await page.locator('h1', { hasText: 'Fit Foundry' }).waitFor()
    await goTo(page, `${desk.url}/admin/collections/users`)
    const heads = await page.locator('.table thead th').allInnerTexts()
    expect(heads.map((head) => head.trim()).filter(Boolean)).toEqual([
      'Email',
      'Name',
      'Business name',
      'Setup status',
      'Vapi token',
      'Vapi phone',
      'Active',
      'Last login',
      'Date joined',
    ])
    await picture(page, `users.png`)
    await leaveAdmin(page)
  })
})

describe('a client that opens the admin', () => {
  it.each([1440, 390])('is told where its calls are (width %i)', async (width) => {
    const account = { email: 'visitor@clients.test', password: PASSWORD }
    if (width === 1440) {
      await createUser(desk, {
        ...account,
        name: 'A Visitor',
        vapiWebhookToken: 'token-of-the-visitor-0123456789',
      })
    }
    const page = await visitAdmin({ account, desk, options: { viewport: { height: 844, width } } })
    for (const path of ['/admin', '/admin/collections/users', '/admin/login']) {
      await page.goto(desk.url + path)
      await page.getByRole('heading', { name: 'Your calls are on another page' }).waitFor()
    }
    await picture(page, `no-admin-${width}.png`)
    await page.getByRole('link', { name: 'See your calls' }).click()
    await page.waitForURL(`${desk.url}/calls`)
    await page.getByRole('heading', { exact: true, name: 'Calls' }).waitFor()
    await page.context().close()
  })
})
