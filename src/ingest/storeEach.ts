import { NOT_ADMITTED } from './admit'
import type { Reading, Readings } from './reading'
import type { Received } from './received'

/** What happened to a reading; `NOT_ADMITTED`: nothing was stored. */
export type StoreOutcome = Received | typeof NOT_ADMITTED

/** Few at a time, so that one post with many bodies cannot take all connections. */
const PARALLEL = 4

/**
 * Stores several bodies from one post, each as if it had been posted alone. All of them are committed
 * when this returns, and the result stands for all: `stored` only if each of them was.
 * @throws the first error, after all others have settled; the post can then be sent again
 */
export const storeEach = async (
  readings: Readings,
  store: (reading: Reading, index: number) => Promise<StoreOutcome>,
): Promise<StoreOutcome> => {
  // Messages that are not reports are not stored, and among reports nobody waits for their reply.
  const kept = [...readings.entries()].filter(([, reading]) => reading.kind !== 'reply')
  if (kept.length === 0) return await store(readings[0], 0)

  const outcomes: StoreOutcome[] = []
  for (let start = 0; start < kept.length; start += PARALLEL) {
    const settled = await Promise.allSettled(
      kept.slice(start, start + PARALLEL).map(([index, reading]) => store(reading, index)),
    )
    for (const each of settled) {
      if (each.status === 'rejected') throw each.reason
      outcomes.push(each.value)
    }
    const stopped = outcomes.find((each) => each === NOT_ADMITTED || each.kind !== 'kept')
    if (stopped !== undefined) return stopped
  }
  return worstOf(outcomes)
}

const worstOf = (outcomes: readonly StoreOutcome[]): StoreOutcome => {
  const states = outcomes.flatMap((each) =>
    each !== NOT_ADMITTED && each.kind === 'kept' ? each : [],
  )
  const worst = ['needs_review', 'merged', 'stored'] as const
  const state = worst.find((name) => states.some((each) => each.state === name)) ?? 'stored'
  return states.find((each) => each.state === state) ?? { kind: 'kept', messageType: null, state }
}
