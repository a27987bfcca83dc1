import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asJSON } from '../helpers/requests'
import {
  type AdminDesk,
  createUser,
  goTo,
  leaveAdmin,
  openAdminDesk,
  save,
  visitAdmin,
} from './support/admin'

let desk: AdminDesk

beforeAll(async () => {
  desk = await openAdminDesk()
})
afterAll(() => desk?.stop())

const report = {
  message: {
    analysis: { summary: 'Wants a hair cut on Tuesday.' },
    artifact: { messages: [{ message: 'Hello', role: 'bot', secondsFromStart: 1 }] },
    call: { id: '01990000-0000-7000-8000-000000000001' },
    endedReason: 'customer-ended-call',
    timestamp: Date.now(),
    type: 'end-of-call-report',
  },
}

describe('setting a client up', () => {
  it('goes from a new user to a live one, as the suggested workflow says', async () => {
    const page = await visitAdmin({ desk })

    // Create the client.
    await goTo(page, `${desk.url}/admin/collections/users/create`)
    await page.fill('#field-businessName', 'Salon Berg')
    await page.fill('#field-name', 'Anna Berg')
    await page.fill('#field-email', 'salon@clients.test')
    await page.getByRole('button', { name: 'Create client' }).click()
    await page.waitForURL(/\/users\/[0-9a-f-]{36}/)
    await page.getByRole('region', { exact: true, name: 'Setup' }).waitFor()
    await goTo(page, `${page.url()}/edit`)

    // Generate the token; the form stays clean.
    await page.getByRole('button', { name: 'Vapi (per-client webhook)' }).click()
    await page.getByText('This client has no webhook URL yet.').waitFor()
    await page.getByRole('button', { name: 'Generate webhook URL' }).click()
    const address = page.getByLabel('Webhook URL', { exact: true })
    await address.waitFor()
    expect(await page.locator('#action-save').isDisabled()).toBe(true)

    // Copy the URL, and post what Vapi would.
    await page.getByRole('button', { name: 'Copy the webhook URL' }).click()
    await page.getByText('Copied').first().waitFor()
    const url = await page.evaluate(() => navigator.clipboard.readText())
    expect(url).toBe(await address.inputValue())
    expect(url).toMatch(/\/api\/v1\/vapi\/webhook\/[\w-]{40}\/$/)
    expect((await asJSON({ body: report, url })).body).toEqual({ received: true, state: 'stored' })

    // What to set in Vapi stands beside it.
    await page.getByText('Set it in Vapi').click()
    await page.getByText('Press Publish.').waitFor()

    // Note the agent; our own token does not count as somebody else's change.
    await page.fill('#field-vapiAssistantId', 'asst-7')
    await save(page)

    // Move the status along with the keyboard, and keep notes.
    await page.getByRole('button', { name: 'Onboarding' }).click()
    const path = page.getByRole('radiogroup', { name: 'Setup status' })
    expect(await path.locator('[aria-current="step"]').textContent()).toContain('Token generated')
    await path.getByRole('radio', { name: 'Token generated' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.locator('[contenteditable="true"]').click()
    await page.keyboard.type('Opens a second shop in May.')
    await save(page)
    const { docs } = await desk.api<{ docs: Record<string, unknown>[] }>(
      '/users?where[email][equals]=salon@clients.test&depth=0',
    )
    expect(docs[0]).toMatchObject({
      businessName: 'Salon Berg',
      setupStatus: 'agent_configured',
      vapiAssistantId: 'asst-7',
    })
    expect(JSON.stringify(docs[0]?.adminNotes)).toContain('second shop')

    // The call is one click away.
    await goTo(page, page.url())
    await page.getByRole('button', { name: 'Vapi (per-client webhook)' }).click()
    await page.getByRole('link', { name: '1 call summary' }).click()
    await page.waitForURL(/call-summaries/)
    await page.locator('.cell-endedGroup', { hasText: 'Completed' }).waitFor()
    await leaveAdmin(page)
  })
})

describe('the webhook URL', () => {
  it('says what is missing while a token is typed, and that a new one works after saving', async () => {
    const { id } = await createUser(desk, { email: 'paste@clients.test' })
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}/admin/collections/users/${id}/edit`)
    await page.getByRole('button', { name: 'Vapi (per-client webhook)' }).click()

    await page.fill('#field-vapiWebhookToken', 'too-short')
    await page.getByText('is not valid in a URL yet').waitFor()
    await page.fill('#field-vapiWebhookToken', 'in-use-elsewhere-since-2024')
    await page.getByText('Works once you save.').waitFor()
    await save(page)
    await page.getByText('Works once you save.').waitFor({ state: 'detached' })

    expect(await page.getByLabel('Webhook URL', { exact: true }).inputValue()).toContain(
      '/in-use-elsewhere-since-2024/',
    )
    await leaveAdmin(page)
  })

  it('gets selected where the browser has no clipboard', async () => {
    const { id } = await createUser(desk, {
      email: 'plain-http@clients.test',
      vapiWebhookToken: 'token-of-a-plain-http-desk',
    })
    const page = await visitAdmin({ desk })
    await page.addInitScript(() =>
      Object.defineProperty(navigator, 'clipboard', { value: undefined }),
    )
    await goTo(page, `${desk.url}/admin/collections/users/${id}/edit`)
    await page.getByRole('button', { name: 'Vapi (per-client webhook)' }).click()
    await page.getByRole('button', { name: 'Copy the webhook URL' }).click()

    await page.getByText('Press Ctrl+C').waitFor()
    expect(await page.evaluate(() => window.getSelection()?.toString())).toContain(
      '/token-of-a-plain-http-desk/',
    )
    await leaveAdmin(page)
  })
})
