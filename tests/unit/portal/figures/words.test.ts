import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { countByCategory } from '../../../../src/figures/callCategories'
import type { MonthFigures, PeriodFigures } from '../../../../src/figures/monthFigures'
import { BusyHours } from '../../../../src/portal/figures/BusyHours'
import { Comparison } from '../../../../src/portal/figures/Comparison'
import { MonthChart } from '../../../../src/portal/figures/MonthChart'
import { OutcomeList } from '../../../../src/portal/figures/OutcomeList'
import { changeOf, hourSpan, monthName, sentencesOf } from '../../../../src/portal/figures/words'
import { LANGUAGES } from '../../../../src/translations/languages'
import { textsFor } from '../../../../src/translations/texts'

const english = textsFor({ country: 'US', language: 'en' })

const period = (
  answered: number,
  missed: number,
  outside: null | number = null,
): PeriodFigures => ({
  calls: answered + missed,
  categories: countByCategory({ completed: answered, no_answer: missed }),
  outside,
})

const FIGURES: MonthFigures = {
  before: period(36, 9, 4),
  days: [
    { date: '2026-11-01', ...countByCategory({ completed: 30, no_answer: 9 }) },
    { date: '2026-11-02', ...countByCategory({ completed: 12 }) },
  ],
  months: {
    days: 2,
    from: '2026-11-01T05:00:00.000Z',
    lastFrom: '2026-10-01T04:00:00.000Z',
    lastMonth: '2026-10',
    lastUntil: '2026-10-02T16:00:00.000Z',
    month: '2026-11',
    until: '2026-11-02T17:00:00.000Z',
    zone: 'America/New_York',
  },
  now: period(42, 9, 1),
  outcomes: [
    { before: 3, calls: 7, outcome: '<b>Booked</b>' },
    { before: 1, calls: 0, outcome: null },
  ],
  values: [
    { before: 900, currency: 'USD', now: 1200.5, whole: 3000 },
    { before: 0, currency: 'EUR', now: 0, whole: 20 },
  ],
  week: Array.from({ length: 7 }, (_, day) =>
    Array.from({ length: 24 }, (_hour, hour) => (day === 1 && hour === 14 ? 5 : 0)),
  ),
  whole: period(61, 15, 6),
}

describe('the figures in words', () => {
  it('compare this month with the last one by this day', () => {
    expect(sentencesOf(FIGURES, english)).toEqual([
      'In November there were 51 calls, 6 more than by this day in October.',
      '42 calls were answered, 6 more than by this day in October.',
      '9 calls were missed, as many as by this day in October.',
      '1 call came outside your opening hours, 3 fewer than by this day in October.',
      'The bookings are worth $1,200.50, $300.50 more than by this day in October.',
      'In all of October there were 76 calls.',
    ])
  })

  it('compare with nothing when there were no calls in the month before', () => {
    const none = period(0, 0)
    const figures = { ...FIGURES, before: none, now: period(1, 0), values: [], whole: none }
    expect(sentencesOf(figures, english)).toEqual([
      'In November there was 1 call.',
      '1 call was answered.',
      'No call was missed.',
    ])
  })

  it('can be said in every language', () => {
    for (const language of LANGUAGES) {
      const sentences = sentencesOf(FIGURES, textsFor({ country: null, language }))
      expect(sentences).toHaveLength(6)
      expect(sentences.join(' ')).not.toMatch(/[{}]|undefined/)
    }
  })

  it('name months and hours as the reader does', () => {
    expect(monthName('2026-03', textsFor({ country: null, language: 'de' }))).toBe('März')
    expect(hourSpan(23, textsFor({ country: 'DE', language: 'de' }))).toBe('23:00–00:00')
    expect(hourSpan(14, english).replaceAll('\u202f', ' ')).toBe('2:00 PM–3:00 PM')
  })

  it('know what more and fewer mean', () => {
    expect([changeOf(2, 1), changeOf(1, 2), changeOf(1, 1), changeOf(1, null)]).toEqual([
      'more',
      'fewer',
      'same',
      'none',
    ])
  })
})

describe('the charts', () => {
  const { outcomes, week } = FIGURES
  const all = [
    createElement(MonthChart, { figures: FIGURES, texts: english }),
    createElement(Comparison, { figures: FIGURES, texts: english }),
    createElement(OutcomeList, { outcomes, own: [], texts: english }),
    createElement(BusyHours, { texts: english, week }),
  ].map((each) => renderToStaticMarkup(each))

  it('need no inline styles, which the policy of the pages forbids', () => {
    for (const markup of all) expect(markup).not.toMatch(/\sstyle=/)
  })

  it('show what callers said as text, and nothing of costs', () => {
    const markup = all.join('')
    expect(markup).toContain('&lt;b&gt;Booked&lt;/b&gt;')
    expect(markup).not.toMatch(/cost/i)
  })

  it('say the busiest hour, and show nothing without calls', () => {
    expect(all[3]?.replaceAll('\u202f', ' ')).toContain(
      'The busiest hour is Tuesday, 2:00 PM–3:00 PM.',
    )
    const empty = createElement(BusyHours, { texts: english, week: [[0]] })
    expect(renderToStaticMarkup(empty)).toBe('')
  })
})
