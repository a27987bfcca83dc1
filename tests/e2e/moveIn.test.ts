import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { djangoDump } from '../helpers/djangoDump'
import { asJSON } from '../helpers/requests'
import {
  type AdminDesk,
  goTo,
  leaveAdmin,
  openAdminDesk,
  untilFits,
  visitAdmin,
} from './support/admin'
import { audit, KNOWN } from './support/axe'

const CLIENTS = 100
const CALLS = 20
/** So long may an import of the whole agency take here. */
const LONG_MS = 180_000

let desk: AdminDesk
let dump: string
let page: Page

beforeAll(async () => {
  dump = djangoDump({ calls: CALLS, clients: CLIENTS })
  desk = await openAdminDesk()
  // The policy of the pages would not let axe in.
  page = await visitAdmin({ desk, options: { bypassCSP: true, reducedMotion: 'reduce' } })
}, LONG_MS)
afterAll(async () => {
  try {
    if (page) await leaveAdmin(page)
  } finally {
    await desk?.stop()
    if (dump) await rm(dirname(dump), { force: true, recursive: true })
  }
})

const count = async (text: string): Promise<number> => {
  const { rows } = await desk.sql.query(`select count(*)::int as count from ${text}`)
  return rows[0].count
}

const button = (name: string) => page.getByRole('button', { exact: true, name })

/** The count of a result, as the page shows it. */
const shown = async (words: string): Promise<number> => {
  const text = await page.locator('.desk-import__count', { hasText: words }).textContent()
  return Number(text?.replace(/\D/g, ''))
}

const dryRun = async () => {
  await button('Dry run').click()
  await page.getByText('Nothing was written.').waitFor({ timeout: LONG_MS })
}

const importIt = async () => {
  await button('Import the file').click()
  await page.getByText('The file has been imported.').waitFor({ timeout: LONG_MS })
}

describe('an agency of a hundred clients moves in from Django', { timeout: LONG_MS }, () => {
  it('finds the page in the menu of the list of users', async () => {
    await goTo(page, `${desk.url}/admin/collections/users`)
    await page.getByRole('button', { name: 'More options' }).click()
    await page.locator('#import-file').click()
    await page.getByRole('heading', { level: 1, name: 'Import' }).waitFor()
    expect(await button('Dry run').isDisabled()).toBe(true)
  })

  it('sees in a dry run what would happen, and nothing is written', async () => {
    await page.getByLabel('File', { exact: true }).setInputFiles(dump)
    expect(await button('Import the file').isDisabled()).toBe(true)
    await dryRun()
    expect(await shown('new')).toBeGreaterThan(CLIENTS + CLIENTS * CALLS - 100)
    expect(await count('call_summaries')).toBe(0)
    expect(await count('users where is_superuser is not true')).toBe(0)
    const rows = page.locator('.desk-import__table tbody tr')
    expect(await rows.count()).toBe(500)
    await page.getByText('more rows are in the file of results').waitFor()
  })

  it('reads the page with a screen reader, by the keyboard, and on a phone', async () => {
    expect(await audit(page, { known: KNOWN })).toEqual([])
    await page.getByRole('region', { name: 'Rows of the file' }).focus()
    await page.setViewportSize({ height: 800, width: 390 })
    await untilFits(page)
    await page.setViewportSize({ height: 900, width: 1440 })
  })

  it('saves all results as a file', async () => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      button('Download all results (CSV)').click(),
    ])
    expect(file.suggestedFilename()).toBe('import-results.csv')
  })

  it('imports it', async () => {
    await importIt()
    expect(await count('users where is_superuser is not true and is_staff is not true')).toBe(
      CLIENTS,
    )
    expect(await count('call_summaries')).toBe(CLIENTS * CALLS)
    expect(await count(`call_summaries where source = 'imported'`)).toBe(CLIENTS * CALLS)
    expect(await count('notifications')).toBe(0)
  })

  it('an old URL takes a report', async () => {
    const url = `${desk.url}/api/v1/vapi/webhook/django-token-of-client-00002/`
    const message = {
      analysis: { summary: 'Came by the old address.' },
      call: { id: '01990000-0000-7000-8000-00000000move' },
      type: 'end-of-call-report',
    }
    expect((await asJSON({ body: { message }, url })).body).toEqual({
      received: true,
      state: 'stored',
    })
    expect(await count('call_summaries')).toBe(CLIENTS * CALLS + 1)
  })

  it('an old password signs in at the portal', async () => {
    const context = await desk.browser.newContext({ locale: 'en-US' })
    const portal = await context.newPage()
    await portal.goto(`${desk.url}/sign-in`)
    await portal.getByLabel('Email').fill('client2@agency.test')
    await portal.getByLabel('Password').fill('django password 2')
    await portal.getByRole('button', { exact: true, name: 'Sign in' }).click()
    await portal.getByText('Zoë').first().waitFor()
    await context.close()
    const { rows } = await desk.sql.query(
      `select hash is not null as hashed, foreign_hash from users where email = 'client2@agency.test'`,
    )
    expect(rows).toEqual([{ foreign_hash: null, hashed: true }])
  })

  it('notes are there', async () => {
    const { rows } = await desk.sql.query(
      `select id from users where email = 'client0@agency.test'`,
    )
    const admin = await visitAdmin({ desk })
    await goTo(admin, `${desk.url}/admin/collections/users/${rows[0]?.id}/edit`)
    await admin.getByRole('button', { exact: true, name: 'Onboarding' }).click()
    await admin.getByText('Line two').waitFor()
    await leaveAdmin(admin)
  })

  it('the same file again changes nothing', async () => {
    const before = await desk.sql.query('select * from call_summaries order by id')
    const users = await desk.sql.query(
      'select * from users where is_superuser is not true order by id',
    )
    await dryRun()
    expect([await shown('new'), await shown('changed')]).toEqual([0, 0])
    await importIt()
    expect([await shown('new'), await shown('changed')]).toEqual([0, 0])
    expect((await desk.sql.query('select * from call_summaries order by id')).rows).toEqual(
      before.rows,
    )
    const again = await desk.sql.query(
      'select * from users where is_superuser is not true order by id',
    )
    expect(again.rows).toEqual(users.rows)
  })

  it('nobody else finds the page', async () => {
    const { doc } = await desk.api<{ doc: { id: string } }>('/users', {
      email: 'staff@desk.test',
      isStaff: true,
      password: 'a long enough password',
    })
    expect(doc.id).toBeTruthy()
    const account = { email: 'staff@desk.test', password: 'a long enough password' }
    const staff = await visitAdmin({ account, desk })
    await staff.goto(`${desk.url}/admin/import`)
    await staff
      .getByText(/nothing found/i)
      .first()
      .waitFor()
    expect(await staff.getByLabel('File', { exact: true }).count()).toBe(0)
    await staff.context().close()
  })
})
