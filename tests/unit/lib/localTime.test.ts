import { describe, expect, it } from 'vitest'
import { fileName } from '../../../src/exports/fileName'
import { knownZone, localTime } from '../../../src/lib/time/localTime'

describe('A time on the clocks of a zone', () => {
  it.each([
    ['2026-01-15T23:30:05.123Z', 'Europe/Berlin', '2026-01-16 00:30:05'],
    ['2026-07-15T22:30:05.000Z', 'Europe/Berlin', '2026-07-16 00:30:05'],
    ['2026-07-15T00:00:00.000Z', 'America/New_York', '2026-07-14 20:00:00'],
    ['2026-07-15T00:00:00.000Z', 'Asia/Kathmandu', '2026-07-15 05:45:00'],
    ['2026-10-25T00:30:00.000Z', 'Europe/Berlin', '2026-10-25 02:30:00'],
    ['2026-10-25T01:30:00.000Z', 'Europe/Berlin', '2026-10-25 02:30:00'],
    ['2026-07-15T00:00:00.000Z', 'UTC', '2026-07-15 00:00:00'],
  ])('%s in %s is %s', (time, zone, local) => {
    expect(localTime(time, zone)).toBe(local)
  })

  it('is told in UTC where the zone is unknown', () => {
    expect(knownZone('Europe/Berlin')).toBe('Europe/Berlin')
    expect([knownZone(null), knownZone(''), knownZone('Mars/Olympus')]).toEqual([
      'UTC',
      'UTC',
      'UTC',
    ])
  })
})

describe('The name of an exported file', () => {
  const now = new Date('2026-11-22T23:30:00Z')
  const client = {
    businessName: 'Salön “Ada” & Töchter',
    isActive: true,
    timezone: 'Europe/Berlin',
  }

  it('says whose calls it holds, and the day where they are', () => {
    expect(fileName({ extension: 'csv', now, user: client })).toBe(
      'calls-salon-ada-tochter-2026-11-23.csv',
    )
  })

  it.each([
    { ...client, businessName: '"; filename=evil.exe\r\nX: y' },
    { ...client, businessName: '理发店' },
    { ...client, businessName: 'a'.repeat(500) },
  ])('is one word, whatever the business is called', (user) => {
    expect(fileName({ extension: 'csv', now, user })).toMatch(
      /^calls(-[a-z0-9-]{1,40})?-2026-11-23\.csv$/,
    )
  })

  it('names no business for staff', () => {
    const user = { ...client, isStaff: true, timezone: null }
    expect(fileName({ extension: 'ndjson', now, user })).toBe('calls-2026-11-22.ndjson')
  })
})
