import { remember } from '../remember'

/** Sweden writes times as `2026-11-22 15:04:05`, which spreadsheets know for times everywhere. */
const formatIn = remember(
  (timeZone) =>
    new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone }),
)

const isZone = remember((timeZone) => {
  try {
    return formatIn(timeZone) !== undefined
  } catch {
    return false
  }
})

/** A time zone of the IANA database that can be reckoned with: the given one, or UTC. */
export const knownZone = (timeZone: null | string | undefined): string =>
  timeZone && isZone(timeZone) ? timeZone : 'UTC'

/** A time on the clocks of a zone, such as `2026-11-22 15:04:05`. */
export const localTime = (time: string, timeZone: string): string =>
  formatIn(timeZone).format(new Date(time))
