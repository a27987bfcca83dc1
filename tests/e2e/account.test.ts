import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { asJSON, login } from '../helpers/requests'
import {
  type AdminDesk,
  createUser,
  goTo,
  openAdminDesk,
  SUPERUSER,
  save,
  untilToast,
  visitAdmin,
} from './support/admin'

const NEW = 'another long enough password'

let desk: AdminDesk
beforeAll(async () => {
  desk = await openAdminDesk()
})
afterAll(() => desk?.stop())

describe('the account page', () => {
  it('asks for the present password with a new one, and says when it is wrong', async () => {
    const account = { email: 'staff@desk.test', password: SUPERUSER.password }
    await createUser(desk, { ...account, isStaff: true })
    const page = await visitAdmin({ account, desk })
    await goTo(page, `${desk.url}/admin/account`)
    expect(await page.getByLabel('Current password').count()).toBe(0)

    await page.getByRole('button', { name: 'Change Password' }).click()
    await page.fill('#field-password', NEW)
    await page.fill('#field-confirm-password', NEW)
    await page.getByLabel('Current password').fill('not the present one')
    const isWrong = page.getByText('Your current password is wrong.')
    // Payload looks at the second password a while after it was typed: no person is as quick as this.
    await vi.waitFor(async () => {
      if ((await isWrong.count()) === 0) await page.click('#action-save', { timeout: 1_000 })
      await isWrong.first().waitFor({ timeout: 1_000 })
    }, 30_000)
    await login({ ...account, url: desk.url })

    await page.getByLabel('Current password').fill(account.password)
    await save(page)
    await login({ email: account.email, password: NEW, url: desk.url })
    await page.context().close()
  })
})

describe('a user who is locked out', () => {
  it('may sign in again at once after Force Unlock', async () => {
    const account = { email: 'locked@clients.test', password: SUPERUSER.password }
    const { id } = await createUser(desk, account)
    const tryWith = (password: string) =>
      asJSON({ body: { ...account, password }, url: `${desk.url}/api/users/login` })
    for (let time = 0; time < 6; time += 1) await tryWith('wrong password')
    expect((await tryWith(account.password)).status).toBe(401)

    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}/admin/collections/users/${id}/sign-in`)
    await page.getByRole('button', { name: 'Force Unlock' }).click()
    await untilToast(page, /unlocked/i)
    expect((await tryWith(account.password)).status).toBe(200)
    await page.context().close()
  })
})

describe('the admin in two languages', () => {
  it('has each reader’s own labels, also of fields with components of the desk', async () => {
    const { id } = await createUser(desk, { email: 'two-languages@clients.test' })
    const page = await visitAdmin({ desk })
    const labels = async (language: string) => {
      await page.context().addCookies([{ name: 'payload-lng', url: desk.url, value: language }])
      await goTo(page, `${desk.url}/admin/collections/users/${id}/edit`)
      return page.locator('label[for^="field-"]').allTextContents()
    }
    expect(await labels('en')).toContain('Time zone')
    const german = await labels('de')
    expect(german).toContain('Zeitzone')
    expect(german).not.toContain('Time zone')
    expect(await labels('en')).toContain('Time zone')
    await page.context().close()
  })
})
