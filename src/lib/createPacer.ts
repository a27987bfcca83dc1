import { performance } from 'node:perf_hooks'
import { pause } from './pause'

/** The share of a pause in which the process worked, at something else than what pauses. */
const BUSY = 0.1

/** How many times as long as the work before it a pause is, and how long at most, in milliseconds. */
type Pace = { factor: number; longestMs?: number }

/**
 * Makes pauses between pieces of work that has time. They are longer while the process has other work: that
 * comes first.
 * @returns waits after a piece of work that took so long, or until the signal
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
