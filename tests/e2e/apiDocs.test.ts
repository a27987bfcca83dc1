import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../helpers/createTestDesk'
import { openBrowser } from '../helpers/openBrowser'
import { makeClient, makeSuperuser, PASSWORD } from '../helpers/people'

let desk: TestDesk
let browser: Browser

beforeAll(async () => {
  desk = await createTestDesk()
  browser = await openBrowser()
  await makeSuperuser(desk.payload)
  await makeClient(desk.payload, { email: 'ada@salon.example' })
})
afterAll(async () => {
  await browser?.close()
  await desk?.stop()
})

const visit = async (colorScheme: 'dark' | 'light') => {
  const page = await browser.newPage({ colorScheme, viewport: { height: 1000, width: 1280 } })
  const complaints: string[] = []
  const elsewhere: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(desk.url) && !url.startsWith('data:')) elsewhere.push(url)
  })
  await page.goto(`${desk.url}/api/docs`)
  await page.getByRole('heading', { name: /Client desk/ }).waitFor()
  return { complaints, elsewhere, page }
}

/** How light a colour is, from 0 to 255. */
const lightness = (page: Page, selector: string, property: 'backgroundColor' | 'color') =>
  page
    .locator(selector)
    .first()
    .evaluate((element, name) => {
      const [red = 0, green = 0, blue = 0] = (
        getComputedStyle(element)[name].match(/[\d.]+/g) ?? []
      ).map(Number)
      return (red + green + blue) / 3
    }, property)

describe('the page of the API', () => {
  it.each(['light', 'dark'] as const)('is readable in %s, from this desk alone', async (scheme) => {
    const { complaints, elsewhere, page } = await visit(scheme)
    await page.locator('#operations-Calls-listCallSummaries').click()
    await page.getByText('Calls per page.').waitFor()
    const ground = await lightness(page, 'html', 'backgroundColor')
    const text = await lightness(page, '.opblock-summary-path', 'color')
    expect(Math.abs(ground - text)).toBeGreaterThan(120)
    expect(ground > 128).toBe(scheme === 'light')
    if (process.env.SCREENSHOTS)
      await page.screenshot({ path: `${process.env.SCREENSHOTS}/docs-${scheme}.png` })
    expect(elsewhere).toEqual([])
    expect(complaints).toEqual([])
    await page.close()
  })

  it('tries requests out with what they answer', async () => {
    const { complaints, page } = await visit('light')
    const login = page.locator('#operations-Account-login')
    await login.locator('.opblock-summary').click()
    await login
      .locator('textarea')
      .fill(JSON.stringify({ email: 'ada@salon.example', password: PASSWORD }))
    await login.getByRole('button', { name: 'Execute' }).click()
    const answer = login.locator('.live-responses-table .response-col_description')
    await answer.getByText('Authentication Passed').waitFor()
    const { token } = JSON.parse((await answer.locator('code').first().textContent()) ?? '')

    await page.getByRole('button', { name: 'Authorize' }).first().click()
    await page.locator('.modal-ux input').fill(token)
    await page.locator('.modal-ux').getByRole('button', { name: 'Apply credentials' }).click()
    await page.locator('.modal-ux').getByRole('button', { name: 'Close' }).click()
    const list = page.locator('#operations-Calls-listCallSummaries')
    await list.locator('.opblock-summary').click()
    await list.getByRole('button', { name: 'Execute' }).click()
    await list.locator('.live-responses-table').getByText('"totalDocs"').waitFor()
    expect(complaints).toEqual([])
    await page.close()
  })
})
