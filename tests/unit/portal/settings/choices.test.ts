import { describe, expect, it } from 'vitest'
import { ZONE_NAMES } from '../../../../src/lib/time/zoneNames'
import {
  currencyOptions,
  languageOptions,
  zoneOptions,
} from '../../../../src/portal/settings/choices'
import { doneText } from '../../../../src/portal/settings/doneText'
import { textsFor } from '../../../../src/translations/texts'

const labelOf = (options: readonly { label: string; value: string }[], value: string) =>
  options.find((option) => option.value === value)?.label

describe('the lists of the settings', () => {
  it('have the names in the language of the reader', () => {
    expect(labelOf(zoneOptions('de'), 'Europe/Berlin')).toBe('Berlin · Mitteleuropäische Zeit')
    expect(labelOf(currencyOptions('fr'), 'USD')).toBe('dollar des États-Unis · USD')
    expect(labelOf(languageOptions('es'), 'de')).toBe('Deutsch · alemán')
    expect(labelOf(languageOptions('es'), 'es')).toBe('Español')
  })

  it('have every zone once', () => {
    const values = zoneOptions('en').map(({ value }) => value)
    expect(values.toSorted()).toEqual([...ZONE_NAMES].toSorted())
  })
})

describe('what was just done', () => {
  const texts = textsFor({ country: null, language: 'en' })

  it('is said for what the settings do, and for nothing else', () => {
    expect(doneText('hours', texts)).toBe('Your opening hours are saved.')
    for (const done of ['<b>', 'toString', '', undefined, ['hours']]) {
      expect(doneText(done, texts)).toBeUndefined()
    }
  })
})
