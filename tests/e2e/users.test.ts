import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type AdminDesk,
  createClients,
  createUser,
  goTo,
  leaveAdmin,
  openAdminDesk,
  save,
  untilFits,
  untilToast,
  visitAdmin,
  watchTexts,
} from './support/admin'

let desk: AdminDesk

beforeAll(async () => {
  desk = await openAdminDesk()
})
afterAll(() => desk?.stop())

const openUsers = async (page: Page, query = '') => {
  await goTo(page, `${desk.url}/admin/collections/users${query}`)
  await page.locator('.table tbody tr').first().waitFor()
}

const total = (page: Page, text: RegExp) =>
  page.locator('.page-controls__page-info', { hasText: text }).waitFor()

const statusOf = async (email: string) => {
  const { rows } = await desk.sql.query<{ setup_status: string }>(
    'select setup_status from users where email = $1',
    [email],
  )
  return rows[0]?.setup_status
}

const selectAllPages = async (page: Page) => {
  await page.locator('th .select-all input, #select-all').first().click()
  await page.click('#select-all-across-pages')
}

describe('the setup status in the list', () => {
  it('is saved from the row, without opening the user', async () => {
    await createUser(desk, { email: 'row@clients.test', name: 'Row Client' })
    const page = await visitAdmin({ desk })
    await openUsers(page)

    await page.getByLabel('Setup status of Row Client').selectOption('client_notified')
    await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor()

    expect(page.url()).toContain('/collections/users?')
    expect(await statusOf('row@clients.test')).toBe('client_notified')
    await leaveAdmin(page)
  })

  it('goes back with the server’s reason when it cannot be saved', async () => {
    await createUser(desk, { email: 'refused@clients.test', name: 'Refused Client' })
    const page = await visitAdmin({ desk })
    await openUsers(page)
    await page.route('**/setup-status', (route) =>
      route.fulfill({ json: { errors: [{ message: 'The database is away.' }] }, status: 503 }),
    )

    const status = page.getByLabel('Setup status of Refused Client')
    await status.selectOption('live')

    await page.getByRole('status').filter({ hasText: 'The database is away.' }).waitFor()
    await untilToast(page, 'The database is away.')
    expect(await status.inputValue()).toBe('not_started')

    // The next try starts clean.
    await page.unroute('**/setup-status')
    await status.selectOption('live')
    await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor()
    expect(await statusOf('refused@clients.test')).toBe('live')
    await leaveAdmin(page)
  })

  it('is plain text for staff who may only look', async () => {
    const { doc } = await desk.api<{ doc: { id: string } }>('/groups', {
      name: 'Viewers',
      permissions: ['users.view'],
    })
    const viewer = { email: 'viewer@desk.test', password: 'a long enough password' }
    await createUser(desk, { ...viewer, groups: [doc.id], isStaff: true })
    const page = await visitAdmin({ account: viewer, desk })
    await openUsers(page)
    await page.locator('.table tbody input[type="checkbox"]').first().click()

    expect(await page.locator('.desk-status-cell__select').count()).toBe(0)
    expect(await page.locator('.desk-bulk-bar').count()).toBe(0)
    await leaveAdmin(page)
  })
})

