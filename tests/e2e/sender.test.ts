import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asJSON } from '../helpers/requests'
import {
  type AdminDesk,
  createUser,
  goTo,
  leaveAdmin,
  openAdminDesk,
  save,
  untilToast,
  visitAdmin,
} from './support/admin'

let desk: AdminDesk

beforeAll(async () => {
  desk = await openAdminDesk()
})
afterAll(() => desk?.stop())

const openVapiTab = async (page: Page, id: string) => {
  await goTo(page, `${desk.url}/admin/collections/users/${id}/edit`)
  await page.getByRole('button', { name: 'Vapi (per-client webhook)' }).click()
}

const urlOf = (page: Page) => page.getByRole('textbox', { name: 'Webhook URL' }).inputValue()

const post = async (url: string, headers: Record<string, string> = {}) =>
  (await asJSON({ body: {}, headers, url })).status

const confirm = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { exact: true, name }).click()

describe('on the client', () => {
  it('a URL is rotated with a grace, the former one ended, the present one revoked', async () => {
    const token = `token-of-e2e-${crypto.randomUUID()}`
    const { id } = await createUser(desk, { email: 'rotate@e2e.test', vapiWebhookToken: token })
    const page = await visitAdmin({ desk })
    await openVapiTab(page, id)
    const former = await urlOf(page)
    expect(former).toContain(token)

    await page.getByRole('button', { name: 'Rotate …' }).click()
    await page.getByLabel('Keep the current URL working for').selectOption({ label: '1 hour' })
    await confirm(page, 'Rotate')
    await untilToast(page, 'new webhook URL')
    await expect.poll(() => urlOf(page)).not.toContain(token)
    const present = await urlOf(page)
    expect([await post(former), await post(present)]).toEqual([200, 200])

    await page.getByText('A retired URL works until').waitFor()
    await page.getByRole('button', { name: 'End now' }).click()
    await untilToast(page, 'Retired URLs no longer work')
    await page.getByText('A retired URL works until').waitFor({ state: 'detached' })
    expect([await post(former), await post(present)]).toEqual([404, 200])

    // The form is up to date: saving something else neither asks to reload nor brings it back.
    await page.getByRole('button', { name: 'Profile' }).click()
    await page.fill('input[name="businessName"]', 'Rotated')
    await save(page)
    expect(await post(present)).toBe(200)

    await page.getByRole('button', { name: 'Vapi (per-client webhook)' }).click()
    await page.getByRole('button', { name: 'Revoke …' }).click()
    await confirm(page, 'Revoke')
    await untilToast(page, 'no longer works')
    await page.getByRole('button', { name: 'Generate webhook URL' }).waitFor()
    expect(await post(present)).toBe(404)
    await leaveAdmin(page)
  })

  it('a secret is asked for, and what was refused shows with its reason', async () => {
    const token = `token-of-e2e-${crypto.randomUUID()}`
    const { id } = await createUser(desk, { email: 'secret@e2e.test', vapiWebhookToken: token })
    const page = await visitAdmin({ desk })
    await openVapiTab(page, id)
    const url = await urlOf(page)

    await page.locator('#field-vapiSender__verification').click()
    await page.getByRole('option', { name: 'Shared secret' }).click()
    await page.fill('input[name="vapiSender.secret"]', 'the-secret-of-the-sender')
    await save(page)
    expect(await post(url)).toBe(401)
    expect(await post(url, { 'x-vapi-secret': 'the-secret-of-the-sender' })).toBe(200)

    await openVapiTab(page, id)
    await page.getByText('1 post for this client was refused.').waitFor()
    await page.getByText('the secret was missing').waitFor()
    await page.fill('input[name="vapiSender.secret"]', 'another-secret-of-the-sender')
    await save(page)
    await page.getByText('The previous secret is accepted until').waitFor()
    await page.getByRole('button', { name: 'End now' }).click()
    await untilToast(page, 'Previous secrets are no longer accepted')
    expect(await post(url, { 'x-vapi-secret': 'the-secret-of-the-sender' })).toBe(401)
    expect(await post(url, { 'x-vapi-secret': 'another-secret-of-the-sender' })).toBe(200)
    await leaveAdmin(page)
  })
})
