import { describe, expect, it } from 'vitest'
import { formatAgo, formatDuration, formatHours, formatPrice, formatWhen } from '../../src/format'

describe('formatDuration', () => {
  it.each([
    [0, '0:00'],
    [9.4, '0:09'],
    [59.6, '1:00'],
    [196, '3:16'],
    [3727, '1:02:07'],
  ])('%d s is %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text)
  })

  it.each([null, undefined, -1, Number.NaN, '12'])('%o is no duration', (value) => {
    expect(formatDuration(value)).toBeNull()
  })
})

describe('formatPrice', () => {
  const price = (value: unknown, currency: unknown) =>
    formatPrice({ currency, language: 'en', value })

  it('shows the currency where it is known', () => {
    expect(price(30, 'EUR')).toBe('€30.00')
    expect(price(4200, 'JPY')).toBe('¥4,200')
  })

  it('shows a plain number without one, or with what is none', () => {
    expect(price(30, null)).toBe('30')
    expect(price(29.9, 'gold')).toBe('29.9')
    expect(price(0, '')).toBe('0')
  })

  it('shows nothing for no price', () => {
    expect(price(null, 'EUR')).toBeNull()
    expect(price('30', 'EUR')).toBeNull()
  })
})

describe('formatWhen', () => {
  it('writes the moment in the viewer’s language and time zone', () => {
    const when = formatWhen('2026-11-22T12:30:00.000Z', {
      language: 'en-GB',
      timeZone: 'Europe/Berlin',
    })

    expect(when).toEqual({
      clock: '13:30',
      day: '22 Nov 2026',
      dayOfYear: '22 Nov',
      iso: '2026-11-22T12:30:00.000Z',
      text: '22 Nov 2026, 13:30',
      weekday: 'Sun',
    })
  })

  it.each(['en', 'en-GB', 'en-US'])(
    'has the same form in %s, at midnight and in the afternoon',
    (language) => {
      const at = (value: string) => formatWhen(value, { language, timeZone: 'UTC' })?.text
      expect(at('2026-05-01T00:05:00Z')).toBe('1 May 2026, 00:05')
      expect(at('2026-05-31T16:09:59Z')).toBe('31 May 2026, 16:09')
    },
  )

  it.each([null, undefined, '', 'soon', 12])('%o is no moment', (value) => {
    expect(formatWhen(value, { language: 'en' })).toBeNull()
  })
})

describe('formatHours', () => {
  it('names the day and the hours, as far as they are there', () => {
    expect(formatHours({ closes: '17:30', day: 'monday', opens: '09:00' }, 'en')).toBe(
      'Monday 09:00–17:30',
    )
    expect(formatHours({ day: 'sunday' }, 'de')).toBe('Sonntag')
    expect(formatHours({ day: 'someday', opens: '09:00' }, 'en')).toBe('09:00–')
  })

  it('has no name for an empty row', () => {
    expect(formatHours({}, 'en')).toBeNull()
    expect(formatHours(undefined, 'en')).toBeNull()
  })
})

describe('formatAgo', () => {
  const now = new Date('2026-11-22T12:00:00Z')
  const ago = (value: unknown) => formatAgo(value, { language: 'en', now })

  it.each([
    ['2026-11-22T12:00:03Z', 'now'],
    ['2026-11-22T11:59:18Z', '42 seconds ago'],
    ['2026-11-22T11:57:01Z', '2 minutes ago'],
    ['2026-11-22T09:00:00Z', '3 hours ago'],
    ['2026-11-21T11:00:00Z', 'yesterday'],
    ['2026-11-02T11:00:00Z', '20 days ago'],
    ['2026-09-20T11:00:00Z', '2 months ago'],
    ['2024-11-02T11:00:00Z', '2 years ago'],
  ])('%s was %s', (value, text) => {
    expect(ago(value)).toBe(text)
  })

  it.each([null, undefined, '', 'soon', 12])('%o is no date', (value) => {
    expect(ago(value)).toBeNull()
  })
})
