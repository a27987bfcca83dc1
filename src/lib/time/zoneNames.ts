/** The zones that can be chosen, as this version of Node lists them. */
export const ZONE_NAMES: readonly string[] = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC'),
]

/** Zones with two names: the current one, and the older one that Node and some browsers list instead. */
const RENAMED: readonly (readonly [current: string, older: string])[] = [
  ['Africa/Asmara', 'Africa/Asmera'],
  ['America/Argentina/Buenos_Aires', 'America/Buenos_Aires'],
  ['America/Argentina/Catamarca', 'America/Catamarca'],
  ['America/Argentina/Cordoba', 'America/Cordoba'],
  ['America/Argentina/Jujuy', 'America/Jujuy'],
  ['America/Argentina/Mendoza', 'America/Mendoza'],
  ['America/Atikokan', 'America/Coral_Harbour'],
  ['America/Indiana/Indianapolis', 'America/Indianapolis'],
  ['America/Kentucky/Louisville', 'America/Louisville'],
  ['America/Nuuk', 'America/Godthab'],
  ['Asia/Ho_Chi_Minh', 'Asia/Saigon'],
  ['Asia/Kathmandu', 'Asia/Katmandu'],
  ['Asia/Kolkata', 'Asia/Calcutta'],
  ['Asia/Yangon', 'Asia/Rangoon'],
  ['Atlantic/Faroe', 'Atlantic/Faeroe'],
  ['Europe/Kyiv', 'Europe/Kiev'],
  ['Pacific/Chuuk', 'Pacific/Truk'],
  ['Pacific/Kanton', 'Pacific/Enderbury'],
  ['Pacific/Pohnpei', 'Pacific/Ponape'],
]

/**
 * The other name of a zone that has two. Undefined for all others.
 * @example
 * otherZoneName('Europe/Kyiv') // 'Europe/Kiev'
 */
export const otherZoneName = (zone: string): string | undefined => {
  const pair = RENAMED.find((names) => names.includes(zone))
  return pair?.find((name) => name !== zone)
}

/**
 * The name of a zone among those that can be chosen, where browsers may use another one.
 * @returns null if the zone is not among them under any name
 * @example
 * listedZone('Europe/Kyiv', ['Europe/Kiev', 'Europe/London']) // 'Europe/Kiev'
 */
export const listedZone = (zone: string, listed: readonly string[]): null | string => {
  const name = otherZoneName(zone)
  if (listed.includes(zone)) return zone
  return name !== undefined && listed.includes(name) ? name : null
}

/**
 * A zone as people look for it: the city, and the name in the database, which has the continent.
 * @example
 * zoneLabel('America/New_York') // 'New York · America/New_York'
 * zoneLabel('Europe/Kiev') // 'Kyiv · Europe/Kiev'
 */
export const zoneLabel = (zone: string): string => {
  const current = RENAMED.find(([, older]) => older === zone)?.[0] ?? zone
  const [, ...place] = current.split('/')
  const city = place.at(-1)?.replaceAll('_', ' ')
  return city === undefined ? zone : `${city} · ${zone}`
}
