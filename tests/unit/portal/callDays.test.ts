import { describe, expect, it } from 'vitest'
import { callerOf, callLine } from '../../../src/portal/calls/callLine'
import { groupByDay } from '../../../src/portal/calls/dayGroups'
import { homeCodeOf, shownNumber } from '../../../src/portal/calls/shownNumber'
import type { Language } from '../../../src/translations/languages'
import { textsFor } from '../../../src/translations/texts'

const textsOf = (language: Language, country: null | string) => textsFor({ country, language })

const call = (startedAt: null | string, reportedAt: null | string = null) => ({
  reportedAt,
  startedAt,
})

describe('the days of a list', () => {
  const now = new Date('2026-11-28T02:00:00Z')
  const headings = (
    calls: readonly ReturnType<typeof call>[],
    { country = 'GB', language = 'en', zone = 'Europe/London' } = {},
  ) =>
    groupByDay(calls, {
      now,
      texts: textsOf(language === 'de' ? 'de' : 'en', country),
      zone,
    }).map(({ calls: ofDay, heading }) => `${heading}: ${ofDay.length}`)

  const calls = [
    call('2026-11-28T00:30:00Z'),
    call('2026-11-27T23:30:00Z'),
    call(null, '2026-11-27T01:00:00Z'),
    call('2026-11-25T12:00:00Z', '2026-11-26T12:00:00Z'),
    call('2025-12-31T12:00:00Z'),
    call(null),
  ]

  it('are today, yesterday, and dates on the client’s clock', () => {
    expect(headings(calls)).toEqual([
      'Today: 1',
      'Yesterday: 2',
      expect.stringMatching(/^Wed,? 25 Nov: 1$/),
      expect.stringMatching(/^Wed,? 31 Dec 2025: 1$/),
      'Without a time: 1',
    ])
  })

  it('are others in another zone', () => {
    // In New York it is still the 27th.
    expect(headings(calls.slice(0, 3), { country: 'US', zone: 'America/New_York' })).toEqual([
      'Today: 2',
      'Yesterday: 1',
    ])
  })

  it('are written as in the client’s country', () => {
    const [day] = headings(calls.slice(3, 4), { country: 'US' })
    expect(day).toBe('Wed, Nov 25: 1')
  })
})

describe('a number', () => {
  it.each([
    ['+12025550146', '1', '(202) 555-0146'],
    ['+12025550146', '49', '+1 202 555 0146'],
    ['+442079460958', '44', '020 7946 0958'],
    ['+493012345678', '49', '030 12345678'],
    ['+33142685300', '33', '01 42 68 53 00'],
    ['+393331234567', '39', '333 123 4567'],
  ])('%s for a client in +%s is %s', (value, homeCode, text) => {
    expect(shownNumber(value, homeCode)).toEqual({ dial: value, text })
  })

  it('that is none cannot be dialled', () => {
    expect(shownNumber('anonymous', '1')).toEqual({ dial: null, text: 'anonymous' })
    expect(shownNumber('12', '1')).toEqual({ dial: null, text: '12' })
    expect(shownNumber('  ', '1')).toBeNull()
    expect(shownNumber(null, '1')).toBeNull()
    expect(shownNumber('x'.repeat(500), null)?.text).toHaveLength(80)
  })

  it('is at home where the client’s phone is, else where its texts are', () => {
    expect(homeCodeOf({ locale: 'en-GB', phone: '+493012345678' })).toBe('49')
    expect(homeCodeOf({ locale: 'en-US', phone: null })).toBe('1')
    expect(homeCodeOf({ locale: 'de', phone: 'none' })).toBeNull()
  })
})

describe('a row', () => {
  const empty = {
    currency: null,
    customerName: null,
    customerPhone: null,
    customerPhoneSource: null,
    durationSeconds: null,
    endedGroup: null,
    followUp: null,
    followUpDueAt: null,
    hasRecording: null,
    id: 'a',
    outcome: null,
    price: null,
    reportedAt: null,
    serviceName: null,
    startedAt: null,
    summary: null,
  } as const
  const reader = { homeCode: '1', texts: textsOf('en', 'US'), zone: 'America/New_York' }

  it('has nothing to say about a call of which nothing is known', () => {
    expect(callLine(empty, reader)).toEqual({
      caller: 'Unknown caller',
      due: null,
      duration: null,
      hasRecording: false,
      id: 'a',
      isKnown: false,
      isMissed: false,
      price: null,
      service: '',
      summary: '',
      time: null,
    })
  })

  it('is in the reader’s formats', () => {
    const line = callLine(
      {
        ...empty,
        currency: 'USD',
        customerPhone: '+12025550146',
        durationSeconds: 61,
        endedGroup: 'no_answer',
        followUp: 'open',
        price: 1_145,
        startedAt: '2026-11-27T19:52:00Z',
        summary: `  two\nlines ${'x'.repeat(900)}`,
      },
      reader,
    )
    expect(line).toMatchObject({
      caller: '(202) 555-0146',
      due: 'To do',
      duration: '1:01',
      isMissed: true,
      price: '$1,145.00',
    })
    expect(line.time?.text).toMatch(/^2:52\sPM$/)
    expect(line.summary).toMatch(/^two lines x+…$/)
    expect(line.summary).toHaveLength(280)
  })

  it('says by when something is to do, and only if it still is', () => {
    const due = { ...empty, followUpDueAt: '2026-11-27T19:52:00Z' }
    expect(callLine({ ...due, followUp: 'open' }, reader).due).toMatch(/^To do by Fri/)
    expect(callLine({ ...due, followUp: 'done' }, reader).due).toBeNull()
  })

  it('names a caller by name, else number, else says why not', () => {
    const name = {
      ...empty,
      customerName: '\u202eسارة\u202c  Ahmed',
      customerPhone: '+12025550146',
    }
    expect(callerOf(name, reader).text).toBe('سارة Ahmed')
    expect(callerOf({ ...empty, customerPhoneSource: 'withheld' }, reader)).toEqual({
      isKnown: false,
      number: null,
      text: 'Number withheld',
    })
    const long = callerOf({ ...empty, customerName: 'N'.repeat(5_000) }, reader).text
    expect(long).toHaveLength(120)
  })
})
