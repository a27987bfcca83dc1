import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asJSON } from '../helpers/requests'
import {
  type AdminDesk,
  createUser,
  goTo,
  leaveAdmin,
  openAdminDesk,
  SUPERUSER,
  untilFits,
  visitAdmin,
} from './support/admin'

const TOKEN = 'token-of-the-salon-that-is-read'
const LIST = '/admin/collections/call-summaries'

let desk: AdminDesk
const idOf = async (vapiCallId: string): Promise<string> => {
  const { docs } = await desk.api<{ docs: { id: string }[] }>(
    `/call-summaries?where[vapiCallId][equals]=${vapiCallId}`,
  )
  return docs[0]?.id ?? ''
}

const post = (id: string, message: object) =>
  asJSON({
    body: { message: { call: { id }, type: 'end-of-call-report', ...message } },
    url: `${desk.url}/api/v1/vapi/webhook/${TOKEN}`,
  })

/** For the eye, when asked for. */
const folder = process.env.SCREENSHOTS

beforeAll(async () => {
  desk = await openAdminDesk()
  await createUser(desk, {
    businessName: 'Willow & Wave',
    email: 'willow@clients.test',
    timezone: 'America/New_York',
    vapiWebhookToken: TOKEN,
  })
  await post('first', {
    customer: { number: '+12025550157' },
    endedReason: 'customer-did-not-answer',
    timestamp: Date.parse('2026-11-26T18:00:00Z'),
  })
  await post('second', {
    analysis: {
      structuredData: {
        outcome: 'Booked',
        preferredTime: 'Friday at ten',
        price: '$45',
        service: 'Hair cut',
      },
      summary: 'Ada booked a hair cut for Friday at ten.',
    },
    artifact: {
      messages: [
        { message: 'Willow and Wave, hello?', role: 'bot', secondsFromStart: 0 },
        { message: 'A hair cut on Friday, please.', role: 'user', secondsFromStart: 3 },
      ],
    },
    customer: { name: 'Ada Example', number: '+12025550146' },
    endedAt: '2026-11-27T19:53:01Z',
    endedReason: 'customer-ended-call',
    startedAt: '2026-11-27T19:52:00Z',
    timestamp: Date.parse('2026-11-27T19:53:05Z'),
  })
})
afterAll(() => desk?.stop())

