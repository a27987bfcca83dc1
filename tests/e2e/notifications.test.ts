import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type AdminDesk,
  createUser,
  goTo,
  leaveAdmin,
  openAdminDesk,
  untilToast,
  visitAdmin,
} from './support/admin'

const PROBLEM = 'Twilio refused it: the number cannot receive text messages (21614).'

let desk: AdminDesk
let clientID: string

const stateOf = async (callID: string) => {
  const { rows } = await desk.sql.query<{ problem: string; state: string }>(
    'select state, problem from notifications where vapi_call_id = $1',
    [callID],
  )
  return rows[0]
}

/** The desk has no SMS: what it tries again it finds not needed. */
const untilTried = async (callID: string) => {
  while ((await stateOf(callID))?.state !== 'not_needed') await sleep(50)
  return (await stateOf(callID))?.problem
}

beforeAll(async () => {
  desk = await openAdminDesk()
  const { id } = await createUser(desk, { email: 'salon@clients.test', smsNotifications: true })
  clientID = id
  await desk.sql.query(
    `with call as (
       insert into call_summaries (id, client_id, vapi_call_id, reported_at)
       select uuidv7(), $1, 'call-' || n, now() from generate_series(1, 6) n
       returning id, vapi_call_id
     )
     insert into notifications
       (id, client_id, channel, kind, state, call_summary_id, vapi_call_id, due_at, attempts, problem)
     select uuidv7(), $1, 'sms', 'call',
       (case when vapi_call_id < 'call-4' then 'dead' else 'sent' end)::enum_notifications_state,
       id, vapi_call_id, now(), 1, case when vapi_call_id < 'call-4' then $2 end from call`,
    [clientID, PROBLEM],
  )
})
afterAll(() => desk?.stop())

describe('notifications', () => {
  it('are found by their state, and those given up are tried again, many at once', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}/admin/collections/notifications`)
    await page
      .getByRole('list', { name: 'State' })
      .getByRole('link', { name: /^Failed\s*3$/ })
      .click()
    await page.locator('.page-controls__page-info', { hasText: /of 3/ }).waitFor()
    await page.locator('.cell-problem', { hasText: PROBLEM }).first().waitFor()
    await page.getByRole('checkbox', { name: 'Select' }).first().waitFor({ state: 'attached' })
    await page.locator('tbody .select-row input').nth(0).click()
    await page.locator('tbody .select-row input').nth(1).click()
    await page.getByRole('button', { exact: true, name: 'Retry' }).click()
    await page.getByText('2 notifications are selected.').waitFor()
    await page.click('#confirm-action')

    await untilToast(page, '2 will be tried again')
    await page.locator('.page-controls__page-info', { hasText: /of 1/ }).waitFor()
    await leaveAdmin(page)
  })

  it('are tried again from their own page as well', async () => {
    await desk.sql.query(
      `update notifications set state = 'dead', problem = $1 where vapi_call_id = 'call-1'`,
      [PROBLEM],
    )
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}/admin/collections/notifications?search=call-1`)
    await page.locator('.cell-createdAt a').click()
    await page.getByRole('button', { exact: true, name: 'Retry' }).click()
    await untilToast(page, '1 will be tried again')
    expect(await untilTried('call-1')).toBe('SMS is not set up.')
    await page.getByRole('button', { exact: true, name: 'Retry' }).waitFor({ state: 'detached' })
    await leaveAdmin(page)
  })

  it('of a client are one click away from it', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}/admin/collections/users/${clientID}/edit`)
    await page.getByRole('button', { name: 'Vapi (per-client webhook)' }).click()
    await page.getByRole('link', { exact: true, name: 'Notifications' }).last().click()
    await page.locator('.page-controls__page-info', { hasText: /of 6/ }).waitFor()
    await leaveAdmin(page)
  })
})

describe('the switch for text messages', () => {
  it('says that SMS is not set up, and that there is no number as long as there is none', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}/admin/collections/users/${clientID}/edit`)
    await page.getByRole('button', { exact: true, name: 'Settings' }).click()
    const note = page.locator('.field-description-smsNotifications')
    await note.filter({ hasText: 'SMS is not set up on this desk, so none are sent.' }).waitFor()
    expect(await note.textContent()).toMatch(
      /^A text message for each new call summary\. .*no phone/,
    )
    await page.getByRole('button', { exact: true, name: 'Profile' }).click()
    await page.fill('#field-phone', '+12025550146')
    await page.getByRole('button', { exact: true, name: 'Settings' }).click()
    await note.filter({ hasNotText: 'no phone' }).waitFor()
    await leaveAdmin(page)
  })
})
