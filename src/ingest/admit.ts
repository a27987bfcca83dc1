import type { Payload } from 'payload'
import type { RefusalReason } from '../sender/verify'
import { type Guard, knownGuards, passes, readGuard, type Shown } from './guards'
import { countRefusal } from './refusals'
import { noteRetiredUse } from './retiredUse'

// Each further round means that somebody changed who may post for the client meanwhile.
const MAX_ROUNDS = 10

/** The client's guard is not the one that the sender was checked by: nothing was stored. */
export const NOT_ADMITTED = 'not_admitted'

type Admit<Result> = {
  deadline: number
  /** Token index. */
  key: string
  payload: Payload
  shown: Shown
  /** Stores for a sender who passed this guard, unless the client has another one by now. */
  take: (guard: Guard | null) => Promise<Result | typeof NOT_ADMITTED>
}

/**
 * Lets what was posted be stored if its sender may post for the client. Clients whom anybody may post
 * for, with the token, cost nothing: their statement finds no guard and stores at once. Fails closed:
 * a statement stores only under the very guard that was passed.
 */
export const admit = async <Result>({
  deadline,
  key,
  payload,
  shown,
  take,
}: Admit<Result>): Promise<Result | { kind: 'refused'; reason: RefusalReason }> => {
  const { pool } = payload.db
  const known = knownGuards(pool)
  let guard = known.get(key) ?? null
  let isFresh = false
  const readAgain = async () => {
    guard = await readGuard({ deadline, key, payload })
    isFresh = true
    if (guard) known.set(key, guard)
    else known.delete(key)
  }

  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const passed = guard === null ? null : passes(guard, shown)
    if (guard && passed?.reason) {
      if (isFresh) {
        countRefusal(pool, key, passed.reason)
        return { kind: 'refused', reason: passed.reason }
      }
      // What we remember may be out of date.
      await readAgain()
      continue
    }
    const result = await take(guard)
    if (result !== NOT_ADMITTED) {
      if (passed?.reason === null) noteRetiredUse(pool, passed.former, 'webhook_retired_senders')
      return result
    }
    await readAgain()
  }
  throw new Error('Who may post for a client changed on every attempt to store a report')
}
