import { randomUUID } from 'node:crypto'
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

const TOKEN = 'token-of-the-salon-that-is-compared'
const DESK = 'https://desk.test'
const MINUTE = 60_000

/** The first check begins some seconds after the desk, and a busy machine is slow. */
const WALKED_MS = 90_000

let account: { id: string }
let assistantID: string
let client: { id: string }
let desk: AdminDesk
let lost: string
let org: FakeOrg
let vapi: FakeVapi

const panel = (page: Page): Locator =>
  page.getByRole('region', { exact: true, name: 'Completeness' })

const pageOf = (id: string) => `${desk.url}/admin/collections/users/${id}`

beforeAll(async () => {
  vapi = await startFakeVapi()
  org = vapi.addOrg()
  assistantID = randomUUID()
  org.addAssistant({
    id: assistantID,
    server: { url: `${DESK}/api/v1/vapi/webhook/${TOKEN}/` },
    serverMessages: ['end-of-call-report'],
  })
  desk = await openAdminDesk({ env: vapi.env })
  vapi.reach(DESK, desk.url)
  const { doc } = await desk.api<{ doc: { id: string } }>('/vapi-accounts', {
    key: org.key,
    label: 'Agency',
    region: 'us',
  })
  account = doc
  client = await createUser(desk, {
    businessName: 'Willow & Wave Hair',
    email: 'willow@clients.test',
    timezone: 'America/New_York',
    vapiAccount: account.id,
    vapiAssistantId: assistantID,
    vapiWebhookToken: TOKEN,
  })
  // Calls from before a client was here are not looked for.
  await desk.sql.query(`update users set created_at = now() - interval '1 year' where id = $1`, [
    client.id,
  ])
  const ago = (minutes: number) => vapi.clock.now() - minutes * MINUTE
  for (const minutes of [300, 200, 100]) {
    const { id } = org.addCall({ assistantId: assistantID, createdAt: ago(minutes) })
    await org.post(id)
  }
  // Its report was lost, and Vapi gives it.
  org.addCall({
    assistantId: assistantID,
    createdAt: ago(90),
    summary: 'The call that nobody reported.',
  })
  org.addCall({ assistantId: assistantID, createdAt: ago(80), startedAt: null })
  // The desk refused its report, and Vapi cannot give it.
  const gone = org.addCall({ assistantId: assistantID, createdAt: ago(70), endedAt: ago(65) })
  lost = gone.id
  org.modes.fault = ({ path }) =>
    path === `/call/${lost}`
      ? { body: { error: 'Not Found', message: 'Not found', statusCode: 404 }, status: 404 }
      : undefined
  await desk.sql.query(
    `insert into webhook_refusals (client_id, count, last_at, last_reason)
     values ($1, 1, $2, 'secret_missing')`,
    [client.id, new Date(ago(64))],
  )
  // Of nobody.
  org.addCall({ assistantId: randomUUID(), createdAt: ago(60) })
})

afterAll(async () => {
  await desk?.stop()
  await vapi?.stop()
})

describe('whether calls are missing', { timeout: 240_000 }, () => {
  it('is compared now, with the call that was fetched and the gap with its cause', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, pageOf(client.id))
    const button = panel(page).getByRole('button', { exact: true, name: 'Check now' })
    await button.waitFor()
    // Unless the desk has begun on its own.
    if (await button.isEnabled()) await button.click()
    await panel(page)
      .getByText(/Vapi says 6, we hold 4, 1 missing, checked /)
      .waitFor({ timeout: WALKED_MS })
    const row = panel(page).getByRole('row').filter({ hasText: lost })
    await row.getByText('The desk refused a post at that time.').waitFor()
    await row.getByText('Can no longer be fetched. Vapi has it no longer.').waitFor()
    const count = (label: string) =>
      panel(page).locator('.desk-complete__counts > div', { hasText: label }).locator('dd')
    expect(await count('Being fetched').textContent()).toBe('0')
    expect(await count('Cannot be fetched').textContent()).toBe('1')
    expect(await count('Never connected').textContent()).toBe('1')
    expect(await count('Recovered').textContent()).toBe('1')

    await panel(page).getByText('As a table').click()
    await panel(page).getByRole('cell', { name: 'Calls missing' }).first().waitFor()
    await page.reload()
    await page.getByText('The call that nobody reported.').first().waitFor()
    await leaveAdmin(page)
  })

  it.each(['light', 'dark'] as const)(
    'is readable for everybody in %s, and on a phone',
    async (theme) => {
      const page = await visitAdmin({
        desk,
        // The policy of the pages would not let axe in.
        options: { bypassCSP: true, viewport: { height: 800, width: 390 } },
        theme,
      })
      await goTo(page, pageOf(client.id))
      await panel(page)
        .getByText(/Vapi says 6/)
        .waitFor({ timeout: WALKED_MS })
      await untilFits(page)
      const cause = panel(page).getByRole('row').filter({ hasText: lost }).getByRole('cell').first()
      const { width = 0 } = (await cause.boundingBox()) ?? {}
      expect(width).toBeGreaterThan(250)
      expect(await audit(page, { known: KNOWN })).toEqual([])
      await leaveAdmin(page)
    },
  )

  it('is on the dashboard for all clients, those that miss some first', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}/admin`)
    await panel(page)
      .getByText(/Vapi says 6, we hold 4, 1 missing, checked/)
      .waitFor({ timeout: WALKED_MS })
    await panel(page).getByRole('link', { name: 'Willow & Wave Hair' }).waitFor()
    await panel(page)
      .locator('.desk-complete__counts > div', { hasText: 'Not attributable' })
      .getByText('1')
      .waitFor()
    await leaveAdmin(page)
  })

  it('is not known any more when Vapi refuses the key', async () => {
    org.modes.isKeyRevoked = true
    await desk.api(`/vapi-accounts/${account.id}/check`, {}).catch(() => undefined)
    const page = await visitAdmin({ desk })
    await goTo(page, pageOf(client.id))
    await panel(page)
      .getByText(/^Completeness not known since .+ Vapi refuses the account’s key\./)
      .waitFor()
    await leaveAdmin(page)
    org.modes.isKeyRevoked = false
    vapi.forgive()
  })
})
