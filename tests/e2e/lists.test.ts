import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type AdminDesk,
  createUser,
  goTo,
  leaveAdmin,
  openAdminDesk,
  untilFits,
  visitAdmin,
} from './support/admin'

const LISTS = ['call-summaries', 'webhook-deliveries', 'users', 'notifications'] as const
const LONG = 'The caller wanted to know everything about everything. '.repeat(40)
const ARABIC = 'أرادت العميلة موعدا لقص الشعر يوم الثلاثاء الساعة العاشرة صباحا وسألت عن السعر'

let desk: AdminDesk

beforeAll(async () => {
  desk = await openAdminDesk()
  const { id } = await createUser(desk, {
    businessName: 'The Very Long Name of a Business That Nobody Ever Writes Out, and Sons',
    email: 'a.very.long.address.of.somebody@a-long-domain.clients.test',
    vapiPhoneNumber: '+4930901820',
  })
  const arabic = await createUser(desk, { businessName: 'صالون الورد', email: 'w@clients.test' })
  await desk.sql.query(
    `with calls as (
       insert into call_summaries (id, client_id, vapi_call_id, reported_at, customer_name, customer_phone,
         customer_phone_source, summary, outcome, service_name, price, currency, ended_group, is_test)
       select gen_random_uuid(), client, 'call ' || n, now() - n * interval '1 minute', name, phone,
         source::enum_call_summaries_customer_phone_source, summary, outcome, service, price, 'EUR',
         ended::enum_call_summaries_ended_group, test
       from (values
         (1, $1::uuid, 'Ada Example', '+12025550146', 'caller', $3, 'booked', 'Hair cut', 30, 'completed', false),
         (2, $2::uuid, 'فاطمة الزهراء', null, null, $4, 'تم الحجز', 'قص الشعر', 120, 'completed', false),
         (3, $1::uuid, null, '+12025550157', 'caller', null, null, null, null, 'no_answer', true),
         (4, $1::uuid, null, null, 'withheld', 'A short one.', left($3, 400), $3, 12345.5, 'transfer_failed', true),
         (5, $2::uuid, $3, '+4930901820', 'told', $3, null, 'Only a service', null, 'unknown', false)
       ) c(n, client, name, phone, source, summary, outcome, service, price, ended, test)
       returning id, client_id, vapi_call_id, summary
     ), deliveries as (
       insert into webhook_deliveries (id, client_id, call_summary_id, state, problem, body, received_at, vapi_call_id)
       select gen_random_uuid(), client_id, case when summary is null then null else id end,
         (case when summary is null then 'needs_review' else 'stored' end)::enum_webhook_deliveries_state,
         case when summary is null then 'The report contains no call ID.' end, '{}', now(), vapi_call_id
       from calls
     )
     insert into notifications (id, client_id, call_summary_id, channel, kind, state, vapi_call_id, due_at)
     select gen_random_uuid(), client_id, id, 'email', 'call', 'dead', vapi_call_id, now() from calls`,
    [id, arabic.id, LONG, ARABIC],
  )
})
afterAll(() => desk?.stop())

describe('the lists', () => {
  it.each([
    [1440, 'light'],
    [1440, 'dark'],
    [1280, 'light'],
    [390, 'light'],
    [390, 'dark'],
  ] as const)('fit the screen, at a width of %i, in %s', async (width, theme) => {
    const page = await visitAdmin({ desk, options: { viewport: { height: 844, width } }, theme })
    for (const list of LISTS) {
      await goTo(page, `${desk.url}/admin/collections/${list}`)
      await page.locator('.table tbody tr').first().waitFor()
      await untilFits(page, list)
      const folder = process.env.SCREENSHOTS
      if (folder) await page.screenshot({ path: `${folder}/list-${list}-${width}-${theme}.png` })
      if (width < 1280) continue
      // Payload's menu closes itself at these widths, but not at once.
      const hidden = () =>
        page.locator('.table').evaluate(({ clientWidth, scrollWidth }) => scrollWidth - clientWidth)
      await expect.poll(hidden, { message: list }).toBeLessThanOrEqual(0)
    }
    await leaveAdmin(page)
  })

  it('have the pills of a phone in one line, and the table on the screen', async () => {
    const page = await visitAdmin({ desk, options: { viewport: { height: 844, width: 390 } } })
    for (const list of ['call-summaries', 'users'] as const) {
      await goTo(page, `${desk.url}/admin/collections/${list}`)
      await page.locator('.table tbody tr').first().waitFor()
      const tops = await page
        .locator('.desk-filters__rows .desk-filter')
        .evaluateAll((all) => new Set(all.map((each) => each.getBoundingClientRect().top)).size)
      expect(tops).toBe(1)
      const top = await page
        .locator('.table tbody tr')
        .first()
        .evaluate((each) => each.getBoundingClientRect().top)
      expect(top, list).toBeLessThan(600)
    }
    await leaveAdmin(page)
  })

  it('name a call by its caller, and show one line of what it was about', async () => {
    const page = await visitAdmin({ desk, options: { viewport: { height: 900, width: 1440 } } })
    await goTo(page, `${desk.url}/admin/collections/call-summaries`)
    const names = page.locator('.cell-customerName .desk-caller__name')
    expect((await names.allInnerTexts()).slice(0, 4)).toEqual([
      'Ada Example',
      'فاطمة الزهراء',
      '+1 202 555 0157',
      'Withheld number',
    ])
    const heights = await page
      .locator('.table tbody tr')
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height))
    expect(Math.max(...heights)).toBeLessThan(90)
    await leaveAdmin(page)
  })
})
