import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linesOf, rowsOf } from '../helpers/exports'
import {
  type AdminDesk,
  createUser,
  goTo,
  leaveAdmin,
  openAdminDesk,
  untilToast,
  visitAdmin,
} from './support/admin'

let desk: AdminDesk

beforeAll(async () => {
  desk = await openAdminDesk()
  const { id } = await createUser(desk, {
    businessName: 'Salon Berg',
    email: 'salon@clients.test',
    timezone: 'Europe/Berlin',
  })
  const call = (vapiCallId: string, more: Record<string, unknown>) =>
    desk.api('/call-summaries', { client: id, vapiCallId, ...more })
  await call('one', { customerName: 'Ada Stone', endedGroup: 'completed', outcome: 'Grüße' })
  await call('two', { customerName: 'Ada Stone', endedGroup: 'error' })
  await call('three', { customerName: 'Grace Field', endedGroup: 'completed' })
})
afterAll(() => desk?.stop())

const choose = async (page: Page, entry: string) => {
  await page.getByRole('button', { name: 'More options' }).click()
  await page.getByRole('button', { name: entry }).click()
}

const save = async (page: Page, entry: string) => {
  const [file] = await Promise.all([page.waitForEvent('download'), choose(page, entry)])
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
}

describe('the list’s menu', () => {
  it('saves what the list’s filter and search find', async () => {
    const page = await visitAdmin({ desk })
    const list = `${desk.url}/admin/collections/call-summaries`
    await goTo(page, list)
    await page.getByText('Grace Field').waitFor()
    const all = await save(page, 'Export as CSV')
    expect(all.name).toMatch(/^calls-\d{4}-\d\d-\d\d\.csv$/)
    expect(all.text.startsWith('\uFEFF')).toBe(true)
    const rows = rowsOf(all.text.slice(1))
    expect(rows.map(({ vapiCallId }) => vapiCallId)).toEqual(['three', 'two', 'one'])
    expect(rows[2]).toMatchObject({
      clientBusinessName: 'Salon Berg',
      clientEmail: 'salon@clients.test',
      outcome: 'Grüße',
      timezone: 'Europe/Berlin',
    })

    await goTo(page, `${list}?where[or][0][and][0][endedGroup][equals]=completed&search=Ada`)
    await page.getByRole('table').getByText('Grüße').waitFor()
    const found = await save(page, 'Export as NDJSON')
    expect(found.name).toMatch(/\.ndjson$/)
    expect(linesOf(found.text).map(({ vapiCallId }) => vapiCallId)).toEqual(['one'])
    expect(new URL(page.url()).pathname).toBe('/admin/collections/call-summaries')
    await leaveAdmin(page)
  })

  it('says why there is no file', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}/admin/collections/call-summaries`)
    await page.getByText('Grace Field').waitFor()
    await desk.sql.query(
      `insert into export_turns (user_id, holder, ends_at)
       select id, gen_random_uuid(), now() + interval '1 minute' from users where is_superuser`,
    )
    await choose(page, 'Export as CSV')
    await untilToast(page, /Another export of yours is running/)
    await desk.sql.query('delete from export_turns')
    await page.context().close()
  })
})
