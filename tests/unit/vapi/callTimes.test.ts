import { describe, expect, it } from 'vitest'
import { maskSecrets } from '../../../src/vapi/redact'
import { toCallReport } from '../../../src/vapi/report'
import { readInstant } from '../../../src/vapi/time'
import { RECEIVED_AT, TOKEN } from '../../fixtures/reports'
import { copyOf } from './copyOf'

const read = (fields: object, call: object = {}) => {
  const body = { message: { call: { id: 'x', ...call }, type: 'end-of-call-report', ...fields } }
  const result = toCallReport(maskSecrets(copyOf(body), TOKEN), RECEIVED_AT)
  if (!result.ok) throw new Error(result.problem)
  return result.report
}

const STARTED = '2026-04-02T10:00:00.000Z'
const ENDED = '2026-04-02T10:03:05.000Z'
const MS = Date.parse(STARTED)

describe('a moment', () => {
  it.each([
    MS,
    MS / 1000,
    MS * 1000,
    String(MS),
    String(MS / 1000),
    '1775124000.000',
    STARTED,
    '2026-04-02T10:00:00',
    '2026-04-02 10:00:00+00',
    '2026-04-02 10:00:00.000000+00',
    '2026-04-02T12:00:00+02',
    '2026-04-02T12:00:00+0200',
    '2026-04-02 10:00:00 UTC',
    '2026-04-02 10:00:00Z',
    '2026-04-02 13:30:00 +03:30',
    'Thu, 02 Apr 2026 10:00:00 GMT',
    '02 Apr 2026 12:00:00 +0200',
    'Thu Apr 02 2026 12:00:00 GMT+0200 (Central European Summer Time)',
    'Thu Apr 02 2026 10:00:00 GMT+0000',
  ])('is read as it is written: %j', (value) => {
    expect(readInstant(value)).toBe(MS)
  })

  it.each([
    '2026-04-02',
    '10:00',
    'tomorrow at ten',
    '02/04/2026 10:00',
    '2026-04-02T10:00:00+25:00',
    185,
    0,
    -1,
    Number.NaN,
    true,
    [],
    {},
  ])('is not guessed: %j', (value) => {
    expect(readInstant(value)).toBeNull()
  })
})

describe('when a call began', () => {
  it.each([
    ['in the call', {}, { startedAt: STARTED }],
    ['with underscores', { started_at: STARTED }, {}],
    ['in the call with underscores', {}, { started_at: '2026-04-02 10:00:00+00' }],
    ['as a start time', { startTime: MS }, {}],
    ['in seconds', { startedAt: MS / 1000 }, {}],
    ['as document databases write it', { startedAt: { $date: STARTED } }, {}],
    ['as the end and the length of it', { durationSeconds: 185, endedAt: ENDED }, {}],
  ])('is read %s', (_name, fields, call) => {
    expect(read(fields, call).startedAt).toBe(STARTED)
  })

  const createdAt = STARTED
  const soon = Date.parse(ENDED)
  const weekLater = MS + 7 * 86_400_000

  it.each([
    ['that comes in', { timestamp: soon }, { createdAt, type: 'inboundPhoneCall' }],
    ['that comes in, by a later report', { timestamp: MS + 3e7 }, { createdAt, type: 'webCall' }],
    ['without a time of the report', {}, { createdAt, type: 'inboundPhoneCall' }],
    ['that goes out at once', { timestamp: soon }, { createdAt, type: 'outboundPhoneCall' }],
    ['of unknown kind', { timestamp: soon }, { createdAt, duration: 180 }],
    ['with underscores', { timestamp: soon }, { created_at: createdAt }],
  ])('is when a call was created %s', (_name, fields, call) => {
    expect(read(fields, call).startedAt).toBe(STARTED)
  })

  const outbound = { createdAt, type: 'outboundPhoneCall' }
  it.each([
    ['a week before', { timestamp: weekLater }, outbound],
    ['a week before, by the status', { timestamp: soon }, { ...outbound, status: 'scheduled' }],
    ['for a plan', { timestamp: soon }, { ...outbound, schedulePlan: { earliestAt: ENDED } }],
    ['for a campaign', { timestamp: soon }, { ...outbound, campaignId: 'c-1' }],
    ['who knows when', {}, outbound],
    ['long before it was over', { timestamp: MS + 3e6 }, { ...outbound, duration: 60 }],
    ['after it was reported', { timestamp: MS - 1000 }, outbound],
  ])('is not when it was created %s', (_name, fields, call) => {
    expect(read(fields, call).startedAt).toBeNull()
  })

  it('is not when something is to begin', () => {
    const { endedAt, startedAt } = read({
      end_time: '2026-05-01T11:00:00Z',
      startTime: '2026-05-01T10:00:00Z',
    })
    expect({ endedAt, startedAt }).toEqual({ endedAt: null, startedAt: null })
  })

  it('is when the first thing was said, if nothing else says it', () => {
    const messages = [
      { message: 'Hi.', role: 'bot', secondsFromStart: 1.5, time: MS + 1500 },
      { message: 'Hello.', role: 'user', secondsFromStart: 4, time: MS + 4000 },
    ]
    const call = { campaignId: 'c-1', createdAt: '2026-03-20T10:00:00Z' }
    expect(read({ artifact: { messages }, timestamp: soon }, call).startedAt).toBe(STARTED)
  })
})

describe('how long a call took', () => {
  it.each([
    [{}, { duration: 185 }],
    [{ duration: '3:05' }, {}],
    [{}, { duration_seconds: 185 }],
    [{ duration: 185_000 }, {}],
    [{ callDuration: '3m 5s' }, {}],
    [{}, { durationMs: 185_000 }],
    [{}, { durationMinutes: 185 / 60 }],
    [{ started_at: STARTED, ended_at: ENDED }, {}],
  ])('is read from %j and %j', (fields, call) => {
    expect(read(fields, call).durationSeconds).toBe(185)
  })

  it('is not read from a call that ended before it began', () => {
    const { durationSeconds } = read({ endedAt: STARTED, startedAt: ENDED }, { duration: 5 })
    expect(durationSeconds).toBeNull()
  })
})
