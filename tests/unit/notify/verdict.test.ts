import { describe, expect, it } from 'vitest'
import { NOTIFY_SCHEDULE } from '../../../src/notify/backoff'
import { whyUnwanted } from '../../../src/notify/unwanted'
import { createBreaker } from '../../../src/outbox/breaker'
import { failed, type Outcome } from '../../../src/outbox/outcome'
import { verdictBy } from '../../../src/outbox/verdict'

const now = new Date('2026-05-04T10:00:00Z')
const HOUR_MS = 60 * 60_000

const verdict = (outcome: Outcome, { attempts = 1, agoHours = 0 } = {}) =>
  verdictBy({
    attempts,
    firstTriedAt: new Date(now.getTime() - agoHours * HOUR_MS),
    now,
    outcome,
    random: () => 0.5,
    schedule: NOTIFY_SCHEDULE,
  })

describe('what a notification becomes', () => {
  it('is sent, not needed, or put off, which is no attempt', () => {
    expect(verdict({ kind: 'sent', providerID: 'SM1' })).toEqual({
      problem: null,
      providerID: 'SM1',
      state: 'sent',
    })
    expect(verdict({ kind: 'not_needed', problem: 'No.' })).toEqual({
      problem: 'No.',
      state: 'not_needed',
    })
    expect(verdict({ dueAt: now, kind: 'put_off' })).toMatchObject({
      isAttempt: false,
      state: 'waiting',
    })
  })

  it('waits after a failure, until three days have passed since the first', () => {
    expect(verdict(failed('Away.'))).toEqual({
      dueAt: new Date(now.getTime() + 15_000),
      isAttempt: true,
      problem: 'Away.',
      state: 'waiting',
    })
    expect(verdict(failed('Away.'), { agoHours: 71.9, attempts: 30 }).state).toBe('waiting')
    expect(verdict(failed('Away.'), { agoHours: 72, attempts: 31 })).toEqual({
      problem: 'Away. Given up after 31 attempts.',
      state: 'dead',
    })
  })

  it('is given up at once when it was refused', () => {
    expect(verdict({ kind: 'refused', problem: 'Never.' })).toEqual({
      problem: 'Never.',
      state: 'dead',
    })
  })
})

describe('a notification', () => {
  const client = {
    brand: null,
    emailDigest: 'each',
    emailNotifications: true,
    isActive: true,
    language: null,
    phone: null,
    quiet: { from: null, timeZone: null, until: null },
    smsNotifications: true,
  } as const
  const wanted = { callSummaryID: 'call', channel: 'email', client, kind: 'call' } as const

  it('is wanted as long as its client has it on and its call is there', () => {
    expect(whyUnwanted(wanted)).toBe(null)
    expect(whyUnwanted({ ...wanted, channel: 'sms' })).toBe(null)
    expect(whyUnwanted({ ...wanted, callSummaryID: null })).toBe('The call was deleted.')
  })

  it.each([
    [{ isActive: false }, 'The client was deactivated.', 'The client was deactivated.'],
    [{ emailNotifications: false }, 'Email notifications are off.', null],
    [{ smsNotifications: false }, null, 'Text messages are off.'],
    [{ emailDigest: 'daily' }, 'The client has chosen another email schedule.', null],
  ] as const)('of a client with %j', (changed, byEmail, bySMS) => {
    const now = { ...wanted, client: { ...client, ...changed } }
    expect([whyUnwanted(now), whyUnwanted({ ...now, channel: 'sms' })]).toEqual([byEmail, bySMS])
  })

  it('of a day is wanted by who chose a mail a day, call or no call', () => {
    const daily = { ...wanted, callSummaryID: null, kind: 'daily' } as const
    expect(whyUnwanted(daily)).toBe('The client has chosen another email schedule.')
    expect(whyUnwanted({ ...daily, client: { ...client, emailDigest: 'daily' } })).toBe(null)
  })
})

describe('a provider that is down', () => {
  const down = failed('Away.', { isProviderDown: true })
  let time = 0
  const make = () => {
    time = 0
    return createBreaker({ now: () => time, random: () => 1 })
  }

  it('is left alone for a pause that doubles up to five minutes, then tried with one', () => {
    const breaker = make()
    const pauses: number[] = []
    expect(breaker.allowed(4)).toBe(4)
    for (let i = 0; i < 10; i += 1) {
      breaker.note(down)
      const start = time
      while (breaker.allowed(4) === 0) time += 500
      expect(breaker.allowed(4)).toBe(1)
      pauses.push((time - start) / 1_000)
    }
    expect(pauses).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
  })

  it('has failed once however many were under way together', () => {
    const breaker = make()
    for (let i = 0; i < 4; i += 1) breaker.note(down)
    time = 2_000
    expect(breaker.allowed(4)).toBe(1)
  })

  it('is left alone as long as it asks', () => {
    const breaker = make()
    breaker.note(failed('Slow down.', { isProviderDown: true, retryAfterMs: 90_000 }))
    time = 89_999
    expect(breaker.allowed(4)).toBe(0)
  })

  it.each([
    { kind: 'sent', providerID: null },
    { kind: 'refused', problem: 'No such address.' },
    failed('Greylisted.'),
  ] satisfies Outcome[])('works again once it answers: %j', (answer) => {
    const breaker = make()
    breaker.note(down)
    time = 2_000
    breaker.note(answer)
    expect(breaker.allowed(4)).toBe(4)
  })

  it('is still down when something else was not needed or put off', () => {
    const breaker = make()
    breaker.note(down)
    breaker.note({ kind: 'not_needed', problem: 'No.' })
    breaker.note({ dueAt: new Date(), kind: 'put_off' })
    expect(breaker.allowed(4)).toBe(0)
  })
})
