import { isTimeOfDay, wallOf } from '../../lib/time/days'
import { localTime, timeOfDay } from '../../lib/time/zone'
import { readDay } from '../calls/address'

const TYPED = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d{1,3})?)?$/

/**
 * A time as an input of the type `datetime-local` sends it, on the clock of a zone.
 * @returns ISO 8601 in UTC; null for any other text
 */
export const readDueTime = (typed: string, zone: string): null | string => {
  const [, date = '', time = ''] = TYPED.exec(typed.trim()) ?? []
  const day = readDay(date)
  if (day === null || !isTimeOfDay(time) || Number.isNaN(wallOf(day, time))) return null
  return timeOfDay(day, time, zone).toISOString()
}

/** A time as that input takes it, on the clock of a zone; empty if there is none. */
export const dueInput = (time: null | string | undefined, zone: string): string =>
  time ? localTime(time, zone).slice(0, 16).replace(' ', 'T') : ''
