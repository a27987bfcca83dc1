import { DAY_MS, HOUR_MS } from '../../lib/time/units'
import type { VapiProblem } from '../api/answer'
import type { CallRow } from '../api/callRow'

/** A page of calls as long as Vapi gives in a few seconds. */
export const PAGE_CALLS = 100
/** Vapi's longest page: for more calls than that in one millisecond there is no way on. */
const LONGEST_PAGE = 1_000
/** So many pages came in time before a longer one is tried. */
const GOOD_PAGES = 20
/** A shorter page that still does not come in time means that Vapi is away. */
const SHORTEST_SLOW_PAGE = 12
const MAX_MOVES = 2
/** The edge of what Vapi keeps moves on while we read. */
export const EDGE_MS = HOUR_MS

/** Why a walk ended before the end of the list. */
export type WalkProblem =
  | 'order'
  | 'retention'
  | 'ties'
  | 'too_many'
  | Extract<VapiProblem['kind'], 'invalid' | 'too_large' | 'wrong_route'>

/** Where a walk is in Vapi's list, which it reads from the newest call to the oldest. */
export type WalkPlace = {
  /** How many rows the server gives at most, once it gave fewer than asked for although there were more. */
  cap: null | number
  /** The calls of the millisecond `le` that were read. Lost by a restart, which then reads them again. */
  edge: ReadonlySet<string>
  /** Calls created from then on; null: of all times. */
  from: Date | null
  /** How many pages came since the length was changed. */
  good: number
  /** Whether the page is longer than usual, for one millisecond. */
  isWide: boolean
  /** Calls created until then, inclusive: several may have been created in the same millisecond. */
  le: Date
  /** How many calls the next page has. */
  limit: number
  /** How often `from` had to follow the edge of what Vapi keeps. */
  moves: number
  /** Usual length of a page: shorter than at first after a time-out. */
  pageLimit: number
  /** The rows of the last page, if it was shorter than asked for. */
  short: null | number
}

/** What follows from an answer. `fresh`: rows that were not read before. `from`: where Vapi's list really begins. */
export type WalkStep =
  | { end: 'complete' | WalkProblem; from?: Date }
  | { fresh: readonly CallRow[]; next: WalkPlace }

type Start = Pick<WalkPlace, 'from' | 'le'> & Partial<Pick<WalkPlace, 'moves' | 'pageLimit'>>

/** The place of a walk that begins, or goes on after a restart. */
export const startPlace = ({ from, le, moves = 0, pageLimit = PAGE_CALLS }: Start): WalkPlace => ({
  cap: null,
  edge: new Set(),
  from,
  good: 0,
  isWide: false,
  le,
  limit: pageLimit,
  moves,
  pageLimit,
  short: null,
})

const isNewestFirst = (rows: readonly CallRow[], le: Date): boolean => {
  let last = le.getTime()
  for (const { createdAt } of rows) {
    const created = createdAt.getTime()
    if (created > last) return false
    last = created
  }
  return true
}

type Page = { received: number; rows: readonly CallRow[] }

const end = (how: 'complete' | WalkProblem): WalkStep => ({ end: how })

/** All rows of the page were read before: it is the end, or the page is too short for one millisecond. */
const afterNothingNew = (place: WalkPlace, received: number): WalkStep => {
  const isFull = received >= Math.min(place.limit, place.cap ?? place.limit)
  if (!isFull) return end('complete')
  if (place.isWide) return end('ties')
  return { fresh: [], next: { ...place, isWide: true, limit: LONGEST_PAGE } }
}

/**
 * What follows from a page. The walk ends only after a page without a call that is new to it, so that it also gets to
 * the end of a server that gives fewer rows than asked for.
 */
export const afterPage = (place: WalkPlace, { received, rows }: Page): WalkStep => {
  if (!isNewestFirst(rows, place.le)) return end('order')
  const byID = new Map(rows.map((row) => [row.id, row]))
  const fresh = [...byID.values()].filter(({ id }) => !place.edge.has(id))
  const oldest = fresh.at(-1)
  if (!oldest) return afterNothingNew(place, received)
  const le = oldest.createdAt
  const isSame = le.getTime() === place.le.getTime()
  const edge = fresh.filter(({ createdAt }) => createdAt.getTime() === le.getTime())
  const cap = place.short === null ? place.cap : Math.max(place.cap ?? 0, place.short)
  const isLonger = place.good + 1 >= GOOD_PAGES && place.pageLimit < PAGE_CALLS
  const pageLimit = isLonger ? Math.min(PAGE_CALLS, place.pageLimit * 2) : place.pageLimit
  return {
    fresh,
    next: {
      ...place,
      cap,
      edge: new Set([...(isSame ? place.edge : []), ...edge.map(({ id }) => id)]),
      good: isLonger ? 0 : place.good + 1,
      isWide: false,
      le,
      limit: pageLimit,
      pageLimit,
      short: received < place.limit ? received : null,
    },
  }
}

const shorter = (place: WalkPlace, least: number): null | WalkPlace => {
  const limit = Math.ceil(place.limit / 2)
  if (place.limit <= least) return null
  // A page that is longer than usual, for one millisecond, says nothing about the usual ones.
  if (place.limit > place.pageLimit) return { ...place, limit: Math.max(limit, place.pageLimit) }
  return { ...place, good: 0, limit, pageLimit: limit }
}

type Window = { now: Date; windowStart: Date }

/** Vapi keeps less than was thought, or the edge came by: begin later. */
const afterRetention = (
  place: WalkPlace,
  days: number | undefined,
  { now, windowStart }: Window,
): WalkStep => {
  const go = (from: Date, moves: number): WalkStep =>
    from > place.le ? { end: 'complete', from } : { fresh: [], next: { ...place, from, moves } }
  if (place.from === null) return go(windowStart, place.moves)
  if (place.moves >= MAX_MOVES) return end('retention')
  const kept = days === undefined ? 0 : now.getTime() - days * DAY_MS + EDGE_MS
  return go(new Date(Math.max(place.from.getTime() + DAY_MS, kept)), place.moves + 1)
}

/**
 * What follows from a request that failed.
 * @returns null: the walk goes on from the same place, some time later
 */
export const afterProblem = (
  place: WalkPlace,
  { days, kind }: VapiProblem,
  window: Window,
): null | WalkStep => {
  if (kind === 'retention') return afterRetention(place, days, window)
  if (kind === 'invalid' || kind === 'wrong_route') return end(kind)
  if (kind !== 'unreachable' && kind !== 'too_large') return null
  const next = shorter(place, kind === 'too_large' ? 1 : SHORTEST_SLOW_PAGE)
  if (next) return { fresh: [], next }
  return kind === 'too_large' ? end('too_large') : null
}
