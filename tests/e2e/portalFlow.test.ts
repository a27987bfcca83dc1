import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeDataFolder } from '../helpers/spawnDesk'
import { SUPERUSER } from './support/admin'
import { complaintsOf, openPortalDesk, type PortalDesk, visitPortal } from './support/portalDesk'

let data: Awaited<ReturnType<typeof makeDataFolder>>
let desk: PortalDesk
beforeAll(async () => {
  data = await makeDataFolder()
  // The desk takes over what this process has set: mails land in a folder there.
  process.env.DATA_DIR = data.path
  desk = await openPortalDesk()
})
afterAll(async () => {
  delete process.env.DATA_DIR
  await desk?.stop()
  await data?.remove()
})

/** The text of the newest mail to somebody whose subject is this one. */
const mailTo = async (email: string, subject: string): Promise<string> => {
  const folder = join(data.path, 'mails')
  const names = await readdir(folder).catch(() => [])
  const mails = await Promise.all(
    names
      .filter((name) => name.endsWith('.eml'))
      .sort()
      .map(async (name) => PostalMime.parse(await readFile(join(folder, name)))),
  )
  const mail = mails
    .filter((each) => each.subject === subject && each.to?.some(({ address }) => address === email))
    .at(-1)
  return mail?.text ?? ''
}

const signInMail = async (email: string) => {
  let text = ''
  await expect
    .poll(async () => {
      text = await mailTo(email, 'Your link to sign in')
      return text
    })
    .not.toBe('')
  return {
    digits: /\b\d{6}\b/.exec(text)?.[0] ?? 'no digits',
    link: /http:\/\/\S+\/sign-in\/\w+/.exec(text)?.[0] ?? 'no link',
  }
}

const button = (page: Page, name: string) => page.getByRole('button', { exact: true, name })

const signOut = (page: Page) => page.getByRole('button', { name: 'Sign out', exact: true }).click()

/** Opens a folded part; with scripts or without, that is the browser's. */
const unfold = (page: Page, name: string) => page.locator('summary', { hasText: name }).click()

