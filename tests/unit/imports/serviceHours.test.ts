import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readServiceHours } from '../../../src/imports/serviceHours'
import type { JsonValue } from '../../../src/lib/json'

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** `mo 09:00-17:00` for each row. */
const written = (value: JsonValue): null | string =>
  readServiceHours(value)
    ?.map(({ closes, day, opens }) => `${day.slice(0, 2)} ${opens}-${closes}`)
    .join(', ') ?? null

const week = (times: string, days = DAYS.slice(0, 5)) =>
  days.map((day) => `${day.slice(0, 2)} ${times}`).join(', ')

describe('opening hours', () => {
  it.each<[JsonValue, string]>([
    ['Mon-Fri 9:00-17:30', week('09:00-17:30')],
    ['Monday to Friday: 9am - 5pm', week('09:00-17:00')],
    ['Mon–Fri 9-5', week('09:00-17:00')],
    ['weekdays 8.30-18.00; Sat 10:00-14:00; Sun closed', `${week('08:30-18:00')}, sa 10:00-14:00`],
    ['Mo-Fr 08:30–18:00 Uhr', week('08:30-18:00')],
    ['Montag, Mittwoch 10-18', 'mo 10:00-18:00, we 10:00-18:00'],
    [
      'lunes a viernes 9:00 - 13:00, 15:00 - 19:00',
      week('X')
        .split(', ')
        .map((day) => day.replace('X', '09:00-13:00'))
        .join(', ') +
        ', ' +
        week('15:00-19:00'),
    ],
    ['Fri 6pm-2am', 'fr 18:00-02:00'],
    ['Fri 18:00-02:00', 'fr 18:00-02:00'],
    ['Tue 1-5pm', 'tu 13:00-17:00'],
    ['Tue 9-5pm', 'tu 09:00-17:00'],
    ['24/7', week('00:00-24:00', DAYS)],
    ['daily 08:00-20:00', week('08:00-20:00', DAYS)],
    [{ friday: { close: '17:00', open: '09:00' }, saturday: null }, 'fr 09:00-17:00'],
    [{ mon: '9:00-12:00, 13:00-17:00', tue: 'closed' }, 'mo 09:00-12:00, mo 13:00-17:00'],
    [{ mon: ['09:00', '17:00'], tue: [] }, 'mo 09:00-17:00'],
    [
      {
        mon: [
          ['09:00', '12:00'],
          ['13:00', '17:00'],
        ],
      },
      'mo 09:00-12:00, mo 13:00-17:00',
    ],
    [
      {
        mon: { closed: true, close: '17:00', open: '09:00' },
        tue: { end: '17:00:00', start: '09:00:00' },
      },
      'tu 09:00-17:00',
    ],
    [[{ closes: '18:00', day: 'Thursday', opens: '10:00' }], 'th 10:00-18:00'],
    [{ mon_fri: '9:00-17:00' }, week('09:00-17:00')],
  ])('%j', (value, expected) => {
    expect(written(value)).toBe(expected)
  })

  it.each<[JsonValue]>([
    ['By appointment'],
    ['Mon-Fri 9am-5pm, by appointment on Saturday'],
    ['9:00-17:00'],
    ['Mon'],
    ['Mon 9'],
    ['Mon 9:00-5:00'],
    ['Mon 25:00-26:00'],
    ['Mon 13pm-14pm'],
    ['closed'],
    ['Sun closed'],
    [''],
    [null],
    [42],
    [true],
    [[]],
    [{}],
    [{ holidays: '9:00-17:00' }],
    [Array.from({ length: 30 }, () => ({ closes: '18:00', day: 'Monday', opens: '10:00' }))],
  ])('what is not certain is not read: %j', (value) => {
    expect(written(value)).toBeNull()
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.string()), (value) => {
        const rows = readServiceHours(JSON.parse(JSON.stringify(value)))
        expect(rows === null || rows.length > 0).toBe(true)
      }),
    )
  })
})
