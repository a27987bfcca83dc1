import type { Day } from '../../figures/days'
import type { CompletenessCounts, CompletenessDay, DayState } from './completeness'
import { LATE_MS } from './knowledge'

/** Calls of one day with the same state. */
export type DayRow = {
  calls: number
  /** The place of the day; -1: before the first one. */
  day: number
  inWindow: boolean
  isNobodys: boolean
  recovered: number
  state: string
}

/** What the table of calls says, and how it is counted. `not_ours`, and calls of nobody, are counted apart. */
const COUNTED = {
  cannot_be_filled: 'cannotBeFilled',
  held: 'here',
  missing: 'missing',
  never_connected: 'neverConnected',
  stuck: 'stuck',
  waiting: 'waiting',
} as const satisfies Record<string, Exclude<keyof CompletenessCounts, 'atVapi'>>

const isCounted = (state: string): state is keyof typeof COUNTED => Object.hasOwn(COUNTED, state)

type Sum = CompletenessCounts & { notAttributable: number; recovered: number }

const sumOf = (rows: readonly DayRow[]): Sum => {
  const sum: Sum = {
    atVapi: 0,
    cannotBeFilled: 0,
    here: 0,
    missing: 0,
    neverConnected: 0,
    notAttributable: 0,
    recovered: 0,
    stuck: 0,
    waiting: 0,
  }
  for (const { calls, isNobodys, recovered, state } of rows) {
    if (isNobodys || !isCounted(state)) {
      sum.notAttributable += calls
      continue
    }
    sum.atVapi += calls
    sum[COUNTED[state]] += calls
    if (state === 'held') sum.recovered += recovered
  }
  return sum
}

/** The numbers of the window, each call in exactly one of them. */
export const countsOf = (rows: readonly DayRow[]): Sum =>
  sumOf(rows.filter(({ inWindow }) => inWindow))

const stateOf = (isKnown: boolean, missing: number, recovered: number): DayState => {
  // A hole that is known stays one, however little is known of the rest of its day.
  if (missing > 0) return 'hole'
  if (!isKnown) return 'unknown'
  return recovered > 0 ? 'recovered' : 'complete'
}

type Days = {
  /** For each day: whether Vapi's list was read to its end for all of it, but for the last hour. */
  covered: readonly boolean[]
  days: readonly Day[]
  isKnownNow: boolean
  now: Date
  rows: readonly DayRow[]
}

/** Days with their state. A day that began within the hour is known if the last check is recent. */
export const daysOf = ({ covered, days, isKnownNow, now, rows }: Days): CompletenessDay[] =>
  days.map(({ date, from }, index) => {
    const sum = sumOf(rows.filter(({ day }) => day === index))
    const hasJustBegun = now.getTime() - Date.parse(from) < LATE_MS
    const missing = sum.missing + sum.cannotBeFilled
    return {
      atVapi: sum.atVapi,
      date,
      here: sum.here,
      missing,
      recovered: sum.recovered,
      state: stateOf(hasJustBegun ? isKnownNow : covered[index] === true, missing, sum.recovered),
    }
  })
