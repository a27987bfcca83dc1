import { describe, expect, it } from 'vitest'
import { currencyLabel } from '../../../src/lib/currencyLabel'
import { listedZone, ZONE_NAMES, zoneLabel } from '../../../src/lib/time/zoneNames'

describe('time zones', () => {
  it('can all be chosen once, and computed with', () => {
    expect(new Set(ZONE_NAMES).size).toBe(ZONE_NAMES.length)
    expect(ZONE_NAMES).toContain('UTC')
    for (const timeZone of ZONE_NAMES) {
      expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow()
    }
  })

  it.each([
    ['America/New_York', 'New York · America/New_York'],
    ['America/Argentina/San_Juan', 'San Juan · America/Argentina/San_Juan'],
    ['Europe/Kiev', 'Kyiv · Europe/Kiev'],
    ['Europe/Kyiv', 'Kyiv · Europe/Kyiv'],
    ['Asia/Calcutta', 'Kolkata · Asia/Calcutta'],
    ['UTC', 'UTC'],
  ])('%s is shown as “%s”', (zone, label) => {
    expect(zoneLabel(zone)).toBe(label)
  })

  it('are found under both of their names', () => {
    for (const [current, older] of [
      ['Europe/Kyiv', 'Europe/Kiev'],
      ['Asia/Kolkata', 'Asia/Calcutta'],
      ['America/Nuuk', 'America/Godthab'],
    ] as const) {
      expect(listedZone(current, [older])).toBe(older)
      expect(listedZone(older, [current])).toBe(current)
      expect(listedZone(current, [current, older])).toBe(current)
      expect(listedZone(current, ZONE_NAMES)).not.toBeNull()
      expect(listedZone(older, ZONE_NAMES)).not.toBeNull()
    }
    expect(listedZone('Mars/Olympus_Mons', ZONE_NAMES)).toBeNull()
  })
})

describe('currencies', () => {
  it.each([
    ['GBP', 'GBP · British Pound · £'],
    ['EUR', 'EUR · Euro · €'],
    ['USD', 'USD · US Dollar · $'],
    ['CHF', 'CHF · Swiss Franc'],
  ])('%s is shown as “%s”', (code, label) => {
    expect(currencyLabel(code)).toBe(label)
  })
})
