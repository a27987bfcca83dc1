import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { openBrowser } from '../../helpers/openBrowser'
import { asJSON, login } from '../../helpers/requests'
import { type BuiltDesk, startBuiltDesk } from '../../helpers/startBuiltDesk'

export const SUPERUSER = { email: 'boss@desk.test', password: 'a long enough password' }

export type Account = { email: string; password: string }

/** A built desk with its first superuser, a browser, and requests past the browser. */
export type AdminDesk = {
  api: <Body = Record<string, unknown>>(path: string, body?: unknown) => Promise<Body>
  browser: Browser
  /** Browser contexts that visits have left, by their options: what they loaded is still in their cache. */
  idle: Map<string, BrowserContext[]>
  sql: BuiltDesk['sql']
  stop: () => Promise<void>
  url: string
}

/**
 * @param env settings beside those of the superuser
 * @param flags of the browser's
 */
export const openAdminDesk = async ({
  env = {},
  flags = [],
}: {
  env?: Record<string, string>
  flags?: readonly string[]
} = {}): Promise<AdminDesk> => {
  const desk = await startBuiltDesk({
    env: { ADMIN_EMAIL: SUPERUSER.email, ADMIN_PASSWORD: SUPERUSER.password, ...env },
  })
  const browser = await openBrowser(flags)
  const headers = await login({ ...SUPERUSER, url: desk.url })
  return {
    api: async <Body>(path: string, body?: unknown) => {
      const answer = await asJSON<Body>({ body, headers, url: `${desk.url}/api${path}` })
      if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
      return answer.body
    },
    browser,
    idle: new Map(),
    sql: desk.sql,
    stop: async () => {
      await browser.close()
      await desk.stop()
    },
    url: desk.url,
  }
}

type NewUser = Record<string, unknown> & { email: string }

/** Makes a user over REST, with the superuser's password. */
export const createUser = async (desk: AdminDesk, user: NewUser): Promise<{ id: string }> => {
  const { doc } = await desk.api<{ doc: { id: string } }>('/users', {
    password: SUPERUSER.password,
    ...user,
  })
  return doc
}

/** Many clients at once, past the password hashing. */
export const createClients = (desk: AdminDesk, count: number, name: string) =>
  desk.sql.query(
    `insert into users (id, email, name, created_at)
     select uuidv7(), lower($2) || n || '@clients.test', $2 || ' ' || n, now() - interval '1 day'
     from generate_series(1, $1::int) n`,
    [count, name],
  )

type Visit = {
  account?: Account
  desk: AdminDesk
  options?: BrowserContextOptions
  theme?: 'dark' | 'light'
}

/** Where a page came from, and what is wrong with it: errors, React's warnings, requests to other hosts. */
type Visited = { complaints: string[]; desk: AdminDesk; key: string }

const visits = new WeakMap<Page, Visited>()

const openContext = async (
  { browser, idle }: AdminDesk,
  options: BrowserContextOptions,
): Promise<{ context: BrowserContext; key: string }> => {
  const key = JSON.stringify(options)
  const context =
    idle.get(key)?.pop() ??
    (await browser.newContext({
      locale: 'en-US',
      permissions: ['clipboard-read', 'clipboard-write'],
      timezoneId: 'Europe/Berlin',
      viewport: { height: 900, width: 1440 },
      ...options,
    }))
  return { context, key }
}

/** Notes what a page loads from hosts that it was not sent to. */
const watchHosts = (page: Page, complaints: string[]): void => {
  const visited = new Set<string>()
  page.on('request', (request) => {
    const { host, protocol } = new URL(request.url())
    if (!/^(?:https?|wss?):$/.test(protocol)) return
    if (request.isNavigationRequest()) visited.add(host)
    else if (!visited.has(host)) complaints.push(`from ${host}: ${request.resourceType()}`)
  })
}

