import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FieldWords, formatOwnField } from '../../../src/fields/format'
import { LANGUAGES } from '../../../src/translations/languages'
import { textsFor } from '../../../src/translations/texts'
import { FIELD_TYPES, type FieldType } from '../../../src/vapi/mapping/mapping'

const WORDS: FieldWords = {
  currency: 'EUR',
  locale: 'en-GB',
  no: 'No',
  timezone: 'America/New_York',
  yes: 'Yes',
}
const choices = [{ key: 'nails', label: 'Nägel', values: [] }]

const written = (type: FieldType, value: unknown, words: Partial<FieldWords> = {}): string =>
  formatOwnField({ ...WORDS, ...words, field: { choices, type }, value })
    // Versions of ICU differ in spaces and commas.
    .replaceAll(/[\u00a0\u202f]/g, ' ')
    .replaceAll(',', '')

describe('an own field', () => {
  it.each<[FieldType, unknown, string]>([
    ['text', ' four of us ', 'four of us'],
    ['number', 1234.5, '1234.5'],
    ['number', 0, '0'],
    ['money', { amount: 45, currency: 'USD' }, 'US$45.00'],
    ['money', { amount: 45, currency: null }, '€45.00'],
    ['money', 45, '€45.00'],
    ['money', { amount: 45, currency: 'no such currency' }, '45'],
    ['yes_no', true, 'Yes'],
    ['yes_no', false, 'No'],
    ['date', '2026-11-03', 'Tue 3 Nov 2026'],
    ['date', '2026-11-03T18:30', 'Tue 3 Nov 2026 18:30'],
    ['date', '2026-11-03T23:30:00.000Z', 'Tue 3 Nov 2026 18:30'],
    ['date', 'next Tuesday', 'next Tuesday'],
    ['date', '2026-13-99', '2026-13-99'],
    ['choice', 'nails', 'Nägel'],
    ['choice', 'something else', 'something else'],
  ])('%s %j is %s', (type, value, text) => {
    expect(written(type, value)).toBe(text)
  })

  it('of another type than before is written as it is', () => {
    expect(written('text', true)).toBe('Yes')
    expect(written('choice', 3)).toBe('3')
    expect(written('yes_no', 'maybe')).toBe('maybe')
    expect(written('text', { amount: 2, currency: 'GBP' })).toBe('£2.00')
  })

  it('is in the format of the reader’s country', () => {
    const german = { locale: 'de-DE' }
    expect(written('number', 1234.5, german)).toBe('1.2345')
    expect(written('money', { amount: 45, currency: 'EUR' }, german)).toBe('4500 €')
    expect(written('date', '2026-11-03T23:30:00Z', { ...german, timezone: 'Europe/Berlin' })).toBe(
      'Mi. 4. Nov. 2026 0:30',
    )
  })

  it('says yes and no in every language', () => {
    const said = LANGUAGES.map((language) => {
      const { locale, t } = textsFor({ country: null, language })
      const words = { locale, no: t('call.no'), yes: t('call.yes') }
      return [written('yes_no', true, words), written('yes_no', false, words)].join('/')
    })
    expect(said).toEqual(['Yes/No', 'Ja/Nein', 'Sí/No', 'Oui/Non', 'Sim/Não', 'Sì/No', 'Ja/Nee'])
  })

  it.each([undefined, null, '', '  ', [], {}, Number.NaN])('is an empty text for %j', (value) => {
    for (const type of FIELD_TYPES) expect(written(type, value)).toBe('')
  })

  it('is a text, whatever is stored', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FIELD_TYPES), fc.jsonValue(), (type, value) => {
        expect(typeof written(type, value)).toBe('string')
      }),
    )
  })
})
