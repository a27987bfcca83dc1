import { localDay } from '../../lib/time/zone'

const DAY = /^\d{4}-\d\d-\d\d/

/** A stored date as a day and a time of day, on the client's clock. Both are empty for no date. */
export const dateParts = (value: unknown, timeZone: string): { clock: string; day: string } => {
  if (typeof value !== 'string' || !DAY.test(value)) return { clock: '', day: '' }
  if (!value.endsWith('Z')) return { clock: value.slice(11, 16), day: value.slice(0, 10) }
  const time = new Date(value)
  if (Number.isNaN(time.getTime())) return { clock: '', day: '' }
  const clock = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    hourCycle: 'h23',
    minute: '2-digit',
    timeZone,
  }).format(time)
  return { clock, day: localDay(time, timeZone) }
}

/** A day and a time of day as they are stored, without a zone. Undefined without a day. */
export const dateValue = (day: string, clock: string): string | undefined =>
  day === '' ? undefined : `${day}${clock === '' ? '' : `T${clock}`}`
