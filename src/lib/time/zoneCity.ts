/**
 * The city that a time zone is named after, for people.
 * @example
 * zoneCity('America/Argentina/Buenos_Aires') // 'Buenos Aires'
 */
export const zoneCity = (timeZone: string): string =>
  (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')
