import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exported, rowsOf } from '../helpers/exports'
import { asJSON, graphQL, login } from '../helpers/requests'
import {
  type AdminDesk,
  createUser,
  goTo,
  leaveAdmin,
  openAdminDesk,
  SUPERUSER,
  save,
  untilFits,
  visitAdmin,
} from './support/admin'

const TOKEN = 'token-of-the-tavern-whose-agent-is-german'
const CLIENT = { email: 'wirt@gasthof.test', password: SUPERUSER.password }
const READER = { email: 'reads@desk.test', password: SUPERUSER.password }

let desk: AdminDesk
let tavern: { id: string }

const REPORTS = [
  { ausgang: 'gebucht', endbetrag: '45,00 €', personen: 4 },
  { ausgang: 'gebucht', endbetrag: '120,50 €', personen: 8 },
  { ausgang: 'gebucht', personen: 2 },
  { ausgang: 'abgesagt' },
]

const fieldsPage = () => `${desk.url}/admin/collections/users/${tavern.id}/fields`
const mappingPage = () => `${desk.url}/admin/globals/field-mapping`

const region = (page: Page, name: string) => page.getByRole('region', { exact: true, name })
const rowOf = (page: Page, name: string) =>
  page.locator('.desk-map__row').filter({ has: page.getByRole('heading', { exact: true, name }) })
const keyOf = (page: Page, key: string) =>
  region(page, 'What the agent sends').getByRole('listitem').filter({ hasText: key }).first()

beforeAll(async () => {
  desk = await openAdminDesk()
  tavern = await createUser(desk, {
    businessName: 'Gasthof Linde',
    currency: 'EUR',
    email: CLIENT.email,
    timezone: 'Europe/Berlin',
    vapiWebhookToken: TOKEN,
  })
  const group = await desk.api<{ doc: { id: string } }>('/groups', {
    name: 'Readers',
    permissions: [
      'users.view',
      'field-mapping.view',
      'call-summaries.view',
      'webhook-deliveries.view',
    ],
  })
  await createUser(desk, { ...READER, groups: [group.doc.id], isStaff: true })
  for (const [index, structuredData] of REPORTS.entries()) {
    await asJSON({
      body: {
        message: {
          analysis: { structuredData, summary: `Anruf ${index}: ein Tisch im Garten.` },
          call: { id: `german-${index}` },
          customer: { name: `Gast ${index}`, number: '+4930901820' },
          endedReason: 'customer-ended-call',
          type: 'end-of-call-report',
        },
      },
      url: `${desk.url}/api/v1/vapi/webhook/${TOKEN}`,
    })
  }
})
afterAll(() => desk?.stop())

