/** When a lane tries again, and when it gives up. In milliseconds. */
export type Schedule = {
  /** The limit of the first pause. */
  firstPauseMs: number
  /** Counted from the first attempt. */
  giveUpMs: number
  /** By how much the limit of a pause grows with each. */
  growth: number
  longestPauseMs: number
  /** Given up after so many attempts, also before `giveUpMs`. Default: no limit. */
  mostAttempts?: number
  /** A random pause could be close to 0. */
  shortestPauseMs: number
}

export type Attempts = {
  /** How many attempts were made, at least one. */
  attempts: number
  firstTriedAt: Date
  now: Date
  /** From 0 to below 1. */
  random: () => number
  /** How long the receiver asks to wait, in milliseconds. */
  retryAfterMs?: number | undefined
}

/**
 * When to try again after a failure: after a random time below a limit that grows (“full jitter”, so that what failed
 * together is not tried again together), and until the schedule gives up.
 * @returns null when it is time to give up
 */
export const nextTryBy = (
  schedule: Schedule,
  { attempts, firstTriedAt, now, random, retryAfterMs = 0 }: Attempts,
): Date | null => {
  const { firstPauseMs, giveUpMs, growth, longestPauseMs, mostAttempts, shortestPauseMs } = schedule
  const end = firstTriedAt.getTime() + giveUpMs
  if (now.getTime() >= end) return null
  if (mostAttempts !== undefined && attempts >= mostAttempts) return null
  const limit = Math.min(longestPauseMs, firstPauseMs * growth ** (attempts - 1))
  const pause = Math.max(shortestPauseMs, limit * random(), retryAfterMs)
  // The last attempt is at the end, at the latest.
  return new Date(Math.min(now.getTime() + pause, end))
}
