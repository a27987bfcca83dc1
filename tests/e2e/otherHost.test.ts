import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../src/server/postgres/freePort'
import { asJSON } from '../helpers/requests'
import { type AdminDesk, createUser, openAdminDesk, SUPERUSER } from './support/admin'

const TOKEN = 'token-of-the-salon-on-another-host'
const CLIENT = { email: 'salon@clients.test', password: SUPERUSER.password }

let desk: AdminDesk
let url: string

beforeAll(async () => {
  const port = String(await freePort())
  url = `http://desk.test:${port}`
  desk = await openAdminDesk({
    env: { PORT: port, SERVER_URL: url },
    flags: ['--host-resolver-rules=MAP desk.test 127.0.0.1'],
  })
  await createUser(desk, { businessName: 'Salon Berg', ...CLIENT, vapiWebhookToken: TOKEN })
  await asJSON({
    body: {
      message: {
        analysis: { summary: 'Wants a hair cut on Tuesday.' },
        call: { id: 'one' },
        customer: { name: 'Ada Stone', number: '+4930901820' },
        timestamp: Date.now(),
        type: 'end-of-call-report',
      },
    },
    url: `${desk.url}/api/v1/vapi/webhook/${TOKEN}`,
  })
})
afterAll(() => desk?.stop())

describe('by plain http, at a host that is not localhost', () => {
  it('staff sign in to the admin, and stay signed in', async () => {
    const page = await desk.browser.newPage()
    await page.goto(`${url}/admin`)
    await page.fill('input[name="email"]', SUPERUSER.email)
    await page.fill('input[name="password"]', SUPERUSER.password)
    await page.click('button[type="submit"]')
    await page.waitForURL(`${url}/admin`)
    await page.goto(`${url}/admin/collections/users`)
    await page.getByRole('link', { name: CLIENT.email }).waitFor()
    await page.reload()
    await page.getByRole('link', { name: CLIENT.email }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/admin/collections/users')
    await page.close()
  })

  it('clients sign in to their calls, read one, and sign out', async () => {
    const page = await desk.browser.newPage()
    await page.goto(`${url}/calls`)
    await page.getByLabel('Email').fill(CLIENT.email)
    await page.getByLabel('Password').fill(CLIENT.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('link', { name: /Ada Stone/ }).click()
    await page.getByText('Wants a hair cut on Tuesday.').waitFor()
    await page.goto(`${url}/calls`)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('Password').waitFor()
    expect(await page.getByText('Ada Stone').count()).toBe(0)
    await page.close()
  })
})
