import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FakeOrg } from '../vapi/fakeOrg'
import { type FakeVapi, startFakeVapi } from '../vapi/fakeVapi'
import {
  type AdminDesk,
  createUser,
  goTo,
  leaveAdmin,
  openAdminDesk,
  untilFits,
  visitAdmin,
} from './support/admin'
import { audit, KNOWN } from './support/axe'

const ASSISTANTS = 40
const HOUR = 3_600_000

/** The policy of the pages would not let axe in. */
const OPEN = { bypassCSP: true }

let account: { id: string }
let desk: AdminDesk
let known: { id: string }
let org: FakeOrg
let vapi: FakeVapi

const nameOf = (index: number) => `Salon ${index}`

const pageOf = (id: string) => `${desk.url}/admin/collections/vapi-accounts/${id}`

const list = (page: Page): Locator =>
  page.getByRole('region', { exact: true, name: 'Clients from assistants' })

const pastCalls = (page: Page): Locator =>
  page.getByRole('region', { exact: true, name: 'Past calls at Vapi' })

const openTab = async (page: Page, name: string) => {
  await goTo(page, pageOf(account.id))
  await page.getByRole('button', { exact: true, name }).click()
}

beforeAll(async () => {
  vapi = await startFakeVapi()
  org = vapi.addOrg()
  for (let index = 0; index < ASSISTANTS; index += 1) {
    const { id } = org.addAssistant({ name: nameOf(index) })
    org.addNumber({ assistantId: id, number: `+4930123${100 + index}` })
    if (index < 3) org.addCall({ assistantId: id, createdAt: vapi.clock.now() - 30 * HOUR })
  }
  const { id } = org.addAssistant({ name: 'Known already' })
  desk = await openAdminDesk({ env: vapi.env })
  const { doc } = await desk.api<{ doc: { id: string } }>('/vapi-accounts', {
    key: org.key,
    label: 'Agency',
    region: 'us',
  })
  account = doc
  known = await createUser(desk, {
    businessName: 'Willow & Wave Hair',
    email: 'willow@clients.test',
    vapiAccount: account.id,
    vapiAssistantId: id,
  })
})

afterAll(async () => {
  await desk?.stop()
  await vapi?.stop()
})

describe('clients from assistants', { timeout: 240_000 }, () => {
  it('are cards on a phone, in the order in which people count', async () => {
    const page = await visitAdmin({
      desk,
      options: { ...OPEN, viewport: { height: 844, width: 390 } },
    })
    await openTab(page, 'Clients')
    const header = list(page).getByRole('rowheader', { exact: true, name: nameOf(10) })
    await header.waitFor()
    await untilFits(page)
    const names = await list(page).getByRole('rowheader').allTextContents()
    expect(names).toEqual([
      'Known already',
      ...Array.from({ length: ASSISTANTS }, (_, index) => nameOf(index)),
    ])
    const { width = 0 } = (await header.boundingBox()) ?? {}
    expect(width).toBeGreaterThan(250)
    const field = list(page).getByRole('textbox', { name: `Name of the client for ${nameOf(10)}` })
    expect((await field.boundingBox())?.width).toBeGreaterThan(150)
    const button = list(page).getByRole('button', { exact: true, name: 'Make clients' })
    expect(await button.isDisabled()).toBe(true)
    expect(await audit(page, { known: KNOWN })).toEqual([])
    await leaveAdmin(page)
  })

  it('are 40 in less than a minute, with nothing typed', async () => {
    const page = await visitAdmin({ desk, options: OPEN })
    await openTab(page, 'Clients')
    await list(page).getByRole('checkbox', { name: 'Tick all that are shown' }).waitFor()
    const link = list(page).getByRole('link', { exact: true, name: 'Willow & Wave Hair' })
    expect(await link.getAttribute('href')).toContain(known.id)

    const began = performance.now()
    await list(page).getByRole('checkbox', { name: 'Tick all that are shown' }).check()
    await list(page).getByRole('button', { exact: true, name: 'Make 40 clients' }).click()
    await list(page).getByText('40 clients were made.').waitFor({ timeout: 60_000 })
    expect(performance.now() - began).toBeLessThan(60_000)

    await list(page)
      .getByRole('button', { exact: true, name: 'Set the webhook for all of them' })
      .waitFor()
    await list(page).getByRole('button', { exact: true, name: 'Copy webhook URLs' }).click()
    await page.getByText(/40 .*copied/i).waitFor()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied.trim().split('\n')).toHaveLength(ASSISTANTS + 1)
    const { rows } = await desk.sql.query<{ n: number }>(
      `select count(*)::int as n from users
      where vapi_account_id = $1 and vapi_webhook_token_index is not null`,
      [account.id],
    )
    expect(rows[0]?.n).toBe(ASSISTANTS)
    expect(await audit(page, { known: KNOWN })).toEqual([])
    await leaveAdmin(page)
  })

  it('are all taken when the page is opened again', async () => {
    const page = await visitAdmin({ desk, options: OPEN, theme: 'dark' })
    await openTab(page, 'Clients')
    await list(page)
      .getByRole('link', { exact: true, name: nameOf(7) })
      .waitFor()
    expect(await list(page).getByRole('checkbox').count()).toBe(0)
    expect(await audit(page, { known: KNOWN })).toEqual([])
    await leaveAdmin(page)
  })

  it('have a page that says that there is no address yet', async () => {
    const { rows } = await desk.sql.query<{ id: string }>(
      'select id from users where business_name = $1',
      [nameOf(0)],
    )
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}/admin/collections/users/${rows[0]?.id}`)
    await page.getByText('No email address yet').first().waitFor()
    await leaveAdmin(page)
  })
})

describe('past calls', { timeout: 240_000 }, () => {
  it('are counted first, then imported', async () => {
    const page = await visitAdmin({ desk, options: OPEN })
    await openTab(page, 'Past calls')
    await pastCalls(page).getByText('Vapi keeps').waitFor()
    await pastCalls(page)
      .getByRole('button', { exact: true, name: 'See what can be imported' })
      .click()
    const button = pastCalls(page).getByRole('button', { exact: true, name: 'Import 3 calls' })
    await button.waitFor({ timeout: 60_000 })
    await pastCalls(page)
      .getByRole('row')
      .filter({ hasText: nameOf(1) })
      .waitFor()
    expect(await audit(page, { known: KNOWN })).toEqual([])
    await button.click()
    await pastCalls(page).getByText('3 calls were imported.').waitFor({ timeout: 60_000 })
    const { rows } = await desk.sql.query<{ source: string }>('select source from call_summaries')
    expect(rows.map(({ source }) => source)).toEqual(['imported', 'imported', 'imported'])
    await leaveAdmin(page)
  })
})
