import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type AdminDesk, openAdminDesk, visitAdmin } from './support/admin'
import { fillDesk, openSettled, type PageName, type WholeDesk } from './support/wholeDesk'

/** Above it, Google's Web Vitals call a page unstable. */
const MOST = 0.1

const shiftSchema = z.array(z.object({ sources: z.array(z.string()), value: z.number() }))

let desk: AdminDesk
let whole: WholeDesk
let storageState: Awaited<ReturnType<BrowserContext['storageState']>>

beforeAll(async () => {
  desk = await openAdminDesk()
  whole = await fillDesk(desk)
  const page = await visitAdmin({ desk })
  storageState = await page.context().storageState()
  await page.context().close()
})
afterAll(() => desk?.stop())

/** Notes each shift of a page and what moved, from its beginning. */
const noteShifts = (page: Page) =>
  page.addInitScript(() => {
    const shifts: { sources: string[]; value: number }[] = []
    Reflect.set(window, 'shifts', shifts)
    const nameOf = (node: unknown): string => {
      if (node instanceof Element) return node.getAttribute('class') ?? node.tagName
      return node instanceof Node ? `“${node.textContent?.slice(0, 40)}”` : 'gone'
    }
    const place = (rect: unknown): string =>
      rect instanceof DOMRectReadOnly
        ? [rect.x, rect.y, rect.width, rect.height].map(Math.round).join(' ')
        : ''
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const sources: unknown = Reflect.get(entry, 'sources')
        shifts.push({
          sources: (Array.isArray(sources) ? sources : []).map(
            (source) =>
              `${nameOf(Reflect.get(source, 'node'))}: ${place(Reflect.get(source, 'previousRect'))} → ${place(Reflect.get(source, 'currentRect'))}`,
          ),
          value: Number(Reflect.get(entry, 'value')),
        })
      }
    }).observe({ buffered: true, type: 'layout-shift' })
  })

/** The sum of all shifts since the page began to load, and what they were. */
const shiftsOf = async (page: Page) => {
  const shifts = shiftSchema.parse(await page.evaluate(() => Reflect.get(window, 'shifts')))
  return {
    all: shifts.map(({ sources, value }) => `${value.toFixed(3)} ${sources.join(' | ')}`),
    sum: shifts.reduce((sum, { value }) => sum + value, 0),
  }
}

const PAGES = [
  'dashboard',
  'users',
  'client',
  'client fields',
  'field mapping',
  'import',
  'calls',
  'call',
  'deliveries',
  'notifications',
  'history',
  'Vapi account',
] satisfies PageName[]

describe.each([1280, 1440])('at a width of %i, nothing jumps while it loads', (width) => {
  it.each(PAGES)('%s', async (name) => {
    const context = await desk.browser.newContext({
      locale: 'en-US',
      storageState,
      timezoneId: 'Europe/Berlin',
      viewport: { height: 900, width },
    })
    try {
      const page = await context.newPage()
      await noteShifts(page)
      // Cold: no file of the page is known yet.
      await openSettled(page, whole.pages[name])
      const cold = await shiftsOf(page)
      expect(cold.sum, `cold:\n${cold.all.join('\n')}`).toBeLessThanOrEqual(MOST)
      await openSettled(page, whole.pages[name])
      const warm = await shiftsOf(page)
      expect(warm.sum, `warm:\n${warm.all.join('\n')}`).toBeLessThanOrEqual(MOST)
    } finally {
      await context.close()
    }
  })
})
