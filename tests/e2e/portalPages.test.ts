import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { untilFits } from './support/admin'
import { audit, type Finding } from './support/axe'
import { lighthouseScores } from './support/lighthouse'
import {
  openPortalDesk,
  type PortalClient,
  type PortalDesk,
  visitPortal,
} from './support/portalDesk'

/** For the eye, when asked for. */
const folder = process.env.SCREENSHOTS
const WIDTHS = folder ? [390, 768, 1440] : [390, 768]

let desk: PortalDesk
beforeAll(async () => {
  desk = await openPortalDesk()
})
afterAll(() => desk?.stop())

const pages = () => ({
  calls: '/calls',
  'calls found': '/calls?search=Friday',
  'calls not found': '/calls?search=nothing-of-the-kind',
  call: `/calls/${desk.callID}`,
  figures: '/figures',
  history: '/settings/history',
  keys: '/settings/keys',
  missing: '/calls/0198c9a2-7d5e-7c11-9d0f-3f5a4b6c7d8e',
  password: '/settings/password',
  region: '/settings/region',
  settings: '/settings',
  'to do': '/to-do',
})

type PageName = keyof ReturnType<typeof pages>

const lines = (findings: readonly Finding[]) =>
  findings.map(({ html, part, problem, rule }) => `${rule} | ${part} | ${problem} | ${html}`)

/** Axe in light and dark, and whether the page fits at each width. */
const look = async (page: Page, path: string, name: string): Promise<string[]> => {
  const found: string[] = []
  await page.goto(`${desk.url}${path}`)
  // All that is folded: one after the other, because opening one may close another.
  for (const summary of await page.locator('details > summary').all()) await summary.click()
  for (const width of WIDTHS) {
    await page.setViewportSize({ height: 844, width })
    await untilFits(page, `${name} at ${width} pixels`)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      const rules =
        colorScheme === 'dark' || width !== 390 ? ['color-contrast', 'target-size'] : undefined
      if (width === 390 || colorScheme === 'light')
        found.push(...lines(await audit(page, { rules })))
      if (folder) {
        const file = `${name.replaceAll(' ', '-')}-${width}-${colorScheme}.png`
        await page.screenshot({ fullPage: true, path: join(folder, file) })
      }
    }
  }
  return found
}

const visit = (client?: PortalClient) =>
  visitPortal({ ...(client && { client }), desk, options: { bypassCSP: true } })

describe('axe finds nothing, in light and dark, on phones and desktops, and nothing is wider than its screen', () => {
  let page: Page
  beforeAll(async () => {
    page = await visit(desk.full)
  })
  afterAll(() => page?.context().close())

  it.each([
    'calls',
    'calls found',
    'calls not found',
    'call',
    'figures',
    'history',
    'keys',
    'missing',
    'password',
    'region',
    'settings',
    'to do',
  ] satisfies PageName[])('%s', async (name) => {
    expect(await look(page, pages()[name], name)).toEqual([])
  })

  it('the pages of an account without calls', async () => {
    const quiet = await visit(desk.empty)
    const found = []
    for (const path of ['/calls', '/to-do', '/figures']) {
      found.push(...(await look(quiet, path, `empty${path.replaceAll('/', ' ')}`)))
    }
    expect(found).toEqual([])
    await quiet.context().close()
  })

  it('the pages in German', async () => {
    const german = await visit(desk.german)
    await german.goto(`${desk.url}/calls`)
    expect(await german.locator('html').getAttribute('lang')).toBe('de')
    const found = []
    for (const path of ['/calls', '/settings', '/settings/password']) {
      found.push(...(await look(german, path, `german${path.replaceAll('/', ' ')}`)))
    }
    expect(found).toEqual([])
    await german.context().close()
  })

  it('what somebody sees who is not signed in', async () => {
    const stranger = await visit()
    const found = []
    const paths = [
      '/sign-in',
      '/sign-in/code',
      '/sign-in/nothing',
      '/password',
      '/password/nothing',
    ]
    for (const path of paths) {
      found.push(...(await look(stranger, path, `stranger${path.replaceAll('/', ' ')}`)))
    }
    expect(found).toEqual([])
    await stranger.context().close()
  })
})

describe('Lighthouse gives the full score for accessibility and best practices', () => {
  it.each(['/sign-in', '/calls', 'call', '/figures', '/settings'])('%s', async (name) => {
    const path = name === 'call' ? `/calls/${desk.callID}` : name
    const scores = await lighthouseScores({
      client: name === '/sign-in' ? undefined : desk.full,
      desk,
      path,
    })
    expect(scores).toEqual({ accessibility: 100, 'best-practices': 100, failed: [] })
  })
})

const KB = 1024

/** What a first visit loads, in bytes after gzip: the page, styles, and scripts. */
const loadedBy = async (path: string, javaScriptEnabled: boolean) => {
  const page = await visitPortal({ client: desk.full, desk, options: { javaScriptEnabled } })
  const bodies = new Map<string, Buffer>()
  page.on('response', async (response) => {
    const { pathname } = new URL(response.url())
    const body = await response.body().catch(() => Buffer.alloc(0))
    bodies.set(pathname, body)
  })
  await page.goto(`${desk.url}${path}`)
  await page.waitForLoadState('networkidle')
  await page.context().close()
  return new Map([...bodies].map(([name, body]) => [name, gzipSync(body).length]))
}

const sum = (sizes: Iterable<number>) => [...sizes].reduce((total, size) => total + size, 0)

/** The scripts that Next loads on each page, whoever wrote it. */
const frameworkScripts = async (): Promise<ReadonlySet<string>> => {
  const root = join(import.meta.dirname, '..', '..')
  const text = await readFile(join(root, '.next', 'build-manifest.json'), 'utf8')
  const manifest: unknown = JSON.parse(text)
  const filesOf = (key: string): string[] => {
    const value: unknown =
      typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, key) : undefined
    return Array.isArray(value) ? value.map((file) => `/_next/${String(file)}`) : []
  }
  return new Set([...filesOf('rootMainFiles'), ...filesOf('polyfillFiles')])
}

describe('a first visit', () => {
  it.each(['/calls', 'call', '/figures', '/settings'])('of %s loads little', async (name) => {
    const path = name === 'call' ? `/calls/${desk.callID}` : name
    const loaded = await loadedBy(path, true)
    const framework = await frameworkScripts()
    const scripts = [...loaded].filter(([file]) => file.endsWith('.js'))
    const ours = scripts.filter(([file]) => !framework.has(file)).map(([, size]) => size)
    expect(sum(loaded.values()), 'all').toBeLessThanOrEqual(150 * KB)
    expect(scripts.length).toBeGreaterThan(0)
    expect(sum(ours), 'ours').toBeLessThanOrEqual(15 * KB)
    const plain = await loadedBy(path, false)
    expect(sum(plain.values()), 'without scripts').toBeLessThanOrEqual(30 * KB)
  })
})
