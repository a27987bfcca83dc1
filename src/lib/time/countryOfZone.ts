import { ZONES_OF_COUNTRIES } from './zonesOfCountries'

const COUNTRIES: ReadonlyMap<string, string> = new Map(
  Object.entries(ZONES_OF_COUNTRIES).flatMap(([country, zones]) =>
    zones.split(' ').map((zone) => [zone, country] as const),
  ),
)

/**
 * The country that a time zone is named after, as ISO 3166 code of two letters; null for zones without a
 * country and unknown ones.
 * @example
 * countryOfZone('Europe/Berlin') // 'DE'
 * countryOfZone('UTC') // null
 */
export const countryOfZone = (timeZone: null | string | undefined): null | string =>
  COUNTRIES.get(timeZone ?? '') ?? null
