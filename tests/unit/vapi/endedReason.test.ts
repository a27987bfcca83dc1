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
    for (const value of ['mockConversation.done', 'has-ended', 'ended', 'not-completed']) {
      expect(endedGroupOf(value, { transferred: false })).toBe('unknown')
    }
  })

  it.each([
    ['hangup', 'completed'],
    ['Hang up', 'completed'],
    ['assistantEndedCall', 'completed'],
    ['customer_ended_call', 'completed'],
    ['Customer ended call', 'completed'],
    ['customer-did-not_answer', 'no_answer'],
    ['customerBusy', 'no_answer'],
    ['no answer', 'no_answer'],
    ['manually-cancelled', 'cancelled'],
    ['failed', 'error'],
    ['VoiceMail', 'voicemail'],
    ['voicemail_reached', 'voicemail'],
    ['machine-detected', 'voicemail'],
    ['dial_no_answer', 'no_answer'],
    ['user_busy', 'no_answer'],
  ])('reads %j as %s, as samples and tools write it', (reason, group) => {
    expect(endedGroupOf(reason, { transferred: false })).toBe(group)
  })

  it.each([
    ['assistant-forwarded-call', 'failed', 'transfer_failed'],
    ['assistant-forwarded-call', 'connected', 'transferred'],
    ['assistant-forwarded-call', null, 'transferred'],
    ['transferred', 'failed', 'transfer_failed'],
    ['customer-ended-call', 'failed', 'transfer_failed'],
    ['customer-ended-call', 'connected', 'transferred'],
    ['something-new', 'connected', 'transferred'],
    [null, 'failed', 'transfer_failed'],
    ['voicemail', 'connected', 'voicemail'],
    ['customer-did-not-answer', 'failed', 'no_answer'],
    ['pipeline-error-openai-llm-failed', 'failed', 'error'],
    ['call.forwarding.operator-busy', null, 'transfer_failed'],
  ] as const)('%s with a transfer that %s is %s', (reason, transfer, group) => {
    expect(endedGroupOf(reason, { transfer, transferred: false })).toBe(group)
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
