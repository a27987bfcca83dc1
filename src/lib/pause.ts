import { setTimeout as sleep } from 'node:timers/promises'

/** Waits so many milliseconds, or until a signal. Keeps no process alive. */
export const pause = (milliseconds: number, signal: AbortSignal | undefined): Promise<void> =>
  sleep(milliseconds, undefined, { ref: false, ...(signal && { signal }) }).catch(() => undefined)