describe('the page of a call', () => {
  it('is there to be read: who, when, what came of it, what was said', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}${LIST}`)
    await page.locator('tr', { hasText: 'Ada Example' }).getByRole('link').first().click()
    await page.getByRole('heading', { level: 1, name: 'Ada Example' }).waitFor()
    const call = page.locator('.desk-call')
    await call.getByRole('link', { name: 'Willow & Wave' }).waitFor()
    // On the client's clock, and on the reader's, which is another one.
    await call
      .getByText(/Fri 27 Nov 2026, 14:52 in New York/)
      .first()
      .waitFor()
    await call
      .getByText(/Fri 20:52 your time/)
      .first()
      .waitFor()
    await call
      .getByText('Ada booked a hair cut for Friday at ten.', { exact: true })
      .first()
      .waitFor()
    await call.locator('dt', { hasText: 'Preferred time' }).waitFor()
    expect(await call.locator('.desk-conversation li').count()).toBe(2)
    await call.locator('.desk-call__events li', { hasText: 'Report received' }).waitFor()
    expect(await call.getByRole('link', { name: 'Call back' }).getAttribute('href')).toBe(
      'tel:+12025550146',
    )
    // Nothing to fill in, and nothing drawn for what is missing.
    expect(await page.locator('main input, main textarea').count()).toBe(0)
    expect(await call.locator('dd').filter({ hasText: /^$/ }).count()).toBe(0)
    if (folder) await page.screenshot({ fullPage: true, path: `${folder}/call-page.png` })
    await leaveAdmin(page)
  })

  it('leads to the other calls of the client, and to the form', async () => {
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}${LIST}/${await idOf('second')}`)
    await page.getByRole('link', { name: 'Previous call of this client' }).click()
    await page.getByRole('heading', { level: 1, name: '+1 202 555 0157' }).waitFor()
    expect(page.url()).toContain(await idOf('first'))
    await page.getByRole('link', { name: 'Next call of this client' }).click()
    await page.getByRole('heading', { level: 1, name: 'Ada Example' }).waitFor()
    await page.locator('.desk-call').getByRole('link', { exact: true, name: 'Edit' }).click()
    await page.locator('#field-outcome').waitFor()
    expect(page.url()).toMatch(/\/edit$/)
    await leaveAdmin(page)
  })

  it('is where staff do what is to do, and answer what the client reported as wrong', async () => {
    await post('wrong', {
      analysis: { structuredData: { outcome: 'callback requested' } },
      customer: { name: 'Grace Example' },
    })
    const id = await idOf('wrong')
    const signedIn = await asJSON<{ token: string }>({
      body: { email: 'willow@clients.test', password: SUPERUSER.password },
      url: `${desk.url}/api/users/login`,
    })
    const given = await asJSON({
      body: { reason: 'price', text: 'It was 30.' },
      headers: { authorization: `JWT ${signedIn.body.token}` },
      url: `${desk.url}/api/call-summaries/${id}/feedback`,
    })
    expect(given.status).toBe(200)

    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}/admin`)
    await page.getByRole('link', { name: '1 call was reported as wrong.' }).click()
    await page.locator('tr', { hasText: 'Grace Example' }).getByRole('link').first().click()
    const call = page.locator('.desk-call')
    const feedback = call.locator('.desk-call__part', { hasText: 'Reported as wrong' })
    await feedback.getByText('It was 30.').waitFor()
    await feedback.getByRole('button', { name: 'Answer …' }).click()
    await feedback.getByRole('textbox').fill('Corrected, thank you.')
    await feedback.getByRole('button', { exact: true, name: 'Answer' }).click()
    await feedback.getByText('Corrected, thank you.').waitFor()
    await feedback.getByText('Answered', { exact: true }).waitFor()

    const toDo = call.locator('.desk-call__part', { hasText: 'opened by the client’s rule' })
    await toDo.getByRole('button', { name: 'Mark as done' }).click()
    await call.getByRole('button', { name: 'Reopen' }).waitFor()
    await call.getByRole('button', { name: 'Note and due time …' }).click()
    await call.getByLabel('Note').fill('Called her back.')
    await call.getByRole('button', { exact: true, name: 'Save' }).click()
    await call.getByText('Called her back.').waitFor()
    await leaveAdmin(page)
  })

  it('leaves out none of the calls that were reported at the same instant', async () => {
    const timestamp = Date.parse('2026-11-27T21:00:00Z')
    for (const name of ['Twin A', 'Twin B', 'Twin C']) {
      await post(name.replace(' ', '-'), { customer: { name }, timestamp })
    }
    const page = await visitAdmin({ desk })
    await goTo(page, `${desk.url}${LIST}/${await idOf('second')}`)
    const seen: (null | string)[] = []
    for (let step = 0; step < 3; step += 1) {
      const before = page.url()
      await page.getByRole('link', { name: 'Next call of this client' }).click()
      await page.waitForURL((url) => url.href !== before)
      const heading = page.getByRole('heading', { level: 1, name: /^Twin/ })
      await expect.poll(async () => seen.includes(await heading.textContent())).toBe(false)
      seen.push(await heading.textContent())
    }
    expect(seen.sort()).toEqual(['Twin A', 'Twin B', 'Twin C'])
    await page.getByRole('link', { name: 'Calls of this number' }).waitFor({ state: 'detached' })
    await leaveAdmin(page)
  })

  it('has a title, as its form has, also where nobody knows the caller', async () => {
    await post('nobody', { customer: { number: 'anonymous' }, endedReason: 'voicemail' })
    const page = await visitAdmin({ desk })
    for (const path of ['', '/edit']) {
      await goTo(page, `${desk.url}${LIST}/${await idOf('nobody')}${path}`)
      await page.getByRole('heading', { level: 1, name: 'Withheld number' }).waitFor()
      expect(await page.getByText(/Untitled/).count()).toBe(0)
    }
    await leaveAdmin(page)
  })

  it('fits phones, light and dark', async () => {
    for (const theme of ['light', 'dark'] as const) {
      for (const width of [390, 1280]) {
        const page = await visitAdmin({
          desk,
          options: { viewport: { height: 844, width } },
          theme,
        })
        await goTo(page, `${desk.url}${LIST}/${await idOf('second')}`)
        await page.locator('.desk-call__events').waitFor()
        await untilFits(page, `${width} px, ${theme}`)
        if (folder)
          await page.screenshot({ fullPage: true, path: `${folder}/call-${width}-${theme}.png` })
        await leaveAdmin(page)
      }
    }
  })

  it('shows staff no more than they may read', async () => {
    const { doc } = await desk.api<{ doc: { id: string } }>('/groups', {
      name: 'readers',
      permissions: ['call-summaries.view'],
    })
    const account = { email: 'reader@desk.test', password: SUPERUSER.password }
    await createUser(desk, { ...account, groups: [doc.id], isStaff: true })
    const page = await visitAdmin({ account, desk })
    await goTo(page, `${desk.url}${LIST}/${await idOf('second')}`)
    const call = page.locator('.desk-call')
    await call.getByText('Willow & Wave').first().waitFor()
    expect(await call.getByRole('link', { name: 'Willow & Wave' }).count()).toBe(0)
    expect(await call.getByText('Report received').count()).toBe(0)
    expect(await call.getByRole('link', { exact: true, name: 'Edit' }).count()).toBe(0)
    await leaveAdmin(page)
  })
})
