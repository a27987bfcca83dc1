import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { besides } from './attacks/besides'
import { type Attacker, DOORS } from './attacks/doors'
import { ATTACK_SECONDS, longestTurn, METRICS_TOKEN, prepareAttack } from './attacks/prepare'
import { type CrashDesk, startCrashDesk } from './crashDesk'

let desk: CrashDesk
let attacker: Attacker
let calm: { token: string; url: string }

beforeAll(async () => {
  // No limit of a minute, which would stand in for the ceilings after the first rows.
  desk = await startCrashDesk({ env: { API_CLIENT_LIMIT: '100000000', METRICS_TOKEN } })
  const prepared = await prepareAttack(desk)
  attacker = prepared.attacker
  calm = prepared.calm
}, 300_000)

afterAll(() => desk?.remove(), 60_000)

describe('reports of one client, while somebody else asks for', { timeout: 120_000 }, () => {
  it.each(DOORS)('$name, are all stored in time', async ({ atOnce, name, one }) => {
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
    // Refused, and told when to come again; never a fault of the desk's.
    expect(Object.keys(seen.attack).filter((status) => status === '500')).toEqual([])
  })
})