describe('the list at a width of 1280', () => {
  const LONG = 'The Very Long Name of a Business That Nobody Ever Writes Out, and Sons'

  it('shows all columns, in rows of one line, whatever the names are', async () => {
    await createUser(desk, {
      businessName: LONG,
      email: 'a.very.long.address.of.somebody@a-long-domain.clients.test',
      name: 'صالون الورد الجميل في وسط المدينة القديمة',
      vapiPhoneNumber: '+12025550146',
    })
    const page = await visitAdmin({ desk, options: { viewport: { height: 900, width: 1280 } } })
    await openUsers(page)
    const table = page.locator('.table')
    // Payload's menu closes itself at this width, but not at once.
    const hidden = () => table.evaluate((each) => each.scrollWidth - each.clientWidth)
    await expect.poll(hidden).toBeLessThanOrEqual(0)
    const row = page.locator('.table tbody tr', { hasText: LONG })
    await row.locator(`[title="${LONG}"]`).waitFor()
    const lines = await row.evaluate((each) => {
      const style = getComputedStyle(each.querySelector('.cell-lastLogin') ?? each)
      const padding = Number.parseFloat(style.paddingTop) + Number.parseFloat(style.paddingBottom)
      return (each.getBoundingClientRect().height - padding) / Number.parseFloat(style.lineHeight)
    })
    expect(lines).toBeLessThan(1.7)
    await leaveAdmin(page)
  })

  it('shows numbers in groups, and copies them as they are dialled', async () => {
    const page = await visitAdmin({ desk, options: { viewport: { height: 900, width: 1280 } } })
    await openUsers(page)
    const phone = page
      .locator('.table tbody tr', { hasText: LONG })
      .locator('.cell-vapiPhoneNumber')
    expect(await phone.locator('.desk-phone > span').allTextContents()).toEqual([
      '+1',
      '202',
      '555',
      '0146',
    ])
    const copied = await phone.evaluate((each) => {
      const selection = window.getSelection()
      selection?.selectAllChildren(each)
      return selection?.toString().trim()
    })
    expect(copied).toBe('+12025550146')
    await leaveAdmin(page)
  })

  it('has no setup status for staff, and does not count them', async () => {
    const { rows } = await desk.sql.query<{ n: string }>(
      `select count(*) n from users
       where setup_status = 'not_started' and not is_staff and not is_superuser`,
    )
    const page = await visitAdmin({ desk })
    await openUsers(page, '?search=boss')
    expect(await page.locator('.cell-setupStatus').allInnerTexts()).toEqual(['—'])
    await openUsers(page)
    const status = page.getByRole('list', { name: 'Setup status' })
    await status.getByRole('link', { name: new RegExp(`^Not started\\s*${rows[0]?.n}$`) }).waitFor()
    await leaveAdmin(page)
  })
})

describe('quick filters', () => {
  it('go together with the search, Payload’s own filter and a new tab', async () => {
    await createClients(desk, 3, 'Pilot')
    await desk.sql.query(
      `update users set setup_status = 'live' where email = 'pilot1@clients.test'`,
    )
    const page = await visitAdmin({ desk })
    await openUsers(page, '?where[or][0][and][0][name][not_equals]=Pilot%203')

    await page.fill('.search-filter__input', 'pilot')
    await total(page, /of 2/)
    const status = page.getByRole('list', { name: 'Setup status' })
    await status.getByRole('link', { name: /^Not started\s*1$/ }).waitFor()
    await status.getByRole('link', { name: /^Live\s*1$/ }).click()
    await total(page, /of 1/)
    await page.getByRole('link', { name: 'pilot1@clients.test' }).waitFor()

    // One at a time: the other status takes its place.
    await status.getByRole('link', { name: /^Not started/ }).click()
    await page.getByRole('link', { name: 'pilot2@clients.test' }).waitFor()
    await total(page, /of 1/)
    expect(await status.locator('[aria-current]').textContent()).toContain('Not started')

    // A real link: what it leads to is the same list.
    const href = await status.getByRole('link', { name: /^Live/ }).getAttribute('href')
    const tab = await page.context().newPage()
    await goTo(tab, `${desk.url}/admin/collections/users${href}`)
    await tab.getByRole('link', { name: 'pilot1@clients.test' }).waitFor()
    await tab.close()

    // “All” takes back ours and nothing else.
    await status.getByRole('link', { name: 'All' }).click()
    await total(page, /of 2/)
    expect(await page.locator('.search-filter__input').inputValue()).toBe('pilot')
    await leaveAdmin(page)
  })

  it('show who has a token, who is staff and who is switched off', async () => {
    await createUser(desk, {
      email: 'off@clients.test',
      isActive: false,
      vapiWebhookToken: 'token-of-somebody-switched-off',
    })
    const page = await visitAdmin({ desk })
    await openUsers(page)

    await page.getByRole('list', { name: 'Active' }).getByRole('link', { name: 'No' }).click()
    await page.waitForURL(/isActive/)
    await page.getByRole('list', { name: 'Vapi token' }).getByRole('link', { name: 'Yes' }).click()
    await page.waitForURL(/vapiWebhookToken/)
    await page.getByRole('link', { name: 'off@clients.test' }).waitFor()
    await total(page, /of 1/)
    const token = page.locator('.cell-hasVapiToken')
    expect(await token.textContent()).toContain('Has a token')
    expect(await token.innerHTML()).not.toContain('token-of-somebody')

    await page.getByRole('list', { name: 'Staff' }).getByRole('link', { name: 'Yes' }).click()
    await page.getByText('No Results').first().waitFor()
    await leaveAdmin(page)
  })
})

