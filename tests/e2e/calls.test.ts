import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asJSON } from '../helpers/requests'
import {
  type AdminDesk,
  createUser,
  goTo,
  leaveAdmin,
  openAdminDesk,
  untilToast,
  visitAdmin,
} from './support/admin'

const TOKEN = 'token-of-the-salon-with-calls'

let desk: AdminDesk

const post = (body: unknown) => asJSON({ body, url: `${desk.url}/api/v1/vapi/webhook/${TOKEN}/` })

const report = (id: string, more: Record<string, unknown> = {}) => ({
  message: {
    analysis: {
      structuredData: { outcome: 'Booked', price: '€30', service: 'Hair cut' },
      summary: 'Wants a hair cut on Tuesday.',
    },
    artifact: {
      messages: [
        { message: 'You are a salon.', role: 'system' },
        { message: 'Salon Berg, good morning!', role: 'bot', secondsFromStart: 0.4 },
        { message: 'שלום, אני רוצה תור', role: 'user', secondsFromStart: 75 },
      ],
    },
    call: { id },
    customer: { name: 'Ada Stone', number: '+4930901820' },
    durationSeconds: 196,
    endedReason: 'customer-ended-call',
    startedAt: '2026-05-01T10:00:00.000Z',
    timestamp: Date.parse('2026-05-01T10:03:16.000Z'),
    type: 'end-of-call-report',
    ...more,
  },
})

beforeAll(async () => {
  desk = await openAdminDesk()
  await createUser(desk, {
    businessName: 'Salon Berg',
    email: 'salon@clients.test',
    timezone: 'America/New_York',
    vapiWebhookToken: TOKEN,
  })
  await post(report('01990000-0000-7000-8000-00000000000a'))
  await post(
    report('01990000-0000-7000-8000-00000000000b', {
      analysis: {},
      artifact: { transcript: 'AI: Hello?\nUser: Wrong number.' },
      durationSeconds: undefined,
      endedReason: 'pipeline-error-openai-llm-failed',
      startedAt: undefined,
    }),
  )
  await post({ message: { type: 'end-of-call-report' } })
  await post('not JSON')
})
afterAll(() => desk?.stop())

