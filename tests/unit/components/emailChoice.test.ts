import { describe, expect, it } from 'vitest'
import { CHOICES, choiceOf, storedOf } from '../../../src/lib/emailChoice'

describe('when a client gets emails', () => {
  it.each(CHOICES)('“%s” is read as it was stored', (choice) => {
    for (const emailDigest of ['each', 'daily', 'weekly', null]) {
      const before = { emailDigest, emailNotifications: choice !== 'none' }
      expect(choiceOf({ ...before, ...storedOf(choice) })).toBe(choice)
    }
  })

  it('is never while emails are off, whatever the digest, and keeps that', () => {
    for (const emailNotifications of [false, null, undefined]) {
      expect(choiceOf({ emailDigest: 'weekly', emailNotifications })).toBe('none')
    }
    expect(storedOf('none')).toEqual({ emailNotifications: false })
  })

  it('is after each call for a digest that is not known', () => {
    expect(choiceOf({ emailDigest: 'hourly', emailNotifications: true })).toBe('each')
    expect(choiceOf({ emailDigest: null, emailNotifications: true })).toBe('each')
  })
})
