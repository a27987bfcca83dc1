import { sharedMap } from '../../lib/inProcess'
import { refusal } from '../../refusals/refusals'

/** How many recordings are sent at a time by this process, and to one person. A browser that seeks opens a second. */
const AT_ONCE = { all: 40, each: 4 }

/**
 * How many callers wait for Vapi, or for a storage of the desk that is elsewhere, at a time. While it is slow, they would
 * otherwise take the turns of all other requests to the desk.
 */
const ASKING = {
  storage: { atOnce: 4, slow: 'The storage of recordings is slow to answer. Try again shortly.' },
  vapi: { atOnce: 6, slow: 'Vapi is slow to answer. Try again shortly.' },
} as const

const ALL = 'all'

// By user, and for all together.
const open = sharedMap<string, number>('recordingStreams')

const add = (key: string, by: number): void => {
  const now = (open.get(key) ?? 0) + by
  if (now > 0) open.set(key, now)
  else open.delete(key)
}

const hold = (...keys: readonly string[]): (() => void) => {
  for (const key of keys) add(key, 1)
  let isOpen = true
  return () => {
    if (!isOpen) return
    isOpen = false
    for (const key of keys) add(key, -1)
  }
}

/**
 * Takes a place among the recordings that are sent.
 * @returns gives the place back; may be called again
 * @throws {Refusal} TOO_MANY_REQUESTS if this person has too many open, BUSY if all have
 */
export const takeStream = (userID: string): (() => void) => {
  const own = `user ${userID}`
  if ((open.get(own) ?? 0) >= AT_ONCE.each) {
    throw refusal('TOO_MANY_REQUESTS', {
      message: 'You are playing several recordings already. Stop one of them first.',
    })
  }
  if ((open.get(ALL) ?? 0) >= AT_ONCE.all) {
    throw refusal('BUSY', { message: 'Many recordings are being played. Try again shortly.' })
  }
  return hold(own, ALL)
}

/**
 * Takes a place among those who wait until Vapi or the storage answers.
 * @returns gives the place back; may be called again
 * @throws {Refusal} BUSY if too many wait
 */
export const takeAsking = (whom: keyof typeof ASKING): (() => void) => {
  const { atOnce, slow } = ASKING[whom]
  const asking = `asking ${whom}`
  if ((open.get(asking) ?? 0) >= atOnce) throw refusal('BUSY', { message: slow })
  return hold(asking)
}
