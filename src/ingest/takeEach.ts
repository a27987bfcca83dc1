import { NOT_ADMITTED } from './admit'
import type { Reading, Readings } from './reading'
import type { Received } from './received'

type Taken = Received | typeof NOT_ADMITTED

/** So many at a time: whoever posts many at once must not have all connections. */
const AT_ONCE = 4

/**
 * Takes in several bodies that came in one post, each as if it had come alone. When this returns, all of
 * them are committed; what it answers holds for all: `stored` only if each was.
 * @throws once none is under way any more, if one could not be stored: the post can be sent again
 */
export const takeEach = async (
  readings: Readings,
  take: (reading: Reading, index: number) => Promise<Taken>,
): Promise<Taken> => {
  // Of a message that is no report nothing is kept; beside reports nobody waits for its answer.
  const kept = [...readings.entries()].filter(([, reading]) => reading.kind !== 'reply')
  if (kept.length === 0) return await take(readings[0], 0)

  const taken: Taken[] = []
  for (let start = 0; start < kept.length; start += AT_ONCE) {
    const settled = await Promise.allSettled(
      kept.slice(start, start + AT_ONCE).map(([index, reading]) => take(reading, index)),
    )
    for (const each of settled) {
      if (each.status === 'rejected') throw each.reason
      taken.push(each.value)
    }
    const stopped = taken.find((each) => each === NOT_ADMITTED || each.kind !== 'kept')
    if (stopped !== undefined) return stopped
  }
  return together(taken)
}

const together = (taken: readonly Taken[]): Taken => {
  const states = taken.flatMap((each) =>
    each !== NOT_ADMITTED && each.kind === 'kept' ? each : [],
  )
  const worst = ['needs_review', 'merged', 'stored'] as const
  const state = worst.find((name) => states.some((each) => each.state === name)) ?? 'stored'
  return states.find((each) => each.state === state) ?? { kind: 'kept', messageType: null, state }
}
