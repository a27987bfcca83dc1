import { HOUR_MS } from '../lib/time/units'
import { WEEK_HOURS } from './localHours'

/** When a client had calls. */
export type Rhythm = {
  /** How many calls it had in each of `hours`. */
  counts: readonly number[]
  /** Of its first call ever. */
  firstAt: Date | null
  /** In which hours since 1970, UTC, it had calls lately. */
  hours: readonly number[]
  id: string
  /** Of its last call. */
  lastAt: Date | null
  /** Since when it is live, as far as that is known. */
  liveSince: Date | null
  timezone: null | string
}

/** A rhythm with what follows from it. */
export type Observed = {
  /** How many calls it is made of. */
  history: number
  /** The hour of the week for each hour from the beginning on, by the client's clock. */
  hours: Uint8Array
  /** Calls an hour, for each hour of the week. */
  rates: Float64Array
  rhythm: Rhythm
}

type Observe = {
  /** The hour that `hours` begins with, since 1970. */
  from: number
  hours: Uint8Array
  rhythm: Rhythm
}

const hourOf = (date: Date): number => Math.floor(date.getTime() / HOUR_MS)

/**
 * Works out how often a client has calls in each hour of the week: between its first call, at the
 * earliest `from`, and its last one, so that a silence at the end makes it no rarer.
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

/** How many calls a client is likely to have between two instants, in milliseconds since 1970. */
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