describe('bulk actions', () => {
  it('generate tokens for those selected, skip who has one, and say so', async () => {
    await createClients(desk, 3, 'Mixed')
    await desk.api('/users/generate-vapi-token', {
      where: { email: { equals: 'mixed1@clients.test' } },
    })
    const page = await visitAdmin({ desk })
    await openUsers(page, '?search=mixed')
    await total(page, /of 3/)
    for (const box of await page.locator('.table tbody input[type="checkbox"]').all()) {
      await box.click()
    }
    await page.getByText('3 selected').first().waitFor()
    await page.getByRole('button', { name: 'Generate Vapi webhook token' }).click()
    await page.getByText('3 users are selected.').waitFor()
    await page.click('#confirm-action')

    await untilToast(page, '2 webhook tokens generated, 1 already had one')
    await page.locator('.cell-hasVapiToken', { hasText: 'Has a token' }).nth(2).waitFor()
    expect(await statusOf('mixed2@clients.test')).toBe('token_generated')
    await leaveAdmin(page)
  })

  it('follow one another on the same clients: five generated and marked live in nine clicks', async () => {
    await createClients(desk, 5, 'Fresh')
    const page = await visitAdmin({ desk })
    await openUsers(page, '?search=fresh')
    await total(page, /of 5/)
    const clicks: Locator[] = [
      ...(await page.locator('.table tbody input[type="checkbox"]').all()),
      page.getByRole('button', { name: 'Generate Vapi webhook token' }),
      page.locator('#confirm-action'),
    ]
    for (const each of clicks) await each.click()
    await untilToast(page, '5 webhook tokens generated')
    await page.getByText('5 selected').first().waitFor()
    const more = [
      page.getByRole('button', { name: 'Mark setup status: Live' }),
      page.locator('#confirm-action'),
    ]
    for (const each of more) await each.click()
    await untilToast(page, '5 marked live')
    expect(clicks.length + more.length).toBe(9)
    expect(await statusOf('fresh5@clients.test')).toBe('live')
    await leaveAdmin(page)
  })

  it('clear the selection where what they change leaves the list', async () => {
    await createClients(desk, 2, 'Leaving')
    const page = await visitAdmin({ desk })
    await openUsers(page, '?search=leaving')
    await page
      .getByRole('list', { name: 'Setup status' })
      .getByRole('link', { name: /^Not started/ })
      .click()
    await total(page, /of 2/)
    for (const box of await page.locator('.table tbody input[type="checkbox"]').all()) {
      await box.click()
    }
    await page.getByRole('button', { name: 'Mark setup status: Live' }).click()
    await page.click('#confirm-action')
    await untilToast(page, '2 marked live')
    await page.getByText('No Results').first().waitFor()
    await page.locator('.desk-bulk-bar').waitFor({ state: 'detached' })
    await leaveAdmin(page)
  })

  it('reach all pages of a search and a filter, and nobody else', async () => {
    await createClients(desk, 60, 'Wave')
    await createClients(desk, 2, 'Shore')
    await desk.sql.query(
      `update users set setup_status = 'live' where email = 'wave7@clients.test'`,
    )
    const page = await visitAdmin({ desk })
    await openUsers(page, '?limit=10&search=wave')
    await page
      .getByRole('list', { name: 'Setup status' })
      .getByRole('link', { name: /^Not started/ })
      .click()
    await total(page, /of 59/)
    await selectAllPages(page)
    await page.getByText('59 selected').first().waitFor()
    await page.getByRole('button', { name: 'Mark setup status: Live' }).click()
    await page.getByText('59 users are selected.').waitFor()
    await page.click('#confirm-action')

    await untilToast(page, '59 marked live')
    await page.getByText('No Results').first().waitFor()
    const { rows } = await desk.sql.query<{ n: string }>(
      `select count(*) n from users where name like 'Wave%' and setup_status = 'live'`,
    )
    expect(rows[0]?.n).toBe('60')
    expect(await statusOf('shore1@clients.test')).toBe('not_started')
    await leaveAdmin(page)
  })

  it('work through 5,000 users and show how far they are', async () => {
    await createClients(desk, 5000, 'Crowd')
    const page = await visitAdmin({ desk })
    await openUsers(page, '?search=crowd')
    await total(page, /of 5000/)
    await selectAllPages(page)
    await page.getByText('5,000 selected').waitFor()
    await page.getByRole('button', { name: 'Generate Vapi webhook token' }).click()
    await page.getByText('5,000 users are selected.').waitFor()
    const texts = await watchTexts(page, '.desk-progress__text')
    await page.click('#confirm-action')

    await untilToast(page, '5,000 webhook tokens generated')
    expect(await texts()).toContainEqual(expect.stringMatching(/^[1-4],[05]00 of 5,000$/))
    const { rows } = await desk.sql.query<{ n: string }>(
      `select count(distinct vapi_webhook_token_index) n from users where name like 'Crowd%'`,
    )
    expect(rows[0]?.n).toBe('5000')
    await leaveAdmin(page)
  })

  it('copy the webhook URLs of those selected, to paste into a spreadsheet', async () => {
    const tokens = ['token-of-the-first-to-copy', 'token-of-the-second-to-copy']
    await createUser(desk, {
      businessName: '=Copied & Sons',
      email: 'copied.one@clients.test',
      vapiWebhookToken: tokens[0],
    })
    await createUser(desk, { email: 'copied.two@clients.test', vapiWebhookToken: tokens[1] })
    await createUser(desk, { email: 'copied.none@clients.test' })
    const page = await visitAdmin({ desk })
    await openUsers(page, '?search=copied.')
    await page.locator('.table thead input[type="checkbox"]').first().click()
    await page.getByRole('button', { name: 'Copy webhook URLs' }).click()
    await untilToast(page, '2 webhook URLs copied')
    await untilToast(page, '1 of the selected has none')
    const text = await page.evaluate(() => navigator.clipboard.readText())
    const url = (token = '') => `${desk.url}/api/v1/vapi/webhook/${token}/`
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((row) => row.split('\t')),
    ).toEqual([
      ['Business', 'Email', 'Webhook URL'],
      ["'=Copied & Sons", 'copied.one@clients.test', url(tokens[0])],
      ['', 'copied.two@clients.test', url(tokens[1])],
    ])
    // The selection is still there, for the next action.
    await page.getByText('3 selected').first().waitFor()
    await leaveAdmin(page)
  })

  it('save the webhook URLs as a file where the page has no clipboard', async () => {
    const page = await visitAdmin({ desk })
    await page.addInitScript(() =>
      Object.defineProperty(navigator, 'clipboard', { value: undefined }),
    )
    await openUsers(page, '?search=copied.one')
    await page.locator('.table thead input[type="checkbox"]').first().click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Copy webhook URLs' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('webhook-urls.tsv')
    await untilToast(page, '1 webhook URL saved as a file')
    await leaveAdmin(page)
  })

  it('do nothing when cancelled, and keep the selection', async () => {
    await createClients(desk, 1, 'Cancelled')
    const page = await visitAdmin({ desk })
    await openUsers(page, '?search=cancelled')
    await page.locator('.table tbody input[type="checkbox"]').first().click()
    await page.getByRole('button', { name: 'Mark setup status: Live' }).click()
    await page.getByText('1 user is selected.').waitFor()
    await page.click('#confirm-cancel')

    await page.getByText('1 selected').first().waitFor()
    expect(await statusOf('cancelled1@clients.test')).toBe('not_started')
    await leaveAdmin(page)
  })
})