/**
 * A page of a signed-in person, with nothing in it yet. The context has no cookie and no storage of an earlier visit,
 * but what that loaded: it saves most of a page's time.
 */
export const visitAdmin = async ({
  account = SUPERUSER,
  desk,
  options = {},
  theme = 'light',
}: Visit): Promise<Page> => {
  const { context, key } = await openContext(desk, options)
  await context.addCookies([{ name: 'payload-theme', url: desk.url, value: theme }])
  const { email, password } = account
  const answer = await context.request.post(`${desk.url}/api/users/login`, {
    data: { email, password },
    // A proxy of a test has a certificate of its own.
    ignoreHTTPSErrors: true,
  })
  expect(answer.status()).toBe(200)
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  const complaints: string[] = []
  visits.set(page, { complaints, desk, key })
  watchHosts(page, complaints)
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    const text = message.text()
    if (message.type() === 'error' && !text.startsWith('Failed to load resource')) {
      complaints.push(text)
    }
  })
  return page
}

/** Goes to an address and waits until React listens on all of the page: earlier clicks get lost. */
export const goTo = async (page: Page, url: string): Promise<void> => {
  await page.goto(url)
  await page.waitForFunction(() => {
    const buttons = [...document.querySelectorAll('.template-default button')]
    const isLive = (element: Element) =>
      Object.keys(element).some((key) => key.startsWith('__reactProps'))
    return buttons.length > 0 && buttons.every(isLive)
  })
}

/**
 * Ends a visit; nothing may have gone wrong on its pages.
 * @param known what Payload complains about there, and the desk cannot change
 */
export const leaveAdmin = async (page: Page, known?: RegExp): Promise<void> => {
  const visit = visits.get(page)
  if (!visit) throw new Error('This page was not opened by visitAdmin')
  const { complaints, desk, key } = visit
  expect(complaints.filter((each) => !known?.test(each))).toEqual([])
  const context = page.context()
  await page.evaluate(() => localStorage.clear())
  await Promise.all(context.pages().map((each) => each.close()))
  await context.clearCookies()
  desk.idle.set(key, [...(desk.idle.get(key) ?? []), context])
}

/** Waits until nothing of a page is wider than its screen: until Payload's menu is closed, a part of it is. */
export const untilFits = (page: Page, about = ''): Promise<void> =>
  expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), {
      message: about,
    })
    .toBeLessThanOrEqual(0)

/** Waits for a message at the edge of the screen. */
export const untilToast = (page: Page, text: RegExp | string) =>
  page.locator('[data-sonner-toast]').filter({ hasText: text }).first().waitFor()

/**
 * Saves the open document, and waits for the message of success: until then Payload is about to put
 * the server's answer into the form, over what is typed meanwhile.
 */
export const save = async (page: Page): Promise<void> => {
  await page.locator('[data-sonner-toast]').evaluateAll((toasts) => {
    for (const toast of toasts) toast.setAttribute('data-seen', '')
  })
  await page.click('#action-save')
  await page.locator('[data-sonner-toast]:not([data-seen])', { hasText: 'successfully' }).waitFor()
}

/** Notes each text that a part of the page shows, however shortly, until it is asked for them. */
export const watchTexts = async (
  page: Page,
  selector: string,
): Promise<() => Promise<string[]>> => {
  const seen = new Set<string>()
  const name = `note${crypto.randomUUID().replaceAll('-', '')}`
  await page.exposeFunction(name, (text: string) => {
    seen.add(text)
  })
  await page.evaluate(
    ([selector, name]) => {
      const note: unknown = Reflect.get(window, name)
      new MutationObserver(() => {
        for (const { textContent } of document.querySelectorAll(selector)) {
          if (typeof note === 'function') note(textContent)
        }
      }).observe(document.body, { characterData: true, childList: true, subtree: true })
    },
    [selector, name] as const,
  )
  return async () => {
    // What is on its way from the page comes before the answer to this.
    await page.evaluate(() => undefined)
    return [...seen]
  }
}