describe.each([
  ['with scripts', true],
  ['without scripts', false],
])('a client on its phone, %s', (_, javaScriptEnabled) => {
  let page: Page
  let complaints: string[]
  beforeAll(async () => {
    page = await visitPortal({ desk, options: { javaScriptEnabled } })
    complaints = complaintsOf(page)
  })
  afterAll(async () => {
    expect(complaints).toEqual([])
    await page?.context().close()
  })

  it('is led from the bare address to the sign-in, and back to the page it wanted', async () => {
    await page.goto(desk.url)
    expect(new URL(page.url()).pathname).toBe('/sign-in')
    await page.goto(`${desk.url}/calls/${desk.callID}`)
    expect(new URL(page.url()).pathname).toBe('/sign-in')
    await page.getByLabel('Email').fill(desk.full.email)
    await page.getByLabel('Password').fill('a wrong password')
    await button(page, 'Sign in').click()
    await page.getByText('The email or the password is wrong.').waitFor()
    expect(await page.getByLabel('Email').inputValue()).toBe(desk.full.email)
    expect(await page.getByLabel('Password').inputValue()).toBe('')
    await page.getByLabel('Password').fill(SUPERUSER.password)
    await button(page, 'Sign in').click()
    await page.getByRole('heading', { level: 1, name: 'Ada Example' }).waitFor()
    expect(new URL(page.url()).pathname).toBe(`/calls/${desk.callID}`)
  })

  it('reads its call, and calls back', async () => {
    await page.getByText('Ada booked a hair cut for Friday at ten.').first().waitFor()
    await page.getByText('Mia is free on Friday at ten. Shall I book it?').waitFor()
    await page.getByText('Friday at ten', { exact: true }).waitFor()
    expect(await page.getByRole('link', { name: 'Call back' }).first().getAttribute('href')).toBe(
      'tel:+12025550146',
    )
  })

  it('puts the call on its list with a note, finds it there and closes it', async () => {
    await unfold(page, 'With a note or a time')
    await page.getByLabel('Note').fill('Ask for the allergy')
    await button(page, 'Add to the to-do list').click()
    await page.getByText('To do since').waitFor()
    expect(await page.getByLabel('Note').inputValue()).toBe('Ask for the allergy')
    await page.getByRole('link', { name: /^To do/ }).click()
    await button(page, 'Done: Ada Example').click()
    await page.getByText('Marked as done.').waitFor()
    await page.goto(`${desk.url}/calls/${desk.callID}`)
    await page.getByText('Done since').waitFor()
    await page
      .locator('#to-do')
      .getByRole('button', { name: /^Remove/ })
      .click()
    await page.getByText('With a note or a time').waitFor()
  })

  it('says what was wrong, after it was asked for a reason', async () => {
    await page.locator('#wrong summary').click()
    await page.getByLabel('What should it be?').fill('She wanted Saturday.')
    await button(page, 'Send to your agency').click()
    await page.getByText('Please choose what was wrong.').waitFor()
    expect(await page.getByLabel('What should it be?').inputValue()).toBe('She wanted Saturday.')
    await page.getByLabel('The summary').check()
    await button(page, 'Send to your agency').click()
    await page.getByText('Reported. Your agency has not answered yet.').waitFor()
  })

  it('searches, filters and pages through its calls', async () => {
    await page.goto(`${desk.url}/calls`)
    await page.getByRole('link', { name: 'Older calls' }).click()
    expect(page.url()).toMatch(/before=|\?/)
    await page.getByRole('link', { name: 'Newest calls' }).waitFor()
    await page.goto(`${desk.url}/calls`)
    await page.getByRole('link', { exact: true, name: 'Missed' }).click()
    await page.getByRole('link', { exact: true, name: 'All' }).click()
    // A call can be found about a second after it was stored, or later while the desk is busy.
    await expect
      .poll(async () => {
        const { docs } = await desk.api<{ docs: unknown[] }>('/call-summaries?search=allergy')
        return docs.length
      })
      .toBe(1)
    await page.getByRole('searchbox').fill('allergy')
    await button(page, 'Search').click()
    await page.getByRole('link', { name: /Ada Example/ }).waitFor()
    expect(await page.locator('main li a[href^="/calls/"]').count()).toBe(1)
  })

  it('changes its settings, and a wrong value comes back with the reason', async () => {
    await page.getByRole('link', { exact: true, name: 'Settings' }).click()
    await page.getByLabel('Phone').fill('12')
    await page.getByLabel('Kind of business').fill('Barber')
    await button(page, 'Save profile').click()
    await page.getByText('Enter the number with its country code').waitFor()
    expect(await page.getByLabel('Phone').inputValue()).toBe('12')
    expect(await page.getByLabel('Kind of business').inputValue()).toBe('Barber')
    await page.getByLabel('Phone').fill('+12025550100')
    await button(page, 'Save profile').click()
    await page.getByText('Your profile is saved.').waitFor()
    await page.getByLabel('An email for each call').check()
    await page.getByLabel('One email a day').check()
    await button(page, 'Save notifications').click()
    await page.getByText('Your notifications are saved.').waitFor()
    expect(await page.getByLabel('One email a day').isChecked()).toBe(true)
    await page.goto(`${desk.url}/settings/history`)
    await page.getByRole('cell', { name: 'You' }).first().waitFor()
  })

  it('reads its figures', async () => {
    await page.getByRole('link', { exact: true, name: 'Figures' }).click()
    await page.getByText(/^In \w+ there (?:was|were) \d+ calls?/).waitFor()
  })

  it('signs out, and in again by the digits of a mail', async () => {
    await signOut(page)
    await page.getByText('You are now signed out.').waitFor()
    await page.getByLabel('Email').fill(desk.full.email)
    await button(page, 'Email me a link').click()
    await page.getByRole('heading', { name: 'Check your inbox' }).waitFor()
    const { digits } = await signInMail(desk.full.email)
    await page.getByLabel('The six digits from the email').fill('000000')
    await button(page, 'Sign in').click()
    await page.getByText('These digits do not work.').waitFor()
    await page
      .getByLabel('The six digits from the email')
      .fill(`${digits.slice(0, 3)} ${digits.slice(3)}`)
    await button(page, 'Sign in').click()
    await page.getByRole('heading', { level: 1, name: 'Calls' }).waitFor()
  })

  it('signs in by the link of a mail, also in another browser, and only once', async () => {
    await signOut(page)
    await page.getByLabel('Email').fill(desk.full.email)
    const before = await mailTo(desk.full.email, 'Your link to sign in')
    await button(page, 'Email me a link').click()
    await expect.poll(() => mailTo(desk.full.email, 'Your link to sign in')).not.toBe(before)
    const { link } = await signInMail(desk.full.email)
    const other = await visitPortal({ desk, options: { javaScriptEnabled } })
    const complained = complaintsOf(other)
    // A program that checks mails opens the link first.
    await fetch(link)
    await other.goto(link)
    await button(other, 'Sign in').click()
    await other.getByRole('heading', { level: 1, name: 'Calls' }).waitFor()
    await other.goto(link)
    await other.getByText('It has been used or has expired.').waitFor()
    expect(complained).toEqual([])
    await other.context().close()
  })
})