describe('the mapping of fields', () => {
  it('gives the desk an outcome of its own', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, mappingPage())
    const outcomes = region(page, 'Outcomes')
    await outcomes.getByLabel('New outcome').fill('Booked')
    await outcomes.getByRole('button', { exact: true, name: 'Add' }).click()
    await outcomes.getByLabel('Colour').selectOption('green')
    expect(await outcomes.locator('code').textContent()).toBe('booked')
    await save(page)
    await page.reload()
    await expect.poll(() => outcomes.getByLabel('Label').inputValue()).toBe('Booked')
    await leaveAdmin(page)
  })

  it('is made of three keys that German calls have, seen before it is saved, and applied to past calls', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, fieldsPage())
    await keyOf(page, 'analysis.structuredData.ausgang').waitFor()

    // From the row to the key, and back to the row.
    await page.getByRole('button', { name: 'Choose a key: Outcome' }).click()
    const search = page.getByLabel('Search keys and values')
    expect(await search.evaluate((input) => input === document.activeElement)).toBe(true)
    await search.fill('gebucht')
    await keyOf(page, 'ausgang')
      .getByRole('button', { name: 'Use for Outcome: analysis.structuredData.ausgang' })
      .click()
    const heading = rowOf(page, 'Outcome').getByRole('heading')
    expect(await heading.evaluate((element) => element === document.activeElement)).toBe(true)
    await rowOf(page, 'Outcome').getByText('In 4 of 4 calls').waitFor()

    // From the keys themselves.
    await search.fill('endbetrag')
    await keyOf(page, 'endbetrag')
      .getByLabel(/^Use as/)
      .selectOption('price')
    await rowOf(page, 'Price').getByText('In 2 of 4 calls').waitFor()
    await search.fill('personen')
    await keyOf(page, 'personen')
      .getByLabel(/^Use as/)
      .selectOption('new')
    await rowOf(page, 'Personen').getByText('In 3 of 4 calls').waitFor()
    await rowOf(page, 'Personen').getByLabel('Label').fill('Gäste')
    await rowOf(page, 'Gäste').locator('code', { hasText: 'personen' }).waitFor()

    // What the calls say, and what of it means nothing yet.
    const calls = region(page, 'Recent calls with this mapping')
    await calls.getByText('120.5').waitFor()
    const values = region(page, 'What values mean')
    await values.getByRole('button', { name: /^gebucht\s*3$/ }).click()
    await values.getByLabel('“gebucht” means').selectOption('booked')
    await calls.getByText('Booked').first().waitFor()
    await expect.poll(() => values.getByRole('button', { name: /^gebucht/ }).count()).toBe(0)
    await values.getByRole('button', { name: /^abgesagt\s*1$/ }).waitFor()

    // Past calls are read with what is stored.
    const previewButton = page.getByRole('button', { name: 'Preview what changes in past calls' })
    expect(await previewButton.count()).toBe(0)
    await save(page)
    await previewButton.click()
    await page.getByRole('button', { name: /^Apply to \d calls$/ }).click()
    await page.getByText('Past calls were read again.').waitFor()
    await leaveAdmin(page)
  })

  it('is what the client reads by REST, GraphQL, CSV and in the portal', async () => {
    const headers = await login({ ...CLIENT, url: desk.url })
    const { body } = await asJSON<{ docs: Record<string, unknown>[] }>({
      headers,
      url: `${desk.url}/api/call-summaries?where[vapiCallId][equals]=german-1`,
    })
    expect(body.docs).toMatchObject([
      { currency: 'EUR', fields: { personen: 8 }, outcome: 'booked', price: 120.5 },
    ])
    expect(body.docs[0]).not.toHaveProperty('evidence')
    const asked = await graphQL<{ CallSummaries: { docs: Record<string, unknown>[] } }>({
      headers,
      query: '{ CallSummaries { docs { fields outcome price vapiCallId } } }',
      url: desk.url,
    })
    const byCall = (asked.body.data?.CallSummaries.docs ?? []).map(
      ({ vapiCallId, ...said }) => [vapiCallId, said] as const,
    )
    expect(Object.fromEntries(byCall)).toEqual({
      'german-0': { fields: { personen: 4 }, outcome: 'booked', price: 45 },
      'german-1': { fields: { personen: 8 }, outcome: 'booked', price: 120.5 },
      'german-2': { fields: { personen: 2 }, outcome: 'booked', price: null },
      'german-3': { fields: null, outcome: 'abgesagt', price: null },
    })
    const file = rowsOf((await exported(desk, 'format=csv', headers)).text)
    expect(file.map((row) => row.Gäste).sort()).toEqual(['', '2', '4', '8'])

    const context = await desk.browser.newContext({ locale: 'en-US' })
    try {
      const page = await context.newPage()
      await page.goto(`${desk.url}/sign-in`)
      await page.fill('input[name="email"]', CLIENT.email)
      await page.fill('input[name="password"]', CLIENT.password)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByText('Booked').first().waitFor()
      await page.getByText('Gast 1').first().click()
      await page.getByText('Gäste').first().waitFor()
      await page.getByText('120.50').first().waitFor()
    } finally {
      await context.close()
    }
  })

  it('says which line is wrong, and keeps what was typed', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, fieldsPage())
    await page.getByRole('button', { name: 'Add a place: Summary' }).click()
    await page.click('#action-save')
    await page
      .getByRole('alert')
      .getByText('Summary, source 1, the path or name: is missing.')
      .waitFor()
    const path = rowOf(page, 'Summary').getByLabel('Path', { exact: true })
    await path.fill('analysis.nothing')
    await rowOf(page, 'Summary').getByText('In 4 of 4 calls').waitFor()
    await rowOf(page, 'Summary').getByLabel('If none has a value').selectOption('nothing')
    await rowOf(page, 'Summary').getByText('In 0 of 4 calls').waitFor()
    // Enter does not save.
    await path.press('Enter')
    await page.getByRole('button', { name: 'Leave it to the desk: Summary' }).click()
    await rowOf(page, 'Summary').getByText('The desk finds it itself.').waitFor()
    await leaveAdmin(page, /400/)
  })

  it('is read and not changed by who may not change users, without what calls contain', async () => {
    const page = await visitAdmin({ account: READER, desk })
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await goTo(page, fieldsPage())
    await rowOf(page, 'Outcome').getByLabel('Path', { exact: true }).waitFor()
    expect(await rowOf(page, 'Outcome').getByLabel('Path', { exact: true }).isDisabled()).toBe(true)
    expect(await page.locator('.desk-map__act, .desk-map__ways button').count()).toBe(0)
    expect(await region(page, 'What the agent sends').count()).toBe(0)
    await goTo(page, mappingPage())
    expect(await region(page, 'Outcomes').getByLabel('Label').isDisabled()).toBe(true)
    expect(asked.filter((url) => url.includes('mapping-preview'))).toEqual([])
    await leaveAdmin(page)
  })

  it('fits on a phone, with a card for each call', async () => {
    const page = await visitAdmin({ desk, options: { viewport: { height: 800, width: 390 } } })
    for (const url of [fieldsPage(), mappingPage()]) {
      await goTo(page, url)
      await region(page, 'What the agent sends').waitFor()
      await untilFits(page, url)
    }
    expect(await page.locator('.desk-map__calls thead').first().isVisible()).toBe(false)
    await leaveAdmin(page)
  })
})
