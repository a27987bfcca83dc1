type Limits<Late> = {
  /** How long to wait, in milliseconds. Default: until the signal. */
  milliseconds?: number
  /** What comes of it when the time is over: its value, or what it throws. */
  onTimeout: () => Late
  /** Ends the waiting as well. */
  signal?: AbortSignal
}

/**
 * Waits for work until a time is over. The work itself goes on: what comes of it later, nobody hears. No
 * timer and no listener is left behind, and the timer keeps no process alive.
 */
export const withTimeout = <Result, Late = never>(
  work: Promise<Result>,
  { milliseconds, onTimeout, signal }: Limits<Late>,
): Promise<Late | Result> =>
  new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', late)
    }
    const late = () => {
      end()
      try {
        resolve(onTimeout())
      } catch (error) {
        reject(error)
      }
    }
    const timer = milliseconds === undefined ? undefined : setTimeout(late, milliseconds).unref()
    work.then(resolve, reject).then(end, end)
    if (signal?.aborted) late()
    else signal?.addEventListener('abort', late)
  })
