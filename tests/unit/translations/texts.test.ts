import { describe, expect, it } from 'vitest'
import { isLanguage } from '../../../src/translations/languages'
import { localeOf } from '../../../src/translations/locale'
import { readMessage, textsFor } from '../../../src/translations/texts'

describe('textsFor', () => {
  it('writes in the language, with the values in place', () => {
    const german = textsFor({ country: 'AT', language: 'de' })
    expect(german).toMatchObject({ dir: 'ltr', language: 'de', locale: 'de-AT' })
    expect(german.t('mails.reset.action')).toBe('Neues Passwort festlegen')
    expect(german.t('mails.reset.reason', { email: 'ada@example.com' })).toContain(
      'für ada@example.com angefordert',
    )
  })

  it('refuses to write a text whose value is missing', () => {
    const english = textsFor({ country: null, language: 'en' })
    expect(() => english.t('mails.reset.reason', {})).toThrow('email')
    // @ts-expect-error a text with a placeholder needs values
    expect(() => english.t('mails.reset.reason')).toThrow('email')
  })

  it('gives readers of one locale and zone the same texts, and no others', () => {
    const german = textsFor({ country: 'DE', language: 'de' })
    expect(textsFor({ country: 'DE', language: 'de' })).toBe(german)
    expect(textsFor({ country: 'CH', language: 'de' })).not.toBe(german)
    expect(textsFor({ country: 'DE', language: 'de', timeZone: 'Asia/Tokyo' })).not.toBe(german)
  })

  it('keeps working for more locales than it remembers', () => {
    for (const first of 'ABCDEFGH') {
      for (const second of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
        const { locale, t } = textsFor({ country: first + second, language: 'nl' })
        expect(locale).toBe(`nl-${first}${second}`)
        expect(t('mails.reset.action')).toBe('Nieuw wachtwoord instellen')
      }
    }
  })
})

describe('a message', () => {
  it('formats numbers, plurals and signs by its locale', () => {
    const text = '{n, plural, one {# <call>} other {# <calls>}}'
    expect(readMessage(text, 'en-US').format({ n: 1 })).toBe('1 <call>')
    expect(readMessage(text, 'en-US').format({ n: 1234 })).toBe('1,234 <calls>')
    expect(readMessage(text, 'de-DE').format({ n: 1234 })).toBe('1.234 <calls>')
  })
})

describe('localeOf', () => {
  it.each([
    ['en', 'US', 'en-US'],
    ['en', null, 'en-GB'],
    ['pt', null, 'pt-BR'],
    ['pt', 'PT', 'pt-PT'],
    ['de', null, 'de'],
    ['de', 'de', 'de'],
    ['fr', '001', 'fr'],
    ['fr', '', 'fr'],
  ] as const)('joins %s and %s to %s', (language, country, locale) => {
    expect(localeOf({ country, language })).toBe(locale)
    expect(Intl.getCanonicalLocales(locale)).toEqual([locale])
  })
})

describe('isLanguage', () => {
  it.each(['en', 'de', 'es', 'fr', 'pt', 'it', 'nl'])('knows %s', (language) => {
    expect(isLanguage(language)).toBe(true)
  })

  it.each(['EN', 'en-US', 'sv', '', null, undefined, 0])('does not know %s', (value) => {
    expect(isLanguage(value)).toBe(false)
  })
})
