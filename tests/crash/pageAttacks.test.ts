import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { login } from '../helpers/requests'
import { findAction } from '../helpers/serverAction'
import { besides } from './attacks/besides'
import { PAGE_DOORS, type PageAttacker } from './attacks/pageDoors'
import { ATTACK_SECONDS, longestTurn, METRICS_TOKEN, prepareAttack } from './attacks/prepare'
import { adminSettings, type CrashDesk, startCrashDesk } from './crashDesk'

const TABS = 10

let desk: CrashDesk
let attacker: PageAttacker
let calm: { token: string; url: string }

const asCookie = ({ authorization = '' }: Record<string, string>) => ({
  cookie: `payload-token=${authorization.replace('JWT ', '')}`,
})

const scriptsOf = async (path: string, headers: Record<string, string> = {}): Promise<string[]> => {
  const page = await (await fetch(desk.url + path, { headers })).text()
  return [...new Set(page.match(/\/_next\/static\/chunks\/[\w.~-]+\.js/g) ?? [])]
}

/** The one that takes longest to read. */
const largestScript = async (): Promise<string> => {
  const sizes = await Promise.all(
    (await scriptsOf('/admin/login')).map(async (script) => {
      const bytes = await (await fetch(desk.url + script)).arrayBuffer()
      return { bytes: bytes.byteLength, script }
    }),
  )
  const [largest] = sizes.sort((a, b) => b.bytes - a.bytes)
  if (!largest) throw new Error('The login page has no scripts')
  return largest.script
}

beforeAll(async () => {
  // No limit of a minute, which would stand in for the ceilings after the first rows.
  desk = await startCrashDesk({
    env: { API_CLIENT_LIMIT: '100000000', METRICS_TOKEN },
    pages: true,
  })
  const prepared = await prepareAttack(desk)
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = adminSettings
  calm = prepared.calm
  attacker = {
    ...prepared.attacker,
    action: await findAction(desk.url),
    client: asCookie(prepared.attacker.headers),
    script: await largestScript(),
    staff: asCookie(await login({ email, password, url: desk.url })),
  }
}, 400_000)

afterAll(() => desk?.remove(), 60_000)

describe('reports of one client, while somebody else asks for', { timeout: 180_000 }, () => {
  it.each(PAGE_DOORS)('$name, are all stored in time', async (door) => {
    const { atOnce, isRefusedBy500 = false, name, one } = door
    await longestTurn(desk.url)
    const seen = await besides(calm, {
      atOnce,
      one: (n) => one(attacker, n),
      seconds: ATTACK_SECONDS,
    })
    const turn = await longestTurn(desk.url)
    console.info(name, JSON.stringify(seen.attack), `longest turn ${turn} ms`)
    expect(seen.badReports).toEqual([])
    // Not how many: that is a matter of the machine.
    expect(seen.reports).toBeGreaterThan(0)
    expect(desk.isRunning()).toBe(true)
    if (!isRefusedBy500) expect(seen.attack).not.toHaveProperty('500')
  })
})

describe('after all of that', () => {
  it('a page and its files are there for staff, in ten tabs at once', async () => {
    const path = '/admin/collections/users'
    const headers = { ...attacker.staff, 'sec-fetch-site': 'same-origin' }
    const scripts = await scriptsOf(path, headers)
    expect(scripts.length).toBeGreaterThan(5)
    const tab = async () => {
      const page = await fetch(desk.url + path, { headers })
      await page.arrayBuffer()
      const files = await Promise.all(
        scripts.map(async (script) => {
          const file = await fetch(desk.url + script, { headers })
          await file.arrayBuffer()
          return file.status
        }),
      )
      return [page.status, ...files]
    }
    const seen = await Promise.all(Array.from({ length: TABS }, tab))
    expect(seen.flat().filter((status) => status !== 200)).toEqual([])
  })
})
