import { createHash } from 'node:crypto'
import { hoursOfWeek } from '../../figures/localHours'
import { HOUR_MS, MINUTE_MS } from '../../lib/time/units'
import type { DemoClient } from './clients'

const HISTORY_DAYS = 60
const DAY_HOURS = 24

/** How many calls each weekday has, relative to the average. Monday is first. */
const WEEKDAYS = [1.15, 1, 1, 1.05, 1.1, 0.3, 0.06]
/** How busy an hour is: outside opening hours, at lunch, when open, and at peak times. */
const WEIGHTS = { closed: 0.04, lunch: 0.5, open: 1, peak: 1.7 }
const PEAKS = new Set([10, 11, 16])

/** A number from 0 to 1, always the same for the same text. */
const chanceOf = (text: string): number =>
  createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32

/** A made-up call of the demo. */
export type DemoCall = {
  at: Date
  /** From 0 to 1. It decides how the call went. */
  dice: number
  /** The same in every run. */
  name: string
}

const weightOf = ({ hours: [opens, closes] }: DemoClient, hour: number): number => {
  if (hour < Number.parseInt(opens, 10) || hour >= Number.parseInt(closes, 10)) {
    return WEIGHTS.closed
  }
  if (PEAKS.has(hour)) return WEIGHTS.peak
  return hour === 12 ? WEIGHTS.lunch : WEIGHTS.open
}

/** A client's calls of the last 60 days, oldest first. They follow its opening hours. */
export const callsOf = ({ client, now }: { client: DemoClient; now: Date }): DemoCall[] => {
  const { callsPerDay, email, silentDays = 0, timezone } = client
  const end = now.getTime() - silentDays * DAY_HOURS * HOUR_MS
  const from = Math.floor(now.getTime() / HOUR_MS) - HISTORY_DAYS * DAY_HOURS
  const hours = hoursOfWeek({ count: HISTORY_DAYS * DAY_HOURS + 1, from, timezone })
  const whole = Array.from({ length: DAY_HOURS }, (_, hour) => weightOf(client, hour))
  const sum = whole.reduce((total, weight) => total + weight, 0)

  const calls: DemoCall[] = []
  for (const [index, hourOfWeek] of hours.entries()) {
    const weekday = WEEKDAYS[Math.floor(hourOfWeek / DAY_HOURS)] ?? 1
    const mean = (callsPerDay * weekday * weightOf(client, hourOfWeek % DAY_HOURS)) / sum
    const hour = `${email} ${from + index}`
    const count = Math.floor(mean + chanceOf(hour))
    for (let number = 0; number < count; number += 1) {
      const name = `${hour} ${number}`
      const seconds = Math.floor(((number + chanceOf(`at ${name}`)) / count) * 3_600)
      const at = new Date((from + index) * HOUR_MS + seconds * 1_000)
      if (at.getTime() < end - 10 * MINUTE_MS)
        calls.push({ at, dice: chanceOf(`dice ${name}`), name })
    }
  }
  return calls
}
