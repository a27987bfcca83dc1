import type { Payload } from 'payload'

/** Continues runs that set up or rotate many clients, as far as no other process does. */
export const workOnRuns = (_args: { payload: Payload; signal: AbortSignal }): Promise<void> =>
  Promise.resolve()
