import { performance } from 'node:perf_hooks'
import { pause } from './pause'

/** The share of a pause in which the process must have worked to count as busy. */
const BUSY = 0.1

/** The length of a pause: a multiple of the work before it, and at most so many milliseconds. */
type Pace = { factor: number; longestMs?: number }

/**
 * Makes pauses between pieces of background work. They are longer while the process is busy with other
 * work, which comes first.
 * @returns waits after a piece of work; takes how long that took, in milliseconds, and a signal to end
 *   early
 */
export const createPacer = ({ busy, idle }: { busy: Pace; idle: Pace }) => {
  let isBusy = false
  return async (tookMs: number, signal: AbortSignal | undefined): Promise<void> => {
    const { factor, longestMs = Number.POSITIVE_INFINITY } = isBusy ? busy : idle
    const before = performance.eventLoopUtilization()
    await pause(Math.min(longestMs, tookMs * factor), signal)
    isBusy = performance.eventLoopUtilization(before).utilization > BUSY
  }
}
