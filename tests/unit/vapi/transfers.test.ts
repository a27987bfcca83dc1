import { describe, expect, it } from 'vitest'
import { readTransfers } from '../../../src/vapi/transfers'

const of = (...statuses: unknown[]) =>
  readTransfers(JSON.parse(JSON.stringify(statuses.map((status) => ({ status })))))

describe('readTransfers', () => {
  it.each([
    ...['no-answer', 'busy', 'voicemail', 'failed', 'cancelled', 'NO_ANSWER', 'canceled'],
    ...['hung-up', 'missed', 'unreachable', 'not-connected', 'machine-detected'],
  ])('with %s alone nobody was reached', (status) => {
    expect(of(status)).toBe('failed')
  })

  it.each(['connected', 'completed', 'accepted', 'merged'])('with %s somebody was', (status) => {
    expect(of(status)).toBe('connected')
  })

  it('one that got through counts, whenever it was', () => {
    expect(of('no-answer', 'connected')).toBe('connected')
    expect(of('connected', 'busy')).toBe('connected')
  })

  it('says nothing where nothing is said', () => {
    for (const list of [undefined, null, [], 'no-answer', [{}], [null], [{ status: 'dialing' }]]) {
      expect(readTransfers(list)).toBeNull()
    }
  })
})
