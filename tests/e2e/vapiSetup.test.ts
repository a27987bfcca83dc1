import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeAuthority } from '../helpers/certificates'
import { forwardTo, openProxy, type PublicProxy } from '../helpers/publicProxy'
import type { FakeOrg } from '../vapi/fakeOrg'
import { type FakeVapi, startFakeVapi } from '../vapi/fakeVapi'
import {
  type AdminDesk,
  createUser,
  goTo,
  leaveAdmin,
  openAdminDesk,
  untilToast,
  visitAdmin,
} from './support/admin'
import { audit, KNOWN } from './support/axe'

const OTHER = 'https://hooks.other.example/in/42'

let account: { id: string }
let desk: AdminDesk
let org: FakeOrg
let proxy: PublicProxy
let vapi: FakeVapi

const part = (page: Page): Locator =>
  page.getByRole('region', { exact: true, name: 'Webhook at Vapi' })
const button = (of: Locator | Page, name: string) => of.getByRole('button', { exact: true, name })
const pageOf = (id: string) => `${desk.url}/admin/collections/users/${id}`
const urlAt = (assistantID: string): string =>
  String(Object(org.assistant(assistantID).server).url ?? '')

/** A client whose agent reports elsewhere, or nowhere. */
const newClient = async (name: string, server?: Record<string, unknown>) => {
  const assistant = org.addAssistant({
    name: `Agent of ${name}`,
    ...(server ? { server } : {}),
  })
  const token = `token-of-e2e-${crypto.randomUUID()}`
  const { id } = await createUser(desk, {
    businessName: name,
    email: `${crypto.randomUUID()}@clients.test`,
    vapiAccount: account.id,
    vapiAssistantId: assistant.id,
    vapiWebhookToken: token,
  })
  return { assistantID: assistant.id, id, token }
}

beforeAll(async () => {
  vapi = await startFakeVapi()
  org = vapi.addOrg()
  // Vapi posts to https only, so the desk is behind a proxy that has a certificate.
  proxy = await openProxy(makeAuthority().issue({ name: 'localhost' }))
  const origin = `https://localhost:${proxy.port}`
  const built = await openAdminDesk({
    env: { ...vapi.env, SERVER_URL: origin },
    flags: ['--ignore-certificate-errors'],
  })
  proxy.answer(forwardTo(built.url))
  vapi.reach(origin, built.url)
  desk = { ...built, url: origin }
  const { doc } = await desk.api<{ doc: { id: string } }>('/vapi-accounts', {
    key: org.key,
    label: 'Agency',
    region: 'us',
  })
  account = doc
})

afterAll(async () => {
  await desk?.stop()
  await proxy?.stop()
  await vapi?.stop()
})

describe('the webhook at Vapi', { timeout: 240_000 }, () => {
  it('is set after the difference was shown, proven by a report, watched, set again and put back', async () => {
    const server = { secret: 'nobody reads this', timeoutSeconds: 30, url: OTHER }
    const { assistantID, id } = await newClient('Bella Luna', server)
    const others = await Promise.all(['One', 'Two', 'Three'].map((name) => newClient(name)))
    // The policy of the pages would not let axe in.
    const page = await visitAdmin({ desk, options: { bypassCSP: true } })
    await goTo(page, pageOf(id))
    await part(page).getByText('The desk has not set it at Vapi yet.').waitFor()
    await button(part(page), 'Show what changes at Vapi').click()
    await part(page).getByText(OTHER).waitFor()
    await part(page).getByText('cannot be read').waitFor()
    expect(urlAt(assistantID)).toBe(OTHER)
    expect(await audit(page, { known: KNOWN })).toEqual([])

    await button(part(page), 'Set the webhook').click()
    await untilToast(page, 'The webhook is set at Vapi.')
    await part(page).getByText('The next report will prove it.').waitFor()
    expect(urlAt(assistantID)).toContain(desk.url)
    const call = org.addCall({ assistantId: assistantID })
    expect((await org.post(call.id)).attempts.at(-1)?.status).toBe(200)
    await goTo(page, pageOf(id))
    await part(page).getByText('A report proved it on').waitFor()

    // Somebody takes it over. The desk looks once an hour: now is one of these.
    org.hands.patch(assistantID, { server: { url: OTHER } })
    await desk.sql.query(
      `insert into vapi_watches (account_id, due_at) values ($1, now())
       on conflict (account_id) do update set due_at = now()`,
      [account.id],
    )

    // Meanwhile, all others are set from the list.
    await goTo(page, `${desk.url}/admin/collections/users?limit=100`)
    await page.locator('.table thead input[type="checkbox"]').first().click()
    await button(page, 'Set at Vapi').click()
    await page.click('#confirm-action')
    await page.getByRole('status', { name: 'Work at Vapi' }).waitFor()
    await page.getByText(/Agency: 3 done, 1 left as they are, 0 failed\./).waitFor({
      timeout: 60_000,
    })
    for (const other of others) expect(urlAt(other.assistantID)).toContain(other.token)
    expect(urlAt(assistantID)).toBe(OTHER)

    await expect
      .poll(
        async () => {
          const { rows } = await desk.sql.query<{ signal: string }>(
            'select signal from vapi_drifts where client_id = $1',
            [id],
          )
          return rows.map(({ signal }) => signal)
        },
        { interval: 1_000, timeout: 100_000 },
      )
      .toContain('moved')
    await goTo(page, `${desk.url}/admin`)
    const widget = page.getByRole('region', { exact: true, name: 'Changed at Vapi' })
    await widget.getByText('1 client needs a look').waitFor()
    await widget.getByText(/Since .+: The agent Agent of Bella Luna posts elsewhere/).waitFor()
    expect(await audit(page, { known: KNOWN })).toEqual([])

    await widget.getByRole('link', { exact: true, name: 'Bella Luna' }).click()
    await part(page).getByText('hooks.other.example').first().waitFor()
    await button(part(page), 'Set again').click()
    await button(part(page), 'Set the webhook').click()
    await untilToast(page, 'The webhook is set at Vapi.')
    expect(urlAt(assistantID)).toContain(desk.url)

    await button(part(page), 'Disconnect').click()
    await page.click('#confirm-action')
    await part(page).getByText('Disconnected: Vapi has what it had before.').waitFor()
    expect(urlAt(assistantID)).toBe(OTHER)
    await leaveAdmin(page)
  })
})
