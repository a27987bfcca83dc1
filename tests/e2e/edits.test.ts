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

const TOKEN = 'token-of-the-salon-with-edits'

let desk: AdminDesk
let id: string

const postReport = (call: string, { at, name }: { at: string; name: string }) =>
  asJSON({
    body: {
      message: {
        analysis: {
          structuredData: { outcome: 'Booked', price: '€30', service: 'Hair cut' },
          summary: 'Wants a hair cut on Tuesday.',
        },
        call: { id: call },
        customer: { name, number: '+4930901820' },
        timestamp: Date.parse(at),
        type: 'end-of-call-report',
      },
    },
    url: `${desk.url}/api/v1/vapi/webhook/${TOKEN}`,
  })

beforeAll(async () => {
  desk = await openAdminDesk()
  await createUser(desk, {
    businessName: 'Salon Berg',
    email: 'salon@clients.test',
    vapiWebhookToken: TOKEN,
  })
  for (const call of ['edited', 'other']) {
    await postReport(call, { at: '2026-05-01T10:03:16.000Z', name: 'Ada Stone' })
  }
  const { docs } = await desk.api<{ docs: { id: string }[] }>(
    '/call-summaries?where[vapiCallId][equals]=edited',
  )
  id = docs[0]?.id ?? ''
})
afterAll(() => desk?.stop())

describe('what a person sets in a call', () => {
  it('says so below the field, and is given back there', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}/admin/collections/call-summaries/${id}/edit`)
    await page.locator('#field-outcome').waitFor()
    expect(await page.locator('.desk-edited').count()).toBe(0)

    await page.fill('#field-outcome', 'Called back')
    await page.fill('#field-price', '45')
    await page.click('#action-save')
    await untilToast(page, 'Updated successfully')
    // The price with its currency.
    await expect.poll(() => page.locator('.desk-edited').count()).toBe(3)
    const note = page.locator('.field-type.text:has(#field-outcome) .desk-edited')
    expect(await note.textContent()).toMatch(/^Set by a person .+ \d\d:\d\d\s*Give back$/)

    await page.fill('#field-outcome', 'Not saved')
    await expect.poll(() => note.getByRole('button').isDisabled()).toBe(true)
    await page.fill('#field-outcome', 'Called back')
    await goTo(page, `${desk.url}/admin/collections/call-summaries/${id}/edit`)
    await note.getByRole('button', { name: 'Give back' }).click()
    await untilToast(page, 'Given back. The value from the reports is shown.')
    await expect.poll(() => page.inputValue('#field-outcome')).toBe('Booked')
    await expect.poll(() => page.locator('.desk-edited').count()).toBe(2)

    await page.locator('.doc-controls__popup button').first().click()
    await page.getByRole('button', { name: 'Give all edits back' }).click()
    await expect.poll(() => page.inputValue('#field-price')).toBe('30')
    expect(await page.locator('.desk-edited').count()).toBe(0)
    await leaveAdmin(page)
  })

  it('is not what a report said while the form was open', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}/admin/collections/call-summaries/${id}/edit`)
    await page.locator('#field-outcome').waitFor()
    // Payload asks once, at the first change, whether somebody else was faster.
    const asked = page.waitForResponse((answer) => answer.request().method() === 'POST')
    await page.fill('#field-outcome', 'Mine')
    await asked
    await postReport('edited', { at: '2026-05-01T10:05:00.000Z', name: 'Ada Stone-Hill' })
    await page.click('#action-save')
    await untilToast(page, 'A report changed this call after you opened it')
    const stored = await desk.api<Record<string, unknown>>(`/call-summaries/${id}`)
    expect(stored).toMatchObject({
      customerName: 'Ada Stone-Hill',
      edits: null,
      outcome: 'Booked',
    })

    await goTo(page, `${desk.url}/admin/collections/call-summaries/${id}/edit`)
    for (const outcome of ['Mine', 'Mine, too']) {
      await page.fill('#field-outcome', outcome)
      await page.click('#action-save')
      await expect
        .poll(async () => await desk.api(`/call-summaries/${id}`))
        .toMatchObject({ outcome })
    }
    const { edits } = await desk.api<{ edits: object }>(`/call-summaries/${id}`)
    expect(Object.keys(edits)).toEqual(['outcome'])
    await leaveAdmin(page)
  })

  it('stays while calls are read again, one from its page or many in the list', async () => {
    const wrong = `update call_summaries set service_name = 'misread'`
    await desk.sql.query(wrong)
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}/admin/collections/call-summaries/${id}/edit`)
    await page.getByRole('button', { exact: true, name: 'Read again' }).click()
    await untilToast(page, '1 call read again, 1 changed')
    await expect.poll(() => page.inputValue('#field-serviceName')).toBe('Hair cut')

    await desk.sql.query(wrong)
    await goTo(page, `${desk.url}/admin/collections/call-summaries`)
    await page.locator('th .select-all input, #select-all').first().click()
    await page.getByRole('button', { exact: true, name: 'Read again' }).click()
    await page.getByText('2 calls are selected.').waitFor()
    await page.click('#confirm-action')
    await untilToast(page, '2 calls read again, 2 changed')
    await expect.poll(() => page.locator('tbody', { hasText: 'misread' }).count()).toBe(0)
    await leaveAdmin(page)
  })
})
