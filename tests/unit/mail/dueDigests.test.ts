import { describe, expect, it } from 'vitest'
import { dueDigests } from '../../../src/notify/dueDigests'
import type { QuietHours } from '../../../src/notify/quietHours'

const none: QuietHours = { from: null, until: null }

const due = (now: string, { quiet = none, timeZone = 'Europe/Berlin' } = {}) =>
  dueDigests({ now: new Date(now), quiet, timeZone }).map(
    ({ dueAt, period }) => `${period} ${dueAt.toISOString().slice(0, 16)}`,
  )

describe('digests to queue', () => {
  it('are those of yesterday and of last week, due at 8 by the client’s clocks', () => {
    // 2026-11-23 is a Monday.
    expect(due('2026-11-23T09:00:00Z')).toEqual([
      '2026-11-22 2026-11-23T07:00',
      '2026-W47 2026-11-23T07:00',
    ])
  })

  it('are there as soon as the day is over for the client', () => {
    expect(due('2026-11-22T22:59:00Z').at(-1)).toBe('2026-11-21 2026-11-22T07:00')
    expect(due('2026-11-22T23:01:00Z')).toContain('2026-11-22 2026-11-23T07:00')
  })

  it('are sent at 8 on the days when clocks change, too', () => {
    expect(due('2026-03-29T09:00:00Z')).toContain('2026-03-28 2026-03-29T06:00')
    expect(due('2026-10-25T09:00:00Z')).toContain('2026-10-24 2026-10-25T07:00')
  })

  it('wait for the end of quiet hours that 8 is in', () => {
    const at = (from: string, until: string) =>
      due('2026-11-24T12:00:00Z', { quiet: { from, until }, timeZone: 'UTC' })[0]?.slice(-5)

    expect([at('22:00', '09:30'), at('07:00', '10:00'), at('00:00', '08:01')]).toEqual([
      '09:30',
      '10:00',
      '08:01',
    ])
    expect([at('21:00', '07:00'), at('22:00', '08:00'), at('12:00', '14:00')]).toEqual([
      '08:00',
      '08:00',
      '08:00',
    ])
    // No quiet hours at all, as for what is sent by the call.
    expect([at('08:00', '08:00'), at('00:00', '24:00')]).toEqual(['08:00', '08:00'])
    expect([at('whenever', '10:00'), at('07:00', 'noon')]).toEqual(['08:00', '08:00'])
  })

  it('are caught up on for a day, weekly ones for three', () => {
    const periods = (now: string) => due(now).map((each) => each.split(' ')[0])

    expect(periods('2026-11-24T06:59:00Z')).toEqual(['2026-11-22', '2026-11-23', '2026-W47'])
    expect(periods('2026-11-24T07:01:00Z')).toEqual(['2026-11-23', '2026-W47'])
    expect(periods('2026-11-26T06:59:00Z')).toContain('2026-W47')
    expect(periods('2026-11-26T07:01:00Z')).not.toContain('2026-W47')
  })
})
