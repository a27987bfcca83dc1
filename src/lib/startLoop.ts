import { pause } from './pause'
import { withTimeout } from './withTimeout'

/** How long stopping waits for the current run. */
const STOP_MS = 1_000

type Loop = {
  /** How long to wait after a run that failed, in milliseconds. Default: `every`. */
  afterError?: number
  /** How long to wait after a run, in milliseconds. */
  every: number
  /** How long to wait before the first run, in milliseconds. Default: 0. */
  first?: number
  onError: (error: unknown) => void
  /** One run. It should stop when the signal aborts. */
  run: (signal: AbortSignal) => Promise<unknown>
  /**
   * By how much a wait may be longer, as a share of it, so that processes that start together do not run
   * together. Default: 0.
   */
  spread?: number
}

/**
 * Runs something again and again, one run after the other. The first run begins immediately, or after
 * `first`.
 * @returns stops the loop: no further run begins, and the current one is waited for at most a second
 */
export const startLoop = ({
  afterError,
  every,
  first = 0,
  onError,
  run,
  spread = 0,
}: Loop): (() => Promise<void>) => {
  const controller = new AbortController()
  const { signal } = controller
  const wait = (milliseconds: number) => pause(milliseconds * (1 + spread * Math.random()), signal)
  const runOnce = async (): Promise<number> => {
    try {
      await run(signal)
      return every
    } catch (error) {
      onError(error)
      return afterError ?? every
    }
  }
  const runUntilStopped = async () => {
    if (first > 0) await wait(first)
    while (!signal.aborted) await wait(await runOnce())
  }
  const ended = runUntilStopped()
  return async () => {
    controller.abort()
    await withTimeout(ended, { milliseconds: STOP_MS, onTimeout: () => undefined })
  }
}
