import { HOUR_MS } from '../lib/time/units'
import { WEEK_HOURS } from './localHours'
import type { Observed } from './rhythm'

/** Activity longer ago says nothing about a current silence. */
const PEER_HOURS = 3 * WEEK_HOURS
/**
 * Clients that fell silent this much earlier had other reasons: a holiday begins for all on the same
 * day.
 */
const EARLIER_MS = 3 * 24 * HOUR_MS
/** With fewer others the comparison would be chance. */
const FEWEST_PEERS = 3

/** Running totals of hourly values: index `i` is the sum of the first `i`. */
const runningTotals = (values: Float64Array): Float64Array => {
  const totals = new Float64Array(values.length + 1)
  for (const [index, value] of values.entries()) {
    totals[index + 1] = (totals[index] ?? 0) + value
  }
  return totals
}

type Range = { from: number; start: number; until: number }
type Group = { heard: Float64Array; peers: Peer[] }
type Peer = { lastMs: number; likely: Float64Array; observed: Observed }

const peerOf = (observed: Observed, { from, start, until }: Range): Peer => {
  const chances = observed.rates.map((rate) => 1 - Math.exp(-rate))
  const likely = new Float64Array(until - start).map(
    (_, index) => chances[observed.hours[start + index - from] ?? 0] ?? 0,
  )
  const lastMs = observed.rhythm.lastAt?.getTime() ?? 0
  return { lastMs, likely: runningTotals(likely), observed }
}

const groupOf = (peers: Peer[], { start, until }: Range): Group => {
  const heard = new Float64Array(until - start)
  for (const { observed } of peers) {
    for (const hour of observed.rhythm.hours) {
      if (hour >= start && hour < until) heard[hour - start] = (heard[hour - start] ?? 0) + 1
    }
  }
  return { heard: runningTotals(heard), peers }
}

const byZone = (peers: readonly Peer[], range: Range): Map<null | string, Group> => {
  const zones = new Map<null | string, Peer[]>()
  for (const peer of peers) {
    const { timezone } = peer.observed.rhythm
    const known = zones.get(timezone)
    if (known) known.push(peer)
    else zones.set(timezone, [peer])
  }
  return new Map([...zones].map(([zone, members]) => [zone, groupOf(members, range)]))
}

type ShareHeard = {
  /** The first hour of every client's `hours`, in hours since 1970. */
  from: number
  observed: readonly Observed[]
  /** In milliseconds since 1970. */
  until: number
}

/**
 * For a silent client: how active other clients have been since its last call, as a share of what their
 * rhythms make likely. 1 means as usual or more, 0 means no activity. A client with calls in an hour
 * counts once, no matter how many. Clients that fell silent days earlier are not considered. Compared
 * are clients in the same time zone if there are at least three, else all; with fewer than three the
 * share is 1.
 * @returns computes the share of one client, from 0 to 1
 */
export const shareHeard = ({
  from,
  observed,
  until,
}: ShareHeard): ((client: Observed) => number) => {
  const end = Math.floor(until / HOUR_MS)
  const start = Math.max(from, end - PEER_HOURS)
  const range = { from, start, until: end }
  const peers = observed
    .filter(({ rhythm }) => (rhythm.lastAt?.getTime() ?? 0) >= start * HOUR_MS)
    .map((each) => peerOf(each, range))
  const all = groupOf(peers, range)
  const zones = byZone(peers, range)

  return (client) => {
    const lastMs = client.rhythm.lastAt?.getTime() ?? 0
    const first = Math.min(end, Math.max(start, Math.floor(lastMs / HOUR_MS) + 1)) - start
    const since = (totals: Float64Array) => (totals[end - start] ?? 0) - (totals[first] ?? 0)
    const othersIn = (group?: Group) =>
      (group?.peers ?? []).filter(
        (peer) => peer.observed !== client && peer.lastMs >= lastMs - EARLIER_MS,
      )
    const near = zones.get(client.rhythm.timezone)
    const neighbours = othersIn(near)
    const isNear = neighbours.length >= FEWEST_PEERS
    const others = isNear ? neighbours : othersIn(all)
    if (others.length < FEWEST_PEERS) return 1
    const likely = others.reduce((sum, peer) => sum + since(peer.likely), 0)
    const heard = since((isNear && near ? near : all).heard)
    // One more on both sides, since a few hours prove nothing.
    return Math.min(1, (heard + 1) / (likely + 1))
  }
}
