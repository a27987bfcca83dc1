import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../helpers/openBrowser'

let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await openBrowser()
  page = await browser.newPage()
})
afterAll(async () => {
  await browser?.close()
})

/** A line of text as wide as its letters, as a page of its own. */
const show = (text: string, style = '') =>
  page.setContent(`<span style="font-size: 40px; line-height: 60px; ${style}">${text}</span>`)

const width = async () => (await page.locator('span').boundingBox())?.width ?? 0

describe('the browser of these tests', () => {
  it('draws text: wide letters take more room than thin ones', async () => {
    await show('iiiiiiii')
    const thin = await width()
    await show('WWWWWWWW')
    expect(thin).toBeGreaterThan(0)
    expect(await width()).toBeGreaterThan(thin * 1.5)
  })

  it('draws text: what is shown differs from nothing, letter from letter and bold from plain', async () => {
    const clip = { height: 100, width: 400, x: 0, y: 0 }
    const pictures: string[] = []
    for (const [text, style] of [
      ['', ''],
      ['call', ''],
      ['lack', ''],
      ['call', 'font-weight: 700'],
    ] as const) {
      await show(text, style)
      pictures.push((await page.screenshot({ clip })).toString('base64'))
    }
    expect(new Set(pictures).size).toBe(pictures.length)
  })

  it('can fill in a form', async () => {
    await page.setContent('<label>Name <input></label><button>Save</button>')
    await page.getByLabel('Name').fill('Ada')
    await page.getByRole('button', { name: 'Save' }).click()
    expect(await page.getByLabel('Name').inputValue()).toBe('Ada')
  })

  it('uses the fonts it brings along, whatever the machine has', async () => {
    const session = await page.context().newCDPSession(page)
    for (const family of ['sans-serif', 'serif', 'monospace']) {
      await show('call', `font-family: ${family}`)
      await session.send('DOM.enable')
      await session.send('CSS.enable')
      const { root } = await session.send('DOM.getDocument')
      const { nodeId } = await session.send('DOM.querySelector', {
        nodeId: root.nodeId,
        selector: 'span',
      })
      const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId })
      expect(fonts.map(({ familyName }) => familyName)).toEqual(['Open Sans'])
    }
  })
})
