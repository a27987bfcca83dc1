import { afterAll, beforeAll, expect, it } from 'vitest'
import { asJSON } from '../helpers/requests'
import {
  type AdminDesk,
  createUser,
  goTo,
  leaveAdmin,
  openAdminDesk,
  SUPERUSER,
  untilToast,
  visitAdmin,
} from './support/admin'

let desk: AdminDesk

beforeAll(async () => {
  desk = await openAdminDesk()
})
afterAll(() => desk?.stop())

const readAs = async (key: string) => {
  const { body } = await asJSON<{ user: null | { id: string } }>({
    headers: { authorization: `Bearer ${key}` },
    url: `${desk.url}/api/users/me`,
  })
  return body.user?.id ?? null
}

it('staff make a named key for a client, which is shown once, and revoke it', async () => {
  const { id } = await createUser(desk, { email: 'named-keys@e2e.test' })
  const page = await visitAdmin({ desk })
  const openKeys = async () => {
    await goTo(page, `${desk.url}/admin/collections/users/${id}`)
    await page.getByRole('button', { exact: true, name: 'API keys' }).click()
  }
  await openKeys()
  await page.getByText('No API keys yet.').waitFor()
  await page.getByRole('button', { name: 'New API key …' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('Name').fill('CRM of the salon')
  await page.screenshot({ path: '/tmp/keys-shots/form-light.png' })
  await drawer.getByLabel('Name').press('Enter')
  const shown = drawer.getByRole('textbox', { name: 'Your new API key' })
  await shown.waitFor()
  await page.screenshot({ path: '/tmp/keys-shots/made-light.png' })
  const key = await shown.inputValue()
  await drawer.getByRole('button', { name: 'Copy the API key' }).click()
  await drawer.getByText('Copied').first().waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key)
  expect(await readAs(key)).toBe(id)
  await drawer.getByRole('button', { name: 'Done' }).click()

  const row = page.getByRole('row', { name: 'CRM of the salon' })
  await row.getByText(`${key.slice(0, 10)}…`).waitFor()
  await openKeys()
  await row.waitFor()
  expect(await page.content()).not.toContain(key)
  await expect.poll(() => row.getByText('Never').count()).toBe(0)
  await page.screenshot({ path: '/tmp/keys-shots/list-light.png' })

  await row.getByRole('button', { name: 'Revoke' }).click()
  await page.getByRole('dialog').getByRole('button', { exact: true, name: 'Revoke' }).click()
  await untilToast(page, 'no longer works')
  await row.getByText('Revoked').waitFor()
  expect(await row.getByRole('button').count()).toBe(0)
  expect(await readAs(key)).toBeNull()
  await page.screenshot({ path: '/tmp/keys-shots/revoked-light.png' })
  await leaveAdmin(page)
  const dark = await visitAdmin({ desk, theme: 'dark' })
  await goTo(dark, `${desk.url}/admin/collections/users/${id}`)
  await dark.getByRole('button', { exact: true, name: 'API keys' }).click()
  await dark.getByRole('button', { name: 'New API key …' }).click()
  await dark.getByRole('dialog').getByLabel('Name').fill('CRM of the salon')
  await dark.getByRole('dialog').getByLabel('Name').press('Enter')
  await dark.getByRole('dialog').getByRole('textbox', { name: 'Your new API key' }).waitFor()
  await dark.screenshot({ path: '/tmp/keys-shots/made-dark.png' })
  await dark.getByRole('dialog').getByRole('button', { name: 'Done' }).click()
  await dark.getByRole('row', { name: 'CRM of the salon' }).first().waitFor()
  await dark.screenshot({ path: '/tmp/keys-shots/list-dark.png' })
  await leaveAdmin(dark)
})

it('staff make one for themselves on their own account', async () => {
  const account = { email: 'own-keys@e2e.test', password: SUPERUSER.password }
  const { id } = await createUser(desk, { ...account, isStaff: true })
  const page = await visitAdmin({ account, desk })
  await goTo(page, `${desk.url}/admin/account`)
  await page.getByRole('button', { exact: true, name: 'API keys' }).click()
  await page.getByRole('button', { name: 'New API key …' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('Name').fill('Prometheus')
  await drawer.getByRole('button', { name: 'Make the key' }).click()
  const shown = drawer.getByRole('textbox', { name: 'Your new API key' })
  await shown.waitFor()
  expect(await readAs(await shown.inputValue())).toBe(id)
  await leaveAdmin(page)
})
