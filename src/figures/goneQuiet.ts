import { DAY_MS, HOUR_MS, WEEK_MS } from '../lib/time/units'
import { hoursOfWeek, WEEK_HOURS } from './localHours'
import { expectedCalls, type Observed, observe, type Rhythm } from './rhythm'
import { shareHeard } from './shareHeard'

/** How far back a client's rhythm is looked at. */
export const RHYTHM_WEEKS = 8
const RHYTHM_HOURS = RHYTHM_WEEKS * WEEK_HOURS

/** A silence is told of when it happens less often than once in so many, by the client's own rhythm. */
const ODDS = Math.log(1_000)
/** Nobody is told of shorter ones: callers come in bunches. */
const SHORTEST_MS = 4 * HOUR_MS
/** With less history than this, silent nights and weekends are not known yet. */
const NEW_MS = WEEK_MS
/** With less of the others' usual calls than that, it is them too: nobody is told of by name. */
const MOST_SILENT = 0.5
/** So long after going live the first call is late. */
const FIRST_CALL_MS = 3 * DAY_MS

/** Why a client is on the list: silent against its rhythm, for eight weeks, or from the start. */
export type QuietReason = 'never' | 'rhythm' | 'weeks'

type QuietClient = {
  /** How many calls its rhythm makes likely in this time. */
  expected: number
  id: string
  /** Of its last call; null when there never was one. */
  lastAt: Date | null
  reason: QuietReason
}

type Quiet = {
  /** The clients, the most striking first. */
  clients: QuietClient[]
  /** When no client at all is heard that should be: since when, and how many calls are missing. */
  desk: null | { expected: number; lastAt: Date }
  /** Ids of those that are as silent, but so are most others. */
  together: string[]
}

/**
 * How unlikely a silence is, as a negative logarithm, when so many calls of history make `expected` of
 * them likely: that of no call in a Poisson process whose rate is only known from that history. Much
 * history: `expected` itself; little history weighs less.
 */
export const surprise = (expected: number, history: number): number =>
  history === 0 ? 0 : history * Math.log1p(expected / history)

type Judged = { expected: number; verdict: 'fine' | 'together' | QuietReason }
const FINE: Judged = { expected: 0, verdict: 'fine' }

type All = { end: number; from: number; observed: readonly Observed[] }

/** The desk as a whole, as if it were one client. One client alone is told of by name. */
const silenceOfAll = ({ end, from, observed }: All): Quiet['desk'] => {
  const since = Math.max(0, ...observed.map(({ rhythm }) => rhythm.lastAt?.getTime() ?? 0))
  if (since === 0 || observed.length === 1) return null
  const history = observed.reduce((sum, one) => sum + one.history, 0)
  const expected = observed.reduce(
    (sum, one) => sum + expectedCalls({ from, observed: one, since, until: end }),
    0,
  )
  return surprise(expected, history) < ODDS ? null : { expected, lastAt: new Date(since) }
}

type GoneQuiet = {
  now: Date
  /** Of all clients that are live and active. */
  rhythms: readonly Rhythm[]
}

/**
 * Finds the clients that have gone quiet: those for which so long a silence comes about less than once
 * in 1,000 times.
 *
 * - A client's rhythm is how many calls it had in each hour of the week, by its own clock, over the last
 *   8 weeks up to its last call. Nights, lunch breaks and weekends without calls are thus no silence.
 * - What the rhythm makes likely since the last call is scaled down by how much is heard of other
 *   clients in the same hours, each counting alike: when it is less than half of the usual, as in a week
 *   of holidays, nobody is listed for being silent too, but `together` has them. Compared are clients of
 *   the same time zone if there are three of them, else all.
 * - About 7 missing calls are enough; more of them when there is little history.
 * - A silence under 4 hours never counts; one under a week does not in a client's first week of calls.
 * - Without a call for 8 weeks, or with none at all 3 days after going live, a client is listed as well.
 *
 * When nothing is heard of anybody, which others cannot excuse, `desk` says so.
 */
export const goneQuiet = ({ now, rhythms }: GoneQuiet): Quiet => {
  const end = now.getTime()
  const from = Math.floor(end / HOUR_MS) - RHYTHM_HOURS
  const hours = new Map<null | string, Uint8Array>()
  for (const { timezone } of rhythms) {
    if (!hours.has(timezone)) {
      hours.set(timezone, hoursOfWeek({ count: RHYTHM_HOURS + 1, from, timezone }))
    }
  }
  const observed = rhythms.map((rhythm) =>
    observe({ from, hours: hours.get(rhythm.timezone) ?? new Uint8Array(), rhythm }),
  )
  let others: ReturnType<typeof shareHeard> | undefined
  const heard = (one: Observed) => {
    // On most days nobody has to be compared.
    others ??= shareHeard({ from, observed, until: end })
    return others(one)
  }

  const judge = (one: Observed): Judged => {
    const { firstAt, lastAt, liveSince } = one.rhythm
    if (lastAt === null) {
      const isLate = liveSince !== null && end - liveSince.getTime() > FIRST_CALL_MS
      return { expected: 0, verdict: isLate ? 'never' : 'fine' }
    }
    const since = lastAt.getTime()
    if (end - since > RHYTHM_WEEKS * WEEK_MS) return { expected: 0, verdict: 'weeks' }
    const isNew = firstAt === null || since - firstAt.getTime() < NEW_MS
    if (end - since < (isNew ? NEW_MS : SHORTEST_MS)) return FINE
    const likely = expectedCalls({ from, observed: one, since, until: end })
    if (surprise(likely, one.history) < ODDS) return FINE
    const share = heard(one)
    if (share < MOST_SILENT) return { expected: likely, verdict: 'together' }
    const expected = likely * share
    return surprise(expected, one.history) < ODDS ? FINE : { expected, verdict: 'rhythm' }
  }

  const clients: QuietClient[] = []
  const together: string[] = []
  for (const one of observed) {
    const { id, lastAt } = one.rhythm
    const { expected, verdict } = judge(one)
    if (verdict === 'together') together.push(id)
    else if (verdict !== 'fine') clients.push({ expected, id, lastAt, reason: verdict })
  }
  clients.sort((one, other) => other.expected - one.expected)
  return { clients, desk: silenceOfAll({ end, from, observed }), together }
}
