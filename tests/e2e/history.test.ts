import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  type AdminDesk,
  createUser,
  goTo,
  leaveAdmin,
  openAdminDesk,
  SUPERUSER,
  save,
  visitAdmin,
} from './support/admin'

let desk: AdminDesk

beforeAll(async () => {
  desk = await openAdminDesk()
})
afterAll(() => desk?.stop())

it('staff read on a client’s page who did what to it, in words and newest first', async () => {
  const { id } = await createUser(desk, { businessName: 'Salon Sol', email: 'sol@e2e.test' })
  const page = await visitAdmin({ desk })
  await goTo(page, `${desk.url}/admin/collections/users/${id}/edit`)
  await page.getByLabel('Business name').fill('Salon Luna')
  await save(page)
  await desk.api('/users/generate-vapi-token', { ids: [id] })
  await desk.api(`/users/${id}/setup-status`, { setupStatus: 'live' })

  await goTo(page, `${desk.url}/admin/collections/users/${id}/edit`)
  await page.getByRole('button', { exact: true, name: 'History' }).click()
  const entries = page.getByRole('region', { name: 'History' }).getByRole('listitem')
  await entries.first().waitFor()
  await expect
    .poll(async () => (await entries.allTextContents()).map((text) => text.split(/\d/)[0]))
    .toHaveLength(5)
  const who = SUPERUSER.email
  const texts = await entries.allTextContents()
  const said = [
    `${who} viewed the webhook token or secret`,
    `${who} changed Setup status from Token generated to Live`,
    `${who} generated the webhook token`,
    `${who} changed Business name from Salon Sol to Salon Luna`,
    `${who} created this`,
  ]
  for (const [index, sentence] of said.entries()) expect(texts[index]).toContain(sentence)
  await leaveAdmin(page)
})

it('earlier entries come when they are asked for', async () => {
  const { id } = await createUser(desk, { email: 'many@e2e.test' })
  for (const setupStatus of Array.from({ length: 25 }, (_, n) =>
    n % 2 ? 'live' : 'not_started',
  )) {
    await desk.api(`/users/${id}/setup-status`, { setupStatus })
  }
  const page = await visitAdmin({ desk })
  await goTo(page, `${desk.url}/admin/collections/users/${id}/edit`)
  await page.getByRole('button', { exact: true, name: 'History' }).click()
  const entries = page.getByRole('region', { name: 'History' }).getByRole('listitem')
  await expect.poll(() => entries.count()).toBe(20)
  await page.getByRole('button', { name: 'Show earlier' }).click()
  await expect.poll(() => entries.count()).toBe(25)
  expect(await page.getByRole('button', { name: 'Show earlier' }).count()).toBe(0)
  await leaveAdmin(page)
})

it('the whole history is one list, filtered by one click, and tells of bulk actions whom they touched', async () => {
  const clients = await Promise.all(
    ['Uno', 'Dos', 'Tres'].map((businessName) =>
      createUser(desk, { businessName, email: `${businessName.toLowerCase()}@e2e.test` }),
    ),
  )
  await desk.api('/users/generate-vapi-token', { ids: clients.map(({ id }) => id) })
  const page = await visitAdmin({ desk })
  await goTo(page, `${desk.url}/admin/collections/audit-log`)
  const rows = page.locator('tbody tr')
  await rows.filter({ hasText: 'generated the webhook token for 3 users' }).waitFor()
  await rows.filter({ hasText: 'logged in' }).first().waitFor()

  await page.getByRole('link', { name: 'Tokens and keys' }).click()
  await expect.poll(() => rows.filter({ hasText: 'logged in' }).count()).toBe(0)
  await rows.filter({ hasText: '3 users' }).getByRole('link').first().click()
  await page.getByRole('heading', { name: /generated the webhook token for 3 users/ }).waitFor()
  await page.getByRole('button', { name: 'Show which' }).click()
  for (const name of ['Uno', 'Dos', 'Tres']) {
    await page.getByRole('listitem').filter({ hasText: name }).waitFor()
  }
  // There is nothing to save and nothing to delete.
  expect(await page.locator('#action-save').count()).toBe(0)
  await leaveAdmin(page)
})

it('staff without the permission see neither the list nor the tab', async () => {
  const { doc } = await desk.api<{ doc: { id: string } }>('/groups', {
    name: 'Without history',
    permissions: ['users.view', 'users.change'],
  })
  const account = { email: 'without@e2e.test', password: SUPERUSER.password }
  await createUser(desk, { ...account, groups: [doc.id], isStaff: true })
  const { id } = await createUser(desk, { email: 'seen@e2e.test' })
  const page = await visitAdmin({ account, desk })
  await goTo(page, `${desk.url}/admin/collections/users/${id}/edit`)
  await page.getByRole('button', { exact: true, name: 'Settings' }).waitFor()
  expect(await page.getByRole('button', { exact: true, name: 'History' }).count()).toBe(0)
  expect(await page.locator('a[href$="/collections/audit-log"]').count()).toBe(0)
  await leaveAdmin(page)
})
