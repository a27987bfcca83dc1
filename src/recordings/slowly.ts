import { performance } from 'node:perf_hooks'
import { pause } from '../lib/pause'

/** In bytes per second, of one recording: a call of five minutes takes two seconds. */
const RATE = 4 * 2 ** 20
/** While the process is busy, which reports keep it. */
const BUSY_RATE = 2 ** 20
/** The share of time in which the event loop works, above which the process is busy. */
const BUSY = 0.5
/** Pauses are made after so many bytes: one for each piece would be thousands. */
const STEP = 256 * 1024

/**
 * Passes pieces on at a limited rate, so that recordings that are copied or played, which go as fast as the network, leave
 * the event loop and the disk to intake. The sender waits meanwhile.
 */
export const slowly = async function* (
  source: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncIterable<Uint8Array> {
  let begun = performance.now()
  let bytes = 0
  let used = performance.eventLoopUtilization()
  for await (const piece of source) {
    yield piece
    bytes += piece.byteLength
    if (bytes < STEP) continue
    const isBusy = performance.eventLoopUtilization(used).utilization > BUSY
    const shouldTakeMs = (bytes / (isBusy ? BUSY_RATE : RATE)) * 1_000
    await pause(Math.max(0, shouldTakeMs - (performance.now() - begun)), signal)
    begun = performance.now()
    bytes = 0
    used = performance.eventLoopUtilization()
  }
}