describe('call summaries', () => {
  it('are listed as people read them', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}/admin/collections/call-summaries`)

    const row = page.locator('tr', { hasText: 'Booked' })
    await row.waitFor()
    const heads = await page.locator('.table thead th').allInnerTexts()
    expect(heads.map((head) => head.trim()).filter(Boolean)).toEqual([
      'Caller',
      'Client',
      'Ended',
      'Service',
      'Reported',
    ])
    // Whoever looks sees by what the list is sorted.
    const sorted = page.locator('.sort-column--active')
    expect(await sorted.count()).toBe(1)
    await page.locator('#heading-reportedAt .sort-column__desc.sort-column--active').waitFor()
    expect(await row.locator('.cell-customerName span').allInnerTexts()).toEqual([
      'Ada Stone',
      'Wants a hair cut on Tuesday.',
    ])
    expect(await row.locator('.cell-client').textContent()).toBe('Salon Berg')
    expect(await row.locator('.cell-endedGroup').textContent()).toMatch(/^Completed\s*Booked$/)
    expect(await row.locator('.cell-serviceName').textContent()).toBe('Hair cut€30.00')
    const reported = row.locator('.cell-reportedAt time')
    await reported.getByText('1 May 2026, 12:03').waitFor()
    expect(await reported.getAttribute('title')).toBe(
      '1 May 2026, 06:03 in New York (client) · 1 May 2026, 12:03 in Berlin (you) · 2026-05-01T10:03:16.000Z',
    )

    await page
      .getByRole('list', { name: 'Ended' })
      .getByRole('link', { name: /^Error/ })
      .click()
    await page.locator('.cell-endedGroup', { hasText: 'Error' }).waitFor()
    await page.locator('.page-controls__page-info', { hasText: /of 1/ }).waitFor()
    await leaveAdmin(page)
  })

  it('are found by what was said', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}/admin/collections/call-summaries`)
    await page.locator('tbody tr').nth(1).waitFor()

    const box = page.locator('.search-filter__input')
    // A call can be found a moment after it came.
    const findable = () => desk.api<{ totalDocs: number }>('/call-summaries?search=tuesd')
    await expect.poll(findable, { timeout: 10_000 }).toMatchObject({ totalDocs: 1 })
    await box.fill('HÁIR tuesd')
    await page.locator('.page-controls__page-info', { hasText: /of 1/ }).waitFor()
    expect(await page.locator('tbody tr').count()).toBe(1)
    expect(await box.getAttribute('placeholder')).toContain('Caller phone')
    await leaveAdmin(page)
  })

  it('are listed newest first in a search, however the list is sorted, and it says so', async () => {
    await expect
      .poll(
        async () =>
          (await desk.api<{ totalDocs: number }>('/call-summaries?search=tuesd')).totalDocs,
      )
      .toBe(1)
    const page = await visitAdmin({ desk })
    const list = `${desk.url}/admin/collections/call-summaries`
    await goTo(page, `${list}?sort=price&search=tuesd`)

    await page.locator('tr', { hasText: 'Booked' }).waitFor()
    await page.getByText('Search results are always listed newest first').waitFor()
    await goTo(page, `${list}?sort=price`)
    await page.locator('tr', { hasText: 'Booked' }).waitFor()
    expect(await page.getByText('Search results are always').count()).toBe(0)
    await leaveAdmin(page)
  })

  it('show the conversation as turns', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}/admin/collections/call-summaries`)
    await page.locator('tr', { hasText: 'Booked' }).getByRole('link').first().click()

    const turns = page.locator('.desk-conversation li')
    await turns.first().waitFor()
    expect(await turns.count()).toBe(2)
    expect(await turns.nth(0).textContent()).toMatch(/Assistant 0:00\s*Salon Berg, good morning!/)
    expect(await turns.nth(1).textContent()).toMatch(/Caller 1:15/)
    const direction = await turns
      .nth(1)
      .locator('p')
      .evaluate((text) => getComputedStyle(text).direction)
    expect(direction).toBe('rtl')
    await leaveAdmin(page)
  })

  it('show the transcript where a report had no turns', async () => {
    const { docs } = await desk.api<{ docs: { id: string }[] }>(
      '/call-summaries?where[endedGroup][equals]=error',
    )
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}/admin/collections/call-summaries/${docs[0]?.id}`)

    await page.locator('.desk-conversation pre', { hasText: 'Wrong number.' }).waitFor()
    await leaveAdmin(page)
  })
})

