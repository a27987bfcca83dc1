import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asJSON } from '../helpers/requests'
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

const TOKEN = 'token-of-the-studio-with-own-fields'
const CLIENT = { email: 'studio@clients.test', password: SUPERUSER.password }

const output = (name: string, reader: string) => ({
  from: 'path',
  name: `analysis.structuredData.${name}`,
  reader,
})

const FIELDS = [
  {
    choices: [
      { key: 'nails', label: 'Nägel', values: [] },
      { key: 'hair', label: 'Haare', values: [] },
    ],
    key: 'treatment',
    label: 'Behandlung',
    sources: [output('behandlung', 'text')],
    type: 'choice',
  },
  { key: 'party', label: 'Personen', sources: [output('personen', 'number')], type: 'number' },
]

let desk: AdminDesk
let studio: { id: string }
let callID: string

const post = (id: string, structuredData: object) =>
  asJSON({
    body: {
      message: {
        analysis: { structuredData },
        call: { id },
        customer: { name: `Caller of ${id}` },
        type: 'end-of-call-report',
      },
    },
    url: `${desk.url}/api/v1/vapi/webhook/${TOKEN}`,
  })

const list = (where = '') => `${desk.url}/admin/collections/call-summaries${where}`
const ofStudio = () => list(`?where[or][0][and][0][client][equals]=${studio.id}`)

beforeAll(async () => {
  desk = await openAdminDesk()
  await desk.api('/globals/field-mapping', {
    mapping: {
      lines: {},
      outcomes: [{ colour: 'green', followUp: false, key: 'booked', label: 'Termin' }],
      values: [{ outcome: 'booked', value: 'gebucht' }],
    },
  })
  studio = await createUser(desk, {
    ...CLIENT,
    businessName: 'Studio',
    fieldMapping: { fields: FIELDS, lines: {}, values: [] },
    timezone: 'Europe/Berlin',
    vapiWebhookToken: TOKEN,
  })
  await post('nails', { behandlung: 'nails', outcome: 'gebucht', personen: 4 })
  await post('hair', { behandlung: 'hair', outcome: 'other', personen: 2 })
  const { docs } = await desk.api<{ docs: { id: string }[] }>(
    '/call-summaries?where[vapiCallId][equals]=nails',
  )
  callID = docs[0]?.id ?? ''
})
afterAll(() => desk?.stop())

describe('the own fields of a client', () => {
  it('are on the page of a call, with where they come from', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, list(`/${callID}`))
    // The first one: what the agent extracted stands below, as it wrote it.
    const fact = (label: string) =>
      page
        .locator('.desk-call__facts > div')
        .filter({ has: page.getByText(label, { exact: true }) })
        .first()
    expect(await fact('Behandlung').textContent()).toMatch(/Behandlung\s*Nägel\s*from .+:\s*nails/)
    expect(await fact('Personen').textContent()).toMatch(/Personen\s*4\s*from .+:\s*4/)
    expect(await fact('Outcome').textContent()).toMatch(/Outcome\s*Termin\s*from .+:\s*gebucht/)
    await page.locator('.desk-call__pills .desk-outcome--green', { hasText: 'Termin' }).waitFor()
    await leaveAdmin(page)
  })

  it('are set in the form by their type, and say who set them', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, list(`/${callID}/edit`))
    await page.getByRole('button', { exact: true, name: 'Data' }).click()
    await page.getByLabel('Personen', { exact: true }).fill('6')
    await page.getByLabel('Behandlung', { exact: true }).selectOption('hair')
    await save(page)
    const { fields } = await desk.api(`/call-summaries/${callID}`)
    expect(fields).toEqual({ party: 6, treatment: 'hair' })
    await page.locator('.desk-own .desk-edited').waitFor()
    await page.getByLabel('Personen', { exact: true }).fill('4')
    await page.getByLabel('Behandlung', { exact: true }).selectOption('nails')
    await save(page)
    await leaveAdmin(page)
  })

  it('are columns and filters of the list where it shows one client, and only there', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, list())
    await page.getByRole('button', { name: 'Columns' }).click()
    expect(await page.locator('#ownField1').isVisible()).toBe(false)
    await goTo(page, ofStudio())
    await page.getByRole('button', { name: 'Columns' }).click()
    await page.locator('#ownField2', { hasText: 'Personen' }).waitFor()
    expect(await page.locator('#ownField3').isVisible()).toBe(false)
    await page.locator('#ownField1', { hasText: 'Behandlung' }).click()
    await page.locator('th#heading-ownField1', { hasText: 'Behandlung' }).waitFor()
    await page.locator('.cell-ownField1', { hasText: 'Nägel' }).waitFor()

    const rows = page.locator('tbody tr')
    const row = (id: string) => page.locator('tbody tr', { hasText: `Caller of ${id}` })
    await page.getByRole('link', { exact: true, name: 'Haare' }).click()
    await row('nails').waitFor({ state: 'detached' })
    expect(await rows.count()).toBe(1)
    await page.getByRole('list', { name: 'Behandlung' }).getByRole('link', { name: 'All' }).click()
    await row('nails').waitFor()

    await page.getByLabel('Personen: from', { exact: true }).fill('3')
    await page
      .getByRole('form', { name: 'Personen' })
      .getByRole('button', { name: 'Apply' })
      .click()
    await row('hair').waitFor({ state: 'detached' })
    expect(await rows.count()).toBe(1)

    // Without the client, its fields are no filter.
    await page.locator('.desk-client-filter .desk-filter--active').click()
    await row('hair').waitFor()
    expect(await page.locator('th#heading-ownField1').isVisible()).toBe(false)
    await leaveAdmin(page)
  })

  it('stand in the portal under their labels, with the outcome’s', async () => {
    const page = await visitAdmin({ account: CLIENT, desk })
    await page.goto(`${desk.url}/calls?field.treatment=nails`)
    const text = await page.locator('main').textContent()
    expect(text).toContain('Caller of nails')
    expect(text).toMatch(/Behandlung: Nägel/)
    expect(text).toMatch(/Personen: 4/)
    expect(text).toContain('Termin')
    expect(text).not.toContain('Caller of hair')
    await leaveAdmin(page)
  })
})
