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
    await goTo(page, `${desk.url}/admin/collections/users/${id}/sign-in`)
  }
  await openKeys()
  await page.getByText('No API keys yet.').waitFor()
  await page.getByRole('button', { name: 'New API key …' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('Name').fill('CRM of the salon')
  await drawer.getByLabel('Name').press('Enter')
  const shown = drawer.getByRole('textbox', { name: 'Your new API key' })
  await shown.waitFor()
  const key = await shown.inputValue()
  await drawer.getByRole('button', { name: 'Copy the API key' }).click()
  await drawer.getByText('Copied').first().waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key)
  expect(await readAs(key)).toBe(id)
  await drawer.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: 'New API key …' }).click()
  expect(await drawer.getByLabel('Name').inputValue()).toBe('')
  await drawer.getByRole('button', { name: 'Close' }).last().click()

  const row = page.getByRole('row', { name: 'CRM of the salon' })
  await row.getByText(`${key.slice(0, 10)}…`).waitFor()
  await openKeys()
  await row.waitFor()
  expect(await page.content()).not.toContain(key)
  await expect.poll(() => row.getByText('Never').count()).toBe(0)

  await row.getByRole('button', { name: 'Revoke' }).click()
  await page.getByRole('dialog').getByRole('button', { exact: true, name: 'Revoke' }).click()
  await untilToast(page, 'no longer works')
  await row.getByText('Revoked').waitFor()
  expect(await row.getByRole('button').count()).toBe(0)
  expect(await readAs(key)).toBeNull()
  await leaveAdmin(page)
})

it('staff make one for themselves on their own account', async () => {
  const account = { email: 'own-keys@e2e.test', password: SUPERUSER.password }
  const { doc } = await desk.api<{ doc: { id: string } }>('/groups', {
    name: 'Own keys',
    permissions: ['users.view'],
  })
  const { id } = await createUser(desk, { ...account, groups: [doc.id], isStaff: true })
  const page = await visitAdmin({ account, desk })
  await page.goto(`${desk.url}/admin/account`)
  const opener = page.getByRole('button', { name: 'New API key …' })
  await expect
    .poll(async () => {
      await page.getByRole('button', { exact: true, name: 'API keys' }).click()
      return opener.count()
    })
    .toBe(1)
  await opener.click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('Name').fill('Prometheus')
  await drawer.getByRole('button', { name: 'Create key' }).click()
  const shown = drawer.getByRole('textbox', { name: 'Your new API key' })
  await shown.waitFor()
  expect(await readAs(await shown.inputValue())).toBe(id)
  await leaveAdmin(page)
})
