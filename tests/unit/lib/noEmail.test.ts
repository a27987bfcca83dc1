import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { isNoEmail, noEmailFor } from '../../../src/lib/noEmail'

describe('an address that only stands for one', () => {
  it('is an e-mail address that can never exist, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.uuid(), (name, unique) => {
        const email = noEmailFor({ name, unique })
        expect(z.email().max(320).safeParse(email).success).toBe(true)
        expect(email).toMatch(/\.invalid$/)
        expect(isNoEmail(email)).toBe(true)
      }),
    )
  })

  it.each(['anna@salon.example', 'no-email.invalid@salon.example', 'a@other-no-email.invalid'])(
    'is not %s',
    (email) => {
      expect(isNoEmail(email)).toBe(false)
    },
  )
})
