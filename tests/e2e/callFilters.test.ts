import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asJSON } from '../helpers/requests'
import {
  type AdminDesk,
  createUser,
  goTo,
  leaveAdmin,
  openAdminDesk,
  SUPERUSER,
  visitAdmin,
} from './support/admin'

const DAY_MS = 86_400_000

let desk: AdminDesk

const post = (token: string, id: string, { daysAgo = 0, outcome = 'Booked' } = {}) =>
  asJSON({
    body: {
      message: {
        analysis: { structuredData: { outcome } },
        call: { id },
        customer: { name: `Caller of ${id}` },
        timestamp: Date.now() - daysAgo * DAY_MS,
        type: 'end-of-call-report',
      },
    },
    url: `${desk.url}/api/v1/vapi/webhook/${token}`,
  })

beforeAll(async () => {
  desk = await openAdminDesk()
  for (const name of ['Salon', 'Garage']) {
    const token = `token-of-the-${name.toLowerCase()}-with-filters`
    await createUser(desk, {
      businessName: `${name} North`,
      email: `${name}@clients.test`,
      vapiWebhookToken: token,
    })
    await post(token, `${name}-today`)
    await post(token, `${name}-yesterday`, { daysAgo: 1 })
    await post(token, `${name}-question`, { daysAgo: 1, outcome: 'Question' })
    await post(token, `${name}-older`, { daysAgo: 12 })
    await post(token, `${name}-long-ago`, { daysAgo: 70, outcome: 'Forgotten' })
  }
})
afterAll(() => desk?.stop())

describe('the list of calls', () => {
  it('has the choice of a client on one line with the pills beside it, and as high as they are', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}/admin/collections/call-summaries`)
    await page.locator('.desk-client-filter .rs__control').waitFor()
    const boxes = (selector: string) =>
      page
        .locator(selector)
        .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().toJSON()))
    const [client, when] = await boxes('.desk-filters__label')
    const [control] = await boxes('.desk-client-filter .rs__control')
    const [pill] = await boxes('.desk-filter')
    expect(Math.abs(client.top - when.top)).toBeLessThan(1)
    expect(Math.abs(control.top - pill.top)).toBeLessThan(1.5)
    expect(Math.abs(control.height - pill.height)).toBeLessThan(1.5)
    await leaveAdmin(page)
  })

  it('shows yesterday’s booked calls of one client after four clicks at most', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}/admin/collections/users`)
    let clicks = 0
    const click = async (name: RegExp | string) => {
      clicks += 1
      await page.getByRole('link', { name }).first().click()
    }
    await click('salon@clients.test')
    await click('All calls')
    await page.locator('tr', { hasText: 'Caller of Salon-today' }).waitFor()
    await click('Yesterday')
    await page.locator('tr', { hasText: 'Caller of Salon-today' }).waitFor({ state: 'detached' })
    await click('Booked')
    await page.locator('tr', { hasText: 'Caller of Salon-question' }).waitFor({ state: 'detached' })
    expect(await page.locator('tbody tr').count()).toBe(1)
    await page.locator('tr', { hasText: 'Caller of Salon-yesterday' }).waitFor()
    expect(clicks).toBeLessThanOrEqual(4)
    await leaveAdmin(page)
  })

  it.each(['everything', 'calls only'])(
    'shows the same from the list itself, by the client’s name, to staff who may see %s',
    async (sight) => {
      const account =
        sight === 'everything'
          ? SUPERUSER
          : { email: 'reader@desk.test', password: SUPERUSER.password }
      if (account !== SUPERUSER) {
        const { doc } = await desk.api<{ doc: { id: string } }>('/groups', {
          name: 'Readers',
          permissions: ['call-summaries.view'],
        })
        await createUser(desk, { ...account, groups: [doc.id], isStaff: true })
      }
      const page = await visitAdmin({ account, desk })
      await goTo(page, `${desk.url}/admin/collections/call-summaries`)
      const rows = page.locator('tbody tr')
      let clicks = 0
      const click = async (target: ReturnType<typeof page.locator>) => {
        clicks += 1
        await target.click()
      }
      await click(page.getByRole('combobox', { name: 'Client' }))
      await page.keyboard.type('salon')
      await click(page.getByRole('option', { name: 'Salon North' }))
      await expect.poll(() => rows.count(), { timeout: 15_000 }).toBe(5)
      await click(page.getByRole('link', { exact: true, name: 'Yesterday' }))
      await expect.poll(() => rows.count(), { timeout: 15_000 }).toBe(2)
      await click(page.getByRole('list', { name: 'Outcome' }).getByRole('link', { name: 'Booked' }))
      await expect.poll(() => rows.count(), { timeout: 15_000 }).toBe(1)
      await rows.filter({ hasText: 'Caller of Salon-yesterday' }).waitFor()
      expect(clicks).toBeLessThanOrEqual(5)

      // Opened anew it names the client, and it is taken back by one click.
      await goTo(page, page.url())
      const chosen = page.getByRole('link', { name: 'Salon North: show the calls of all clients' })
      expect(await chosen.textContent()).toBe('Salon North×')
      if (sight !== 'everything') expect(await page.content()).not.toContain('@clients.test')
      await chosen.click()
      await expect.poll(() => rows.count(), { timeout: 15_000 }).toBe(2)
      await page.getByRole('combobox', { name: 'Client' }).waitFor()
      // Payload's own filter looks up the client of the address, also for those who may not see clients.
      const isReader = sight !== 'everything'
      await leaveAdmin(page, isReader ? /^There was a problem loading the document/ : undefined)
    },
  )

  it('says so when no client has the name', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}/admin/collections/call-summaries`)
    await page.getByRole('combobox', { name: 'Client' }).click()
    await page.keyboard.type('nobody of this name')
    await page.getByText('No client has this name.').waitFor()
    await leaveAdmin(page)
  })

  it('offers days and the most frequent outcomes of the last 30 days, one at a time', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}/admin/collections/call-summaries`)
    const outcomes = page.getByRole('list', { name: 'Outcome' })
    expect(await outcomes.getByRole('link').allInnerTexts()).toEqual(['All', 'Booked', 'Question'])
    const days = page.getByRole('list', { name: 'When' })
    for (const [name, count] of [
      ['Today', 2],
      ['Yesterday', 4],
      ['Last 7 days', 6],
      ['Last 30 days', 8],
      ['All', 10],
    ] as const) {
      await days.getByRole('link', { exact: true, name }).click()
      await expect.poll(() => page.locator('tbody tr').count(), { timeout: 15_000 }).toBe(count)
      expect(await days.locator('[aria-current]').allInnerTexts()).toEqual([name])
    }
    await leaveAdmin(page)
  })
})
