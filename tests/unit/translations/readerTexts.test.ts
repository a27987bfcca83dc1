import { afterEach, describe, expect, it, vi } from 'vitest'
import { countryOfZone } from '../../../src/lib/time/countryOfZone'
import { ZONE_NAMES } from '../../../src/lib/time/zoneNames'
import { acceptedLocale } from '../../../src/translations/acceptedLocale'

describe('the language that a browser asks for', () => {
  it.each([
    ['de', { country: null, language: 'de' }],
    ['de-AT,de;q=0.9,en;q=0.8', { country: 'AT', language: 'de' }],
    ['sv, fr;q=0.3, it;q=0.7', { country: null, language: 'it' }],
    ['en-US', { country: 'US', language: 'en' }],
    ['pt-latn-br', { country: 'BR', language: 'pt' }],
    ['es-419', { country: null, language: 'es' }],
    ['NL-be', { country: 'BE', language: 'nl' }],
    ['de;q=0, en', { country: null, language: 'en' }],
  ])('in %j is %j', (header, accepted) => {
    expect(acceptedLocale(header)).toEqual(accepted)
  })

  it.each([null, undefined, '', '*', 'sv-SE', 'english', ',;=', 'de;q=x', `${'x,'.repeat(400)}de`])(
    'in %j is none',
    (header) => expect(acceptedLocale(header)).toBeNull(),
  )
})

describe('the country of a time zone', () => {
  it.each([
    ['Europe/Berlin', 'DE'],
    ['Europe/Stockholm', 'SE'],
    ['America/New_York', 'US'],
    ['US/Pacific', 'US'],
    ['Asia/Calcutta', 'IN'],
    ['Asia/Kolkata', 'IN'],
    ['UTC', null],
    ['Etc/GMT+5', null],
    ['Mars/Olympus', null],
    [null, null],
  ])('%s is %s', (zone, country) => expect(countryOfZone(zone)).toBe(country))

  it('is known for every zone that can be chosen, except UTC', () => {
    expect(ZONE_NAMES.filter((zone) => countryOfZone(zone) === null)).toEqual(['UTC'])
  })
})

describe('the texts of a reader', () => {
  afterEach(() => {
    vi.unstubAllEnvs()
    vi.resetModules()
  })

  const textsOf = async (
    asked: Parameters<typeof import('../../../src/translations/readerTexts')['textsOfReader']>[0],
    env: Record<string, string> = {},
  ) => {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
    vi.resetModules()
    const { textsOfReader } = await import('../../../src/translations/readerTexts')
    return textsOfReader(asked).locale
  }

  it.each([
    // The phone says more than the zone.
    [{ phone: '+12025550146', timezone: 'Europe/Berlin' }, 'en-US'],
    [{ timezone: 'America/Chicago' }, 'en-US'],
    [{ language: 'fr', timezone: 'Europe/Brussels' }, 'fr-BE'],
    [{ language: 'pt', phone: '+351912345678' }, 'pt-PT'],
    [{ language: 'de', phone: 'none', timezone: 'UTC' }, 'de'],
    [{}, 'en-GB'],
  ] as const)('%j are in %s', async (user, locale) => {
    expect(await textsOf({ user })).toBe(locale)
  })

  it('are in the reader’s language, else the browser’s, else the desk’s', async () => {
    const env = { DESK_LANGUAGE: 'nl' }
    const zone = { timezone: 'Europe/Vienna' }
    expect(await textsOf({ user: zone }, env)).toBe('nl-AT')
    expect(await textsOf({ acceptLanguage: 'it-IT', user: zone }, env)).toBe('it-AT')
    expect(await textsOf({ acceptLanguage: 'it-IT', user: { ...zone, language: 'es' } }, env)).toBe(
      'es-AT',
    )
  })

  it('before somebody signs in are as the browser says', async () => {
    expect(await textsOf({ acceptLanguage: 'en-US,en', user: null })).toBe('en-US')
    expect(await textsOf({ acceptLanguage: 'sv', user: null })).toBe('en-GB')
    // The country of another language says nothing about where somebody lives.
    expect(await textsOf({ acceptLanguage: 'en-US', user: { language: 'de' } })).toBe('de')
  })
})
