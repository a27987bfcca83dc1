import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FakeOrg } from '../vapi/fakeOrg'
import { type FakeVapi, startFakeVapi } from '../vapi/fakeVapi'
import {
  type AdminDesk,
  createUser,
  goTo,
  leaveAdmin,
  openAdminDesk,
  save,
  untilFits,
  visitAdmin,
} from './support/admin'
import { audit, KNOWN } from './support/axe'

const NUMBER = '+4930123100'
const TABS = ['Account', 'Clients', 'Past calls', 'History'] as const
const ACCEPTED = 'Vapi accepts the key.'

let accountID: string
let client: { id: string }
let desk: AdminDesk
let org: FakeOrg
let vapi: FakeVapi

const accounts = (path: string) => `${desk.url}/admin/collections/vapi-accounts${path}`

const openForm = async (page: Page) => {
  await goTo(page, `${desk.url}/admin/collections/users/${client.id}/edit`)
  await page.getByRole('button', { name: 'Vapi (per-client webhook)' }).click()
}

/** Chooses in a list that opens. */
const choose = async (page: Page, field: string, option: string) => {
  await page.locator(`#field-${field} .rs__control`).click()
  await page.getByRole('option', { exact: true, name: option }).click()
}

const checkKey = (page: Page) =>
  page.getByRole('button', { exact: true, name: 'Check the key' }).click()

const storedKey = async (): Promise<unknown> => {
  const { rows } = await desk.sql.query<{ key: unknown }>(
    'select key from vapi_accounts where id = $1',
    [accountID],
  )
  return rows[0]?.key
}

const fieldOf = (page: Page, name: string): Locator => page.locator(`#field-${name}`)

beforeAll(async () => {
  vapi = await startFakeVapi()
  org = vapi.addOrg()
  const bella = org.addAssistant({ name: 'Bella agent' })
  org.addAssistant({ name: 'Willow receptionist' })
  org.addNumber({ assistantId: bella.id, number: NUMBER })
  desk = await openAdminDesk({ env: vapi.env })
  client = await createUser(desk, { businessName: 'Bella Luna', email: 'bella@clients.test' })
})

afterAll(async () => {
  await desk?.stop()
  await vapi?.stop()
})

describe('an account at Vapi', { timeout: 240_000 }, () => {
  it('says why a wrong key is not saved, and never shows the right one again', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, accounts('/create'))
    await fieldOf(page, 'label').fill('Agency Berlin')
    await fieldOf(page, 'key').fill('wrong-key-1234567')
    await page.click('#action-save')
    await page
      .getByRole('alert')
      .filter({ hasText: 'Vapi refuses this key, in both regions. Copy the private key' })
      .waitFor()
    const { docs } = await desk.api<{ docs: unknown[] }>('/vapi-accounts')
    expect(docs).toEqual([])
    vapi.forgive()

    await fieldOf(page, 'key').fill(org.key)
    await save(page)
    await page.waitForURL(/\/vapi-accounts\/[0-9a-f-]{36}/)
    accountID = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    const lastFour = org.key.slice(-4)
    const untilShown = async () => {
      await page.getByText(ACCEPTED).waitFor()
      await page.getByText(`…${lastFour}`, { exact: true }).waitFor()
      expect(await fieldOf(page, 'key').inputValue()).toBe('')
      expect(await fieldOf(page, 'key').getAttribute('placeholder')).toContain(lastFour)
      expect(await page.content()).not.toContain(org.key)
    }
    await untilShown()
    await page.reload()
    await untilShown()
    for (const path of ['/vapi-accounts', `/vapi-accounts/${accountID}`, '/audit-log?limit=100']) {
      expect(JSON.stringify(await desk.api(path)), path).not.toContain(org.key)
    }
    expect(await storedKey()).not.toContain(org.key)
    await leaveAdmin(page)
  })

  it('keeps its key when it is saved without one, and checks it when asked', async () => {
    const before = await storedKey()
    const page = await visitAdmin({ desk })
    await goTo(page, accounts(`/${accountID}`))
    await fieldOf(page, 'label').fill('Agency Berlin-Mitte')
    await save(page)
    expect(await storedKey()).toBe(before)

    const asked = vapi.requests.length
    await checkKey(page)
    await expect.poll(() => vapi.requests.length).toBeGreaterThan(asked)
    await page.getByText(ACCEPTED).waitFor()
    org.modes.isKeyRevoked = true
    await checkKey(page)
    await page.getByText('Vapi refuses the key. Nothing can be checked or fetched').waitFor()
    org.modes.isKeyRevoked = false
    vapi.forgive()
    await checkKey(page)
    await page.getByText(ACCEPTED).waitFor()
    await leaveAdmin(page)
  })

  it('gives a client its assistant by name, and the number of that', async () => {
    const page = await visitAdmin({ desk })
    await openForm(page)
    await choose(page, 'vapiAccount', 'Agency Berlin-Mitte')
    await choose(page, 'vapiAssistantId', 'Bella agent')
    await fieldOf(page, 'vapiPhoneNumberId').getByText(NUMBER).waitFor()
    expect(await fieldOf(page, 'vapiPhoneNumber').inputValue()).toBe(NUMBER)
    await save(page)
    const [bella] = org.assistants.values()
    const [number] = org.numbers.values()
    expect(await desk.api(`/users/${client.id}?depth=0`)).toMatchObject({
      vapiAccount: accountID,
      vapiAssistantId: bella?.id,
      vapiPhoneNumber: NUMBER,
      vapiPhoneNumberId: number?.id,
    })
    await page.reload()
    await page.getByRole('button', { name: 'Vapi (per-client webhook)' }).click()
    await fieldOf(page, 'vapiAssistantId').getByText('Bella agent').waitFor()
    await leaveAdmin(page)
  })

  it.each([
    ['light', 1440],
    ['dark', 1440],
    ['light', 390],
    ['dark', 390],
  ] as const)('is readable for everybody in %s at %i pixels', async (theme, width) => {
    const page = await visitAdmin({
      desk,
      // The policy of the pages would not let axe in.
      options: { bypassCSP: true, reducedMotion: 'reduce', viewport: { height: 900, width } },
      theme,
    })
    const found: string[] = []
    const look = async (name: string) => {
      await untilFits(page, name)
      const findings = await audit(page, { known: KNOWN })
      found.push(...findings.map(({ html, rule }) => `${name}: ${rule} ${html}`))
    }
    await goTo(page, accounts(''))
    await page.getByRole('link', { name: 'Agency Berlin-Mitte' }).waitFor()
    await look('list')
    await goTo(page, accounts('/create'))
    await look('create')
    await goTo(page, accounts(`/${accountID}`))
    for (const tab of TABS) {
      await page.getByRole('button', { exact: true, name: tab }).click()
      if (tab === 'Clients') {
        await page.getByRole('textbox', { name: 'Name of the client for Willow' }).waitFor()
        await page.getByRole('button', { exact: true, name: 'Make clients' }).waitFor()
      }
      await look(tab)
    }
    await openForm(page)
    await fieldOf(page, 'vapiAssistantId').getByText('Bella agent').waitFor()
    await look('form of the client')
    expect(found).toEqual([])
    await leaveAdmin(page)
  })
})
