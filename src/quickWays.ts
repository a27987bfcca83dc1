/**
 * The desk's fast paths. Each leaves to Payload what it cannot do. `graphql`: posted queries, `route`: routing of
 * call lists, `permit`: read access, `page`: a page read by one statement, `total`: its total, counted by the same
 * statement, `user`: the cached user when signing in.
 */
export const QUICK_WAYS = ['graphql', 'page', 'permit', 'route', 'total', 'user'] as const
export type QuickWay = (typeof QUICK_WAYS)[number]

/** How often a fast path was taken, and how often not, since the process started. */
export type WayCounts = { no: number; yes: number }

const taken: Record<QuickWay, WayCounts> = {
  graphql: { no: 0, yes: 0 },
  page: { no: 0, yes: 0 },
  permit: { no: 0, yes: 0 },
  route: { no: 0, yes: 0 },
  total: { no: 0, yes: 0 },
  user: { no: 0, yes: 0 },
}

/**
 * Counts whether a fast path was taken. Without this counter nobody would notice if one was never taken
 * again, for example after an upgrade of Payload.
 */
export const noteWay = (way: QuickWay, isTaken: boolean): void => {
  taken[way][isTaken ? 'yes' : 'no'] += 1
}

/** The counters of all fast paths. */
export const waysTaken = (): Readonly<Record<QuickWay, Readonly<WayCounts>>> => taken