describe('deliveries', () => {
  it('show the body they came with, and are replayed from their page', async () => {
    const { rows } = await desk.sql.query<{ id: string }>(
      `delete from call_summaries where vapi_call_id like '%a' returning id`,
    )
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}/admin/collections/webhook-deliveries?search=00000000000a`)
    await page.locator('.cell-receivedAt a').click()
    await page.locator('.desk-stored__text', { hasText: 'Salon Berg, good morning!' }).waitFor()
    await page.getByRole('button', { exact: true, name: 'Replay' }).click()

    await untilToast(page, '1 replayed')
    const { docs } = await desk.api<{ docs: { id: string; summary: string }[] }>(
      '/call-summaries?where[vapiCallId][equals]=01990000-0000-7000-8000-00000000000a',
    )
    expect(docs[0]?.summary).toBe('Wants a hair cut on Tuesday.')
    expect(docs[0]?.id).not.toBe(rows[0]?.id)
    await leaveAdmin(page)
  })

  it('are summed up on their client, with the way to those that need review', async () => {
    const { docs } = await desk.api<{ docs: { id: string }[] }>(
      '/users?where[email][equals]=salon@clients.test',
    )
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}/admin/collections/users/${docs[0]?.id}/edit`)
    await page.getByRole('button', { name: 'Vapi (per-client webhook)' }).click()
    await page.getByText(/^(now|\d+ (second|minute)s? ago)$/).waitFor()
    await page.getByText('Days begin at midnight in the time zone America/New_York.').waitFor()
    await page.getByRole('link', { name: '2 deliveries need review' }).click()
    await page.locator('.page-controls__page-info', { hasText: /of 2/ }).waitFor()
    await leaveAdmin(page)
  })

  it('are found by their state and replayed many at once', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}/admin/collections/webhook-deliveries`)
    await page
      .getByRole('list', { name: 'State' })
      .getByRole('link', { name: /^Needs review\s*2$/ })
      .click()
    await page.locator('.page-controls__page-info', { hasText: /of 2/ }).waitFor()
    await page.locator('th .select-all input, #select-all').first().click()
    await page.getByRole('button', { exact: true, name: 'Replay' }).click()
    await page.getByText('2 deliveries are selected.').waitFor()
    await page.click('#confirm-action')

    await untilToast(page, '2 replayed, 2 still need review')
    await leaveAdmin(page)
  })

  it('say what happened and what to do, and are put away when they were seen', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}/admin/collections/webhook-deliveries?search=no call ID`)
    await page.locator('.cell-problem', { hasText: 'The report contains no call ID.' }).waitFor()
    await page.locator('.cell-receivedAt a').click()
    await page.getByRole('heading', { level: 1, name: 'Delivery without a call ID' }).waitFor()
    const words = page.getByRole('region', { name: 'What happened' })
    await words.getByText('The report has no call ID (call.id)').waitFor()
    await words.getByText('No. The body is kept below as it arrived.').waitFor()
    await words.getByText('Check that the webhook URL is entered in Vapi itself.').waitFor()

    await page.getByRole('button', { exact: true, name: 'Mark as seen' }).click()
    await untilToast(page, '1 marked as seen')
    await words.getByText('It is no longer counted as needing review.').waitFor()
    await page.getByRole('button', { name: 'Mark as not seen' }).waitFor()

    await goTo(page, `${desk.url}/admin/collections/webhook-deliveries`)
    const states = page.getByRole('list', { name: 'State' })
    await states.getByRole('link', { name: /^Needs review\s*1$/ }).waitFor()
    await states.getByRole('link', { name: /^Seen\s*1$/ }).click()
    await page.locator('.page-controls__page-info', { hasText: /of 1/ }).waitFor()
    await page.locator('.cell-state', { hasText: /^Needs review\s+seen$/ }).waitFor()
    await goTo(page, `${desk.url}/admin`)
    await page.getByRole('link', { exact: true, name: '1 delivery needs review' }).waitFor()

    // The other one together with those that have nothing to review.
    await goTo(page, `${desk.url}/admin/collections/webhook-deliveries`)
    await page.locator('th .select-all input, #select-all').first().click()
    await page.getByRole('button', { exact: true, name: 'Mark as seen' }).click()
    await page.click('#confirm-action')
    await untilToast(page, /^1 marked as seen, \d had nothing to review$/)
    await states.getByRole('link', { name: /^Needs review\s*0$/ }).waitFor()
    await leaveAdmin(page)
  })

  it('are not replayed by staff who may only look, and they learn why', async () => {
    const { doc } = await desk.api<{ doc: { id: string } }>('/groups', {
      name: 'Lookers',
      permissions: ['webhook-deliveries.view'],
    })
    const looker = { email: 'looker@desk.test', password: 'a long enough password' }
    await createUser(desk, { ...looker, groups: [doc.id], isStaff: true })
    const page = await visitAdmin({ account: looker, desk })
    await goTo(page, `${desk.url}/admin/collections/webhook-deliveries`)
    await page.locator('.cell-receivedAt a').first().click()
    await page.getByRole('button', { exact: true, name: 'Replay' }).click()

    await untilToast(page, 'You are not allowed to perform this action.')
    await leaveAdmin(page)
  })
})
