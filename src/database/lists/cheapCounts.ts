import type { PayloadRequest } from 'payload'

const CHEAP = 'onlyIfCheap'

/** The context of a count that is wanted only if it is quick: see {@link isCostly}. */
export const onlyIfCheap = { [CHEAP]: true } as const

/** Whether a count is wanted only if it is quick. */
export const wantsCheap = (req: Partial<PayloadRequest> | undefined): boolean =>
  req?.context?.[CHEAP] === true

/**
 * What a count may cost in the planner's units, in which reading 8 KB is 1. It takes a few hundredths of a second,
 * and the list of calls makes ten of them.
 */
const CHEAP_COST = 3_000

type Plan = { cost: number; limit: number; rows: number }

/** Whether a count that ends at a limit would read too much of the table. */
export const isTooCostly = ({ cost, limit, rows }: Plan): boolean =>
  cost * Math.min(1, limit / Math.max(1, rows)) > CHEAP_COST

/** Whether Payload's answer to a count says that it was not made, because it would not have been quick. */
export const isCostly = (counted: object): boolean => Reflect.get(counted, 'isCostly') === true
