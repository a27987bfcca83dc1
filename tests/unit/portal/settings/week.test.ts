import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  copyMonday,
  DAYS,
  formatHoursForm,
  hoursInputs,
  openInput,
  parseHoursForm,
  rangesOf,
} from '../../../../src/portal/settings/week'

const NINE_TO_FIVE = { closes: '17:00', day: 'monday', opens: '09:00' } as const

const problemsOf = (typed: Record<string, string>, stored: Parameters<typeof rangesOf>[0] = []) => {
  const read = parseHoursForm(typed, stored)
  return 'problems' in read ? read.problems : {}
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** A week as people have it: up to four ranges a day, in order, of which the last may go past midnight. */
const weeks = fc
  .array(
    fc.tuple(
      fc.constantFrom(...DAYS),
      fc.uniqueArray(fc.integer({ max: 1439, min: 1 }), { maxLength: 8, minLength: 2 }),
    ),
    { maxLength: 7 },
  )
  .map((days) => [...new Map(days)])
  .map((days) =>
    DAYS.flatMap((day) => {
      const [, minutes = []] = days.find(([name]) => name === day) ?? []
      const sorted = [...minutes].sort((a, b) => a - b)
      return Array.from({ length: Math.floor(sorted.length / 2) }, (_, index) => ({
        closes: clock(sorted[index * 2 + 1] ?? 0),
        day,
        opens: clock(sorted[index * 2] ?? 0),
      }))
    }),
  )

describe('the form of a week', () => {
  it('stores what it showed, if nothing was changed', () => {
    fc.assert(
      fc.property(weeks, (hours) => {
        expect(parseHoursForm(formatHoursForm(hours), hours)).toEqual({ hours })
      }),
    )
  })

  it('shows a range until midnight as one that ends at 00:00, which means the same', () => {
    const hours = [{ closes: '24:00', day: 'friday', opens: '18:00' }] as const
    const shown = formatHoursForm(hours)
    expect(shown).toEqual({ fridayFrom1: '18:00', fridayOpen: 'on', fridayTo1: '00:00' })
    expect(parseHoursForm(shown, hours)).toEqual({ hours: [...hours] })
  })

  it('accepts a day and night, and a range past midnight as the last one', () => {
    expect(
      parseHoursForm(
        {
          mondayFrom1: '00:00',
          mondayOpen: 'on',
          mondayTo1: '00:00',
          tuesdayFrom1: '20:00',
          tuesdayFrom2: '11:00',
          tuesdayOpen: 'on',
          tuesdayTo1: '02:00',
          tuesdayTo2: '14:00',
        },
        [],
      ),
    ).toEqual({
      hours: [
        { closes: '24:00', day: 'monday', opens: '00:00' },
        { closes: '14:00', day: 'tuesday', opens: '11:00' },
        { closes: '02:00', day: 'tuesday', opens: '20:00' },
      ],
    })
  })

  it('closes a day whose box is unticked, and opens one that has times but no tick', () => {
    const times = { mondayFrom1: '09:00', mondayTo1: '17:00' }
    expect(parseHoursForm(times, [NINE_TO_FIVE])).toEqual({ hours: [] })
    expect(parseHoursForm(times, [])).toEqual({ hours: [NINE_TO_FIVE] })
  })

  it.each([
    ['no times on an open day', { mondayOpen: 'on' }, { mondayFrom1: 'settings.hours.missing' }],
    [
      'half a range',
      { mondayFrom1: '09:00', mondayOpen: 'on' },
      { mondayTo1: 'settings.hours.time' },
    ],
    [
      'what is no time',
      { mondayFrom1: '9', mondayOpen: 'on', mondayTo1: '25:00' },
      { mondayFrom1: 'settings.hours.time', mondayTo1: 'settings.hours.time' },
    ],
    [
      'a range without length',
      { mondayFrom1: '09:00', mondayOpen: 'on', mondayTo1: '09:00' },
      { mondayTo1: 'settings.hours.same' },
    ],
    [
      'ranges that overlap',
      {
        mondayFrom1: '09:00',
        mondayFrom2: '12:00',
        mondayOpen: 'on',
        mondayTo1: '13:00',
        mondayTo2: '17:00',
      },
      { mondayFrom2: 'settings.hours.overlap' },
    ],
    [
      'a range after one that goes past midnight',
      {
        mondayFrom1: '18:00',
        mondayFrom2: '20:00',
        mondayOpen: 'on',
        mondayTo1: '02:00',
        mondayTo2: '22:00',
      },
      { mondayFrom2: 'settings.hours.overlap' },
    ],
  ])('refuses %s', (_, typed, problems) => {
    expect(problemsOf(typed)).toEqual(problems)
  })

  it('finds the problems of all days at once', () => {
    expect(Object.keys(problemsOf({ fridayOpen: 'on', mondayOpen: 'on' }))).toEqual([
      'mondayFrom1',
      'fridayFrom1',
    ])
  })

  it('has as many ranges as are stored, and two at least', () => {
    expect(rangesOf([])).toBe(2)
    const three = ['08:00', '11:00', '15:00'].map((opens, index) => ({
      closes: ['10:00', '13:00', '18:00'][index] ?? '',
      day: 'monday',
      opens,
    }))
    expect(rangesOf(three)).toBe(3)
  })

  it('copies Monday to Tuesday until Friday, also when Monday is closed', () => {
    const typed = {
      [hoursInputs('monday', 1).from]: '09:00',
      [hoursInputs('monday', 1).to]: '17:00',
      [openInput('monday')]: 'on',
      saturdayFrom1: '10:00',
      saturdayOpen: 'on',
      saturdayTo1: '12:00',
      tuesdayFrom2: '18:00',
      tuesdayTo2: '20:00',
    }
    const read = parseHoursForm(copyMonday(typed), [])
    expect('hours' in read && read.hours.map(({ day, opens }) => `${day} ${opens}`)).toEqual([
      'monday 09:00',
      'tuesday 09:00',
      'wednesday 09:00',
      'thursday 09:00',
      'friday 09:00',
      'saturday 10:00',
    ])
    const stored = DAYS.map((day) => ({ ...NINE_TO_FIVE, day }))
    const closed = { ...formatHoursForm(stored), mondayOpen: '' }
    const left = parseHoursForm(copyMonday(closed), stored)
    expect('hours' in left && left.hours.map(({ day }) => day)).toEqual(['saturday', 'sunday'])
  })
})