describe('the list of calls with scripts', () => {
  it('says that there are new calls, and shows them', async () => {
    const page = await visitPortal({ client: desk.full, desk })
    await page.clock.install()
    await page.goto(`${desk.url}/calls`)
    await desk.post({
      analysis: { summary: 'Somebody new asked for the prices.' },
      call: { id: `new ${Date.now()}` },
      customer: { name: 'Nina New', number: '+12025550199' },
      endedReason: 'customer-ended-call',
    })
    const news = page.getByRole('link', { name: /1 new call/ })
    await expect
      .poll(
        async () => {
          await page.clock.runFor(31_000)
          return news.count()
        },
        { interval: 1_000 },
      )
      .toBe(1)
    await news.click()
    await page
      .getByRole('link', { name: /Nina New/ })
      .first()
      .waitFor()
    await page.context().close()
  })
})

describe('a staff member', () => {
  it('sees the portal as a client, and can change nothing there', async () => {
    const page = await visitPortal({ desk, options: { viewport: { height: 900, width: 1440 } } })
    const complaints = complaintsOf(page)
    await page.context().request.post(`${desk.url}/api/users/login`, { data: SUPERUSER })
    await page.goto(`${desk.url}/admin/collections/users/${desk.full.id}`)
    const opened = page.context().waitForEvent('page')
    await page.getByRole('button', { name: 'See as client' }).click()
    const seen = await opened
    await seen.getByRole('heading', { level: 1, name: 'Calls' }).waitFor()
    await seen.getByText('Willow & Wave Hair').first().waitFor()
    await seen.goto(`${desk.url}/settings`)
    await seen.getByLabel('Kind of business').fill('Changed by staff')
    await seen.getByRole('button', { name: 'Save profile' }).click()
    await seen.getByRole('alert').first().waitFor()
    const { rows } = await desk.sql.query('select business_type from users where id = $1', [
      desk.full.id,
    ])
    expect(rows).not.toEqual([{ business_type: 'Changed by staff' }])
    await seen.getByRole('button', { name: /^(?:End|Stop)/ }).click()
    await seen.waitForURL(/\/admin/)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('is led to the admin from the bare address', async () => {
    const page = await visitPortal({ desk })
    await page.context().request.post(`${desk.url}/api/users/login`, { data: SUPERUSER })
    await page.goto(desk.url)
    expect(new URL(page.url()).pathname).toBe('/admin')
    await page.context().close()
  })
})
