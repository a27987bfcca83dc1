import { HOUR_MS } from '../lib/time/units'
import { WEEK_HOURS } from './localHours'
import type { Observed } from './rhythm'

/** What happened longer ago is no measure for a silence that goes on. */
const PEER_HOURS = 3 * WEEK_HOURS
/** Who fell silent so much earlier did so for other reasons: a holiday begins for all at once. */
const EARLIER_MS = 3 * 24 * HOUR_MS
/** Fewer others are chance. */
const FEWEST_PEERS = 3

/** Values of hours as running totals: index `i` is the sum of the first `i`. */
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
  /** The hour that everybody's `hours` begin with. */
  from: number
  observed: readonly Observed[]
  /** In milliseconds since 1970. */
  until: number
}

/**
 * Tells of a silent client how much is heard of others since its last call, of what their rhythms make
 * likely: 1 is as usual or more, 0 nothing. Each client that is heard in an hour counts once, however
 * often; who fell silent days before does not count. Others of the same time zone, if there are three
 * of them, else all; without enough of them it is 1.
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
    // One more on both sides: of a few hours nothing follows.
    return Math.min(1, (heard + 1) / (likely + 1))
  }
}
