/**
 * The ways in which the desk answers sooner than Payload would, each of which leaves to Payload what it cannot
 * do: `graphql` queries posted, `route` to lists of calls, `permit` of what may be read, `page` read by one
 * statement, `total` counted along with it, `user` recalled when signing in.
 */
export const QUICK_WAYS = ['graphql', 'page', 'permit', 'route', 'total', 'user'] as const
export type QuickWay = (typeof QUICK_WAYS)[number]

/** How often a way was taken, and how often not, since the process started. */
export type Taken = { no: number; yes: number }

const taken: Record<QuickWay, Taken> = {
  graphql: { no: 0, yes: 0 },
  page: { no: 0, yes: 0 },
  permit: { no: 0, yes: 0 },
  route: { no: 0, yes: 0 },
  total: { no: 0, yes: 0 },
  user: { no: 0, yes: 0 },
}

/**
 * Counts whether a quick way was taken. They leave to Payload what they cannot do, so that nothing else tells
 * when they are never taken any more.
 */
export const noteWay = (way: QuickWay, isTaken: boolean): void => {
  taken[way][isTaken ? 'yes' : 'no'] += 1
}

/** All that was counted. */
export const waysTaken = (): Readonly<Record<QuickWay, Readonly<Taken>>> => taken
