import { describe, expect, it } from 'vitest'
import { parseCookies } from '../../../src/payload/shared'
import { FLASH_COOKIE, flashCookie, openFlash } from '../../../src/portal/forms/flash'
import { formState } from '../../../src/portal/forms/formState'
import { textsFor } from '../../../src/translations/texts'

const secret = 'a secret for tests only'
const owner = { secret, user: 'ada' }
const now = Date.parse('2026-11-29T12:00:00Z')

const sealedIn = (cookie: string): string | undefined =>
  parseCookies(new Headers({ cookie: cookie.split(';')[0] ?? '' })).get(FLASH_COOKIE)

const FLASH = {
  form: 'call.note',
  problems: { note: { key: 'shell.form.invalid' as const, values: { maximum: 1_000 } } },
  values: { days: ['mon', 'tue'], note: ['“Grüße” & <b>عَرَبِيّ</b>'] },
}

const opened = (value: string | undefined, more: Partial<Parameters<typeof openFlash>[1]> = {}) =>
  openFlash(value, { ...owner, form: 'call.note', ...more }, now)

describe('a form that failed', () => {
  it('finds its way back with what was typed', () => {
    const cookie = flashCookie(FLASH, owner, now)
    expect(cookie).toMatch(/^desk-form=[\w-]+; .*Path=\/; .*HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/)
    const bytes = Buffer.from(sealedIn(cookie) ?? '', 'base64url')
    expect(bytes.includes('call.note')).toBe(false)
    // Encrypted anew each time.
    expect(flashCookie(FLASH, owner, now)).not.toBe(cookie)
    expect(opened(sealedIn(cookie))).toEqual(FLASH)
  })

  it('is shown to nobody else, by no other form, with no other secret, and not for ever', () => {
    const value = sealedIn(flashCookie(FLASH, owner, now))
    expect(opened(value, { user: 'eve' })).toBeNull()
    expect(opened(value, { user: null })).toBeNull()
    expect(opened(value, { form: 'call.feedback' })).toBeNull()
    expect(opened(value, { secret: 'another secret' })).toBeNull()
    expect(openFlash(value, { ...owner, form: 'call.note' }, now + 301_000)).toBeNull()
  })

  it('is nothing when it was changed or made up', () => {
    const value = sealedIn(flashCookie(FLASH, owner, now)) ?? ''
    for (const wrong of [
      undefined,
      '',
      'x',
      value.slice(1),
      `${value.slice(0, -2)}AA`,
      value.split('').reverse().join(''),
      'é'.repeat(100),
    ]) {
      expect(opened(wrong)).toBeNull()
    }
  })

  it('fits a cookie however much was typed, and keeps what is short', () => {
    const noise = Array.from({ length: 9_000 }, (_, n) =>
      String.fromCharCode(97 + ((n * 7919) % 26)),
    )
    const random = () => crypto.randomUUID() + crypto.randomUUID()
    const long = Array.from({ length: 300 }, random).join(noise[3])
    const cookie = flashCookie({ ...FLASH, values: { name: ['Ada'], note: [long] } }, owner, now)
    expect(cookie.length).toBeLessThan(4_096)
    expect(opened(sealedIn(cookie))).toEqual({ ...FLASH, values: { name: ['Ada'] } })
  })

  it('keeps a note of a thousand characters in any script', () => {
    const note = 'ق ü 漢 '.repeat(170).slice(0, 1_000)
    const cookie = flashCookie({ ...FLASH, values: { note: [note] } }, owner, now)
    expect(opened(sealedIn(cookie))?.values).toEqual({ note: [note] })
  })
})

describe('the state of a form', () => {
  const texts = textsFor({ country: null, language: 'en' })

  it('is what is stored until it fails, and then what was typed', () => {
    const calm = formState(null, texts)
    expect([calm.isRefused, calm.value('note', 'stored'), calm.values('days', ['sun'])]).toEqual([
      false,
      'stored',
      ['sun'],
    ])
    expect([calm.problem('note'), calm.firstWrong]).toEqual([undefined, undefined])
    const failed = formState(FLASH, texts)
    expect(failed.value('note', 'stored')).toBe(FLASH.values.note[0])
    // What was cleared stays cleared.
    expect(failed.value('due', 'stored')).toBe('')
    expect(failed.values('days')).toEqual(['mon', 'tue'])
    expect([failed.problem('note'), failed.firstWrong]).toEqual(['Check this entry.', 'note'])
    expect(failed.problem()).toBeUndefined()
  })
})
