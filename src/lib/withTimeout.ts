type Limits<Late> = {
  /** How long to wait, in milliseconds. Default: until the signal. */
  milliseconds?: number
  /** Gives the result when the time is over: the value it returns, or the error it throws. */
  onTimeout: () => Late
  /** Ends the wait early, like the time-out. */
  signal?: AbortSignal
}

/**
 * Waits for work until a time-out or a signal. The work itself is not stopped: its later result or error is
 * ignored. No timer and no listener is left behind, and the timer keeps no process alive.
 * @returns the result of the work, or that of `onTimeout`
 * @throws what the work or `onTimeout` throws
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
