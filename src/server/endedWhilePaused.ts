/**
 * Whether an error is undici's own assertion about an answer whose server ended the connection while nobody read it.
 * undici throws it outside of any promise, where nothing can catch it. The request itself ends by its time limit.
 */
export const isEndedWhilePaused = (error: unknown): boolean =>
  error instanceof Error &&
  error.name === 'AssertionError' &&
  error.message.includes('this.paused') &&
  /undici[\\/]lib[\\/]dispatcher/.test(error.stack ?? '')
