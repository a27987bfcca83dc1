import { describe, expect, it } from 'vitest'
import { ENDED_GROUPS, endedGroupOf } from '../../../src/vapi/endedReason'
import reasons from '../../fixtures/endedReasons.json'

const grouped = (lists: Record<string, string[]>) =>
  Object.entries(lists).flatMap(([group, values]) => values.map((value) => ({ group, value })))

describe('endedGroupOf', () => {
  const current = grouped(reasons.current)

  it('knows all 597 values of the SDK', () => {
    expect(new Set(current.map(({ value }) => value)).size).toBe(597)
  })

  it('puts every known value in its group', () => {
    const wrong = current.filter(
      ({ group, value }) => endedGroupOf(value, { transferred: false }) !== group,
    )
    expect(wrong).toEqual([])
  })

  it('puts every value of 2024 in its group', () => {
    const wrong = grouped(reasons.legacy).filter(
      ({ group, value }) => endedGroupOf(value, { transferred: false }) !== group,
    )
    expect(wrong).toEqual([])
  })

  it('stays neutral about values newer than this code', () => {
    for (const value of ['hangup', 'assistantEndedCall', 'mockConversation.done', 'has-ended']) {
      expect(endedGroupOf(value, { transferred: false })).toBe('unknown')
    }
  })

  it('says transferred when the report names a destination', () => {
    expect(endedGroupOf('customer-ended-call', { transferred: true })).toBe('transferred')
    expect(endedGroupOf(null, { transferred: true })).toBe('transferred')
  })

  it('says the transfer failed even when a destination is named', () => {
    expect(endedGroupOf('call.forwarding.no-answer', { transferred: true })).toBe('transfer_failed')
  })

  it('says nothing when the report says nothing about the end', () => {
    expect(endedGroupOf(null, { transferred: false })).toBeNull()
    expect(endedGroupOf('  ', { transferred: false })).toBeNull()
  })

  it('never answers outside the groups, whatever the case', () => {
    expect(ENDED_GROUPS).toContain(endedGroupOf('VOICEMAIL ', { transferred: false }))
  })
})