describe('a group', () => {
  it('gets its permissions in a table, by usual sets or one by one', async () => {
    const page = await visitAdmin({ desk, options: { viewport: { height: 844, width: 390 } } })
    await goTo(page, `${desk.url}/admin/collections/groups/create`)
    await page.getByLabel('Name').fill('Night shift')
    await page.getByRole('button', { name: 'Sets up clients' }).click()
    const box = (name: string) => page.getByRole('checkbox', { exact: true, name })
    await expect.poll(() => box('Users: Change').isChecked()).toBe(true)
    expect(await box('Users: Delete').isChecked()).toBe(false)
    await box('Users: Add').click()
    await box('Call summaries: Change').focus()
    await page.keyboard.press('Space')
    expect(await box('History: Add').count()).toBe(0)
    await untilFits(page)
    await save(page)

    await expect
      .poll(async () => {
        const { rows } = await desk.sql.query<{ value: string }>(
          `select value from groups_permissions join groups on groups.id = parent_id
           where name = 'Night shift' order by "order"`,
        )
        return rows.map(({ value }) => value)
      })
      .toEqual([
        'users.view',
        'users.change',
        'call-summaries.view',
        'webhook-deliveries.view',
        'notifications.view',
        'call-summaries.change',
      ])
    await goTo(page, `${desk.url}/admin/collections/groups`)
    await page.getByText('Webhook deliveries: view').waitFor()
    await leaveAdmin(page)
  })
})
