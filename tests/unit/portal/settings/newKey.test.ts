import { describe, expect, it } from 'vitest'
import { endOf } from '../../../../src/portal/settings/lifetimes'
import { newKeyCookie, openNewKey } from '../../../../src/portal/settings/newKey'

const OWNER = { secret: 'a secret', user: 'user 1' }
const MADE = { key: 'vcd_0123456789', name: 'CRM' }
const NOW = Date.UTC(2026, 10, 29)

const sealedIn = (cookie: string): string => /=([^;]*)/.exec(cookie)?.[1] ?? ''

describe('the cookie of a new key', () => {
  const cookie = newKeyCookie(MADE, OWNER, NOW)

  it('shows the key to its user for two minutes', () => {
    expect(openNewKey(sealedIn(cookie), OWNER, NOW + 119_000)).toEqual(MADE)
    expect(openNewKey(sealedIn(cookie), OWNER, NOW + 120_000)).toBeNull()
  })

  it('is encrypted, and not for scripts or other pages', () => {
    expect(cookie).not.toContain(MADE.key)
    expect(cookie).toMatch(/Path=\/settings\/keys/)
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
  })

  it('does not open for somebody else, under another secret, or changed', () => {
    const value = sealedIn(cookie)
    expect(openNewKey(value, { ...OWNER, user: 'user 2' }, NOW)).toBeNull()
    expect(openNewKey(value, { ...OWNER, secret: 'another' }, NOW)).toBeNull()
    expect(openNewKey(`${value.slice(0, -2)}AA`, OWNER, NOW)).toBeNull()
    expect(openNewKey(undefined, OWNER, NOW)).toBeNull()
    expect(openNewKey('', OWNER, NOW)).toBeNull()
  })
})

describe('the lifetime of a key', () => {
  it('is in days, or without end', () => {
    expect(endOf('30', NOW)).toBe('2026-12-29T00:00:00.000Z')
    expect(endOf('never', NOW)).toBeNull()
  })
})
