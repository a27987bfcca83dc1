import { DAY_MS, HOUR_MS, WEEK_MS } from '../lib/time/units'
import { hoursOfWeek, WEEK_HOURS } from './localHours'
import { expectedCalls, type Observed, observe, type Rhythm } from './rhythm'
import { shareHeard } from './shareHeard'

/** How many weeks a client's rhythm is based on. */
export const RHYTHM_WEEKS = 8
const RHYTHM_HOURS = RHYTHM_WEEKS * WEEK_HOURS

/** A silence is reported if it occurs less than once in 1,000 times by the client's own rhythm. */
const ODDS = Math.log(1_000)
/** Shorter silences are never reported: calls come in bursts. */
const SHORTEST_MS = 4 * HOUR_MS
/** With less history, silent nights and weekends are not known yet. */
const NEW_MS = WEEK_MS
/**
 * If the activity of other clients is below this share, the silence is common: no client is listed by
 * name.
 */
const MOST_SILENT = 0.5
/** This long after going live, the first call is overdue. */
const FIRST_CALL_MS = 3 * DAY_MS

/** Why a client is listed: no call ever, silent against its rhythm, or silent for eight weeks. */
export type QuietReason = 'never' | 'rhythm' | 'weeks'

type QuietClient = {
  /** The expected number of calls since the last one. */
  expected: number
  id: string
  /** The time of its last call; null if there never was one. */
  lastAt: Date | null
  reason: QuietReason
}

type Quiet = {
  /** The clients, the most striking first. */
  clients: QuietClient[]
  /** If no client has calls though some should: the last call of all, and how many calls are missing. */
  desk: null | { expected: number; lastAt: Date }
  /** IDs of clients that are silent while most others are too. */
  together: string[]
}

/**
 * How unlikely a silence is, as the negative natural logarithm of its probability. It is the
 * probability of no call in a Poisson process whose rate is estimated from `history` calls. With much
 * history the result is close to `expected`; with little it is lower.
 * @param expected the expected number of calls
 * @example
 * surprise(7, 1_000_000) // about 7: once in e⁷, or 1,100 times
 */
export const surprise = (expected: number, history: number): number =>
  history === 0 ? 0 : history * Math.log1p(expected / history)

type Judgement = { expected: number; verdict: 'fine' | 'together' | QuietReason }
const FINE: Judgement = { expected: 0, verdict: 'fine' }

type All = { end: number; from: number; observed: readonly Observed[] }

/** Treats the desk as if it were one client. A single client is listed by name instead. */
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
  /** The rhythms of all clients that are live and active. */
  rhythms: readonly Rhythm[]
}

/**
 * Finds the clients that have gone quiet: a silence this long occurs by chance less than once in 1,000
 * times.
 *
 * - A client's rhythm is the number of calls in each hour of the week, in its time zone, over the last
 *   8 weeks up to its last call. So nights, lunch breaks and weekends without calls do not count as
 *   silence.
 * - The calls expected since the last one are scaled down by how active other clients are in the same
 *   hours, each with the same weight. If they are less than half as active as usual, as in a week of
 *   holidays, silent clients are not listed but are in `together`. Compared are clients in the same
 *   time zone if there are at least three, else all.
 * - About 7 missing calls are enough; with little history it takes more.
 * - A silence under 4 hours never counts; in a client's first week of calls, one under a week does not.
 * - A client is also listed after 8 weeks without a call, or 3 days after going live without any call.
 *
 * If all clients are silent, comparing them says nothing; `desk` then reports the silence.
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
    // Computed when first needed: on most days no client has to be compared.
    others ??= shareHeard({ from, observed, until: end })
    return others(one)
  }

  const judge = (one: Observed): Judgement => {
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
