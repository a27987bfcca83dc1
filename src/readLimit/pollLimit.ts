import { MINUTE_MS } from '../lib/time/units'

/** A page asks twice a minute. This is enough for a few open pages, and for the moment one is shown again. */
const MOST = 20
const MAX_KNOWN = 10_000

type Window = { asked: number; endsAt: number }

/**
 * The small limit for questions that open pages repeat by themselves, so that they need none of the client's own
 * limit. Kept in the process: these questions are cheap, and a shared count would cost more than they do.
 * @param most how many a minute
 */
export const createPollLimit = (most = MOST) => {
  const windows = new Map<string, Window>()
  return {
    /** Counts a question. @returns how long to wait before the next one, in milliseconds; 0 if this one may pass */
    take: (key: string, now = Date.now()): number => {
      const known = windows.get(key)
      const window = known && known.endsAt > now ? known : { asked: 0, endsAt: now + MINUTE_MS }
      if (window !== known) {
        if (windows.size >= MAX_KNOWN) windows.clear()
        windows.set(key, window)
      }
      window.asked += 1
      return window.asked > most ? window.endsAt - now : 0
    },
  }
}
