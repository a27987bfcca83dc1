import type { Payload } from 'payload'
import type { VapiProblem } from '../api/answer'
import { listCalls } from '../api/calls'
import type { Connection } from '../api/connection'
import { bookFor } from '../attribution/bookFor'
import { noteCovered } from '../completeness/noteCovered'
import { recordPage } from './recordPage'
import { afterPage, afterProblem, startPlace, type WalkPlace, type WalkProblem } from './step'
import { endWalk, saveWalk, takeWalk, type Walk, type WalkKind, windowStart } from './walks'

/** Of one walk, from its beginning: half a million calls. */
const MAX_REQUESTS = 5_000

type WalkCalls = {
  connection: Connection
  kind: WalkKind
  lease: string
  /** How many requests this run may make; the next one goes on. */
  maxRequests: number
  payload: Payload
}

type Going = WalkCalls & { walk: Walk }

/** What came of a run. `requests`: those it made. `problem`: why the account has to rest before the next one. */
export type Walked = {
  isEnded: boolean
  problem: null | VapiProblem
  requests: number
}

const queryOf = (place: WalkPlace, { since }: Walk) => ({
  createdAtLe: place.le,
  limit: place.limit,
  ...(place.from ? { createdAtGe: place.from } : {}),
  ...(since ? { updatedAtGe: since } : {}),
})

const PROVES_SO_FAR: ReadonlySet<WalkProblem> = new Set(['retention', 'ties', 'too_many'])

/** From when on all calls are known after a walk; null: of none. */
const provenFrom = (
  { since }: Walk,
  { end, kind, place }: { end: 'complete' | WalkProblem; kind: WalkKind; place: WalkPlace },
): Date | null => {
  // A walk over changed calls has every call that was created since then.
  if (end === 'complete') return kind === 'fresh' ? since : place.from
  return kind === 'whole' && PROVES_SO_FAR.has(end) ? place.le : null
}

const goOn = async (going: Going): Promise<Walked> => {
  const { connection, kind, lease, maxRequests, walk } = going
  const { accountID, pool, signal } = connection
  const bookOf = bookFor(going)
  let place = startPlace(walk)
  let requests = 0
  const ended = async (end: 'complete' | WalkProblem, unsaved: number): Promise<Walked> => {
    const problem = end === 'complete' ? null : end
    await endWalk({ accountID, from: place.from, kind, lease, pool, problem, requests: unsaved })
    const from = provenFrom(walk, { end, kind, place })
    if (from !== null) await noteCovered({ accountID, from, pool, until: walk.startedAt })
    return { isEnded: true, problem: null, requests }
  }
  while (requests < maxRequests && !signal.aborted) {
    if (walk.requests + requests >= MAX_REQUESTS) return ended('too_many', 0)
    const answer = await listCalls(connection, queryOf(place, walk), { retries: false })
    if (signal.aborted) break
    requests += 1
    const now = new Date()
    const step = answer.ok
      ? afterPage(place, answer.value)
      : afterProblem(place, answer.problem, {
          now,
          windowStart: windowStart(connection.retentionDays, now),
        })
    if (step === null)
      return { isEnded: false, problem: answer.ok ? null : answer.problem, requests }
    if ('end' in step) {
      place = { ...place, from: step.from ?? place.from }
      return ended(step.end, 1)
    }
    const { fresh, next } = step
    if (fresh.length > 0) {
      await recordPage({ accountID, book: await bookOf(fresh), pool, rows: fresh })
    }
    place = next
    const saved = { accountID, calls: fresh.length, kind, lease, place, pool, requests: 1 }
    if (!(await saveWalk(saved))) break
  }
  return { isEnded: false, problem: null, requests }
}

/**
 * Walks over an account's calls at Vapi, from the newest to the oldest, if a walk is due: a new one, or one from where
 * it was left. Every page is written down before the place of the next is saved.
 * @returns null if none is due
 */
export const walkCalls = async (walkOf: WalkCalls): Promise<null | Walked> => {
  const { connection, kind } = walkOf
  const { accountID, pool, retentionDays } = connection
  const from = windowStart(retentionDays, new Date())
  const walk = await takeWalk({ accountID, from, kind, pool })
  return walk === null ? null : goOn({ ...walkOf, walk })
}
