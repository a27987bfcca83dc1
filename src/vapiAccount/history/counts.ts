import { z } from 'zod'

const dateSchema = z.iso.datetime().nullable()

const ofClientSchema = z.object({
  found: z.number(),
  held: z.number(),
  newest: dateSchema,
  oldest: dateSchema,
})

/** The calls of one client. `found`: they can be imported, or were. `held`: the desk has them already. */
export type ClientCounts = z.infer<typeof ofClientSchema>

export const countsSchema = z.object({
  before: z.number(),
  calls: z.number(),
  clients: z.record(z.string(), ofClientSchema),
  deleted: z.number().default(0),
  failed: z.number(),
  found: z.number(),
  gained: z.number(),
  held: z.number(),
  imported: z.number(),
  neverConnected: z.number(),
  notOurs: z.number(),
  poor: z.number(),
  refetched: z.number(),
  requests: z.number(),
  waiting: z.number(),
})

/**
 * What a run has met. `calls`: rows that Vapi listed; each is one of: `notOurs` (of no client, or of another one than
 * the run's), `before` (older than the client's date), `waiting` (not over, or just now), `neverConnected`, `held` (the
 * desk has it), `deleted` (staff deleted it here), or `found`. Of the found ones, `imported` were stored, `failed` could not be, and `poor` came without
 * content, so that each needs a request of its own. `refetched` of them were asked for, and `gained` content by it.
 */
export type HistoryCounts = z.infer<typeof countsSchema>

export const NO_COUNTS: HistoryCounts = {
  before: 0,
  calls: 0,
  clients: {},
  deleted: 0,
  failed: 0,
  found: 0,
  gained: 0,
  held: 0,
  imported: 0,
  neverConnected: 0,
  notOurs: 0,
  poor: 0,
  refetched: 0,
  requests: 0,
  waiting: 0,
}

type Numbers = Omit<HistoryCounts, 'clients'>

/** Counts one more of each of these, which are different. */
export const plusOne = (
  counts: HistoryCounts,
  ...names: readonly (keyof Numbers)[]
): HistoryCounts => ({
  ...counts,
  ...Object.fromEntries(names.map((name) => [name, counts[name] + 1])),
})

type OfClient = { at: Date; clientID: string; name: 'found' | 'held' }

/** Counts a call of a client, as found or as held. */
export const countOfClient = (
  counts: HistoryCounts,
  { at, clientID, name }: OfClient,
): HistoryCounts => {
  const known = counts.clients[clientID] ?? { found: 0, held: 0, newest: null, oldest: null }
  const iso = at.toISOString()
  const counted = { ...known, [name]: known[name] + 1 }
  const dated =
    name === 'held'
      ? counted
      : {
          ...counted,
          newest: known.newest !== null && known.newest > iso ? known.newest : iso,
          oldest: known.oldest !== null && known.oldest < iso ? known.oldest : iso,
        }
  return plusOne({ ...counts, clients: { ...counts.clients, [clientID]: dated } }, name)
}

/** Time between two requests to an account. */
const REQUEST_MS = 700
/** After so many calls without content that had no more when they were asked for, no further ones are asked for. */
const MAX_VAIN_REQUESTS = 20

/** Whether to ask for a call that was listed without content: an account may keep none, and each takes a request. */
export const isWorthAsking = ({ gained, refetched }: HistoryCounts): boolean =>
  gained > 0 || refetched < MAX_VAIN_REQUESTS

/** How many requests an import takes after this dry run, and for how many minutes it sends them. */
export const estimateOf = ({
  poor,
  requests,
}: HistoryCounts): { minutes: number; requests: number } => {
  const all = requests + poor
  return { minutes: Math.max(1, Math.ceil((all * REQUEST_MS) / 60_000)), requests: all }
}
