import { HOUR_MS } from '../lib/time/units'
import { WEEK_HOURS } from './localHours'

/** The hours in which a client had calls. */
export type Rhythm = {
  /** The number of calls in each of `hours`. */
  counts: readonly number[]
  /** The time of its first call ever; null without calls. */
  firstAt: Date | null
  /** The recent hours with calls, as hours since 1970 in UTC. */
  hours: readonly number[]
  id: string
  /** The time of its last call; null without calls. */
  lastAt: Date | null
  /** When it went live; null if that is unknown. */
  liveSince: Date | null
  timezone: null | string
}

/** A rhythm, with the rates that follow from it. */
export type Observed = {
  /** The number of calls on which the rates are based. */
  history: number
  /** The hour of the week, in the client's time zone, for each hour since `from`. */
  hours: Uint8Array
  /** Calls per hour, for each hour of the week. */
  rates: Float64Array
  rhythm: Rhythm
}

type Observe = {
  /** The first hour of `hours`, in hours since 1970. */
  from: number
  hours: Uint8Array
  rhythm: Rhythm
}

const hourOf = (date: Date): number => Math.floor(date.getTime() / HOUR_MS)

/**
 * Computes how often a client has calls in each hour of the week. It considers the time between its
 * first call, or `from` if that is later, and its last call, so that a silence at the end does not
 * lower the rates.
 */
export const observe = ({ from, hours, rhythm }: Observe): Observed => {
  const { counts, firstAt, hours: heard, lastAt } = rhythm
  const calls = new Float64Array(WEEK_HOURS)
  let history = 0
  heard.forEach((hour, index) => {
    const bucket = hours[hour - from]
    const count = counts[index] ?? 0
    if (bucket === undefined) return
    calls[bucket] = (calls[bucket] ?? 0) + count
    history += count
  })
  const times = new Float64Array(WEEK_HOURS)
  const first = firstAt === null ? 0 : Math.max(0, hourOf(firstAt) - from)
  const last = lastAt === null ? -1 : Math.min(hours.length - 1, hourOf(lastAt) - from)
  for (let hour = first; hour <= last; hour += 1) {
    const bucket = hours[hour] ?? 0
    times[bucket] = (times[bucket] ?? 0) + 1
  }
  const rates = calls.map((count, bucket) => count / Math.max(1, times[bucket] ?? 0))
  return { history, hours, rates, rhythm }
}

type Expected = { from: number; observed: Observed; since: number; until: number }

/**
 * The expected number of calls of a client between two instants.
 * @param since in milliseconds since 1970, like `until`
 */
export const expectedCalls = ({ from, observed, since, until }: Expected): number => {
  const start = Math.max(since, from * HOUR_MS)
  const lastHour = Math.floor(until / HOUR_MS)
  let expected = 0
  for (let hour = Math.floor(start / HOUR_MS); hour <= lastHour; hour += 1) {
    const rate = observed.rates[observed.hours[hour - from] ?? 0] ?? 0
    if (rate === 0) continue
    const begins = Math.max(start, hour * HOUR_MS)
    const ends = Math.min(until, (hour + 1) * HOUR_MS)
    expected += (rate * Math.max(0, ends - begins)) / HOUR_MS
  }
  return expected
}
