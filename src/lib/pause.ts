import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Waits for a number of milliseconds, or until the signal aborts. Never rejects; keeps no process
 * alive.
 */
export const pause = (milliseconds: number, signal: AbortSignal | undefined): Promise<void> =>
  sleep(milliseconds, undefined, { ref: false, ...(signal && { signal }) }).catch(() => undefined)
