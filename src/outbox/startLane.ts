import { withTimeout } from '../lib/withTimeout'
import type { Lane, Leased } from './lane'
import { runLane } from './runLane'

/** How long stopping waits for what is in flight, and then for giving up its leases. */
const STOP_MS = { giveBack: 500, inFlight: 2_500 }

type StartLane<Item extends Leased> = {
  lane: Lane<Item>
  onError: (error: unknown) => void
}

/**
 * Starts to work on a lane: within about a second of being due, later while the process is busy. Several processes
 * share the work.
 * @returns stops it: no more is begun, and the leases of what does not end in time are given up
 */
export const startLane = <Item extends Leased>({
  lane,
  onError,
}: StartLane<Item>): (() => Promise<void>) => {
  const controller = new AbortController()
  const { signal } = controller
  const inFlight = new Map<Item, Promise<void>>()
  const running = runLane({ inFlight, lane, onError, signal }).catch(onError)

  return async () => {
    controller.abort()
    const ended = running.then(() => Promise.all([...inFlight.values()]))
    await withTimeout(ended, { milliseconds: STOP_MS.inFlight, onTimeout: () => undefined })
    const leases = [...inFlight.keys()].map(({ lease }) => lease)
    if (leases.length === 0) return
    await withTimeout(lane.giveBack(leases).catch(onError), {
      milliseconds: STOP_MS.giveBack,
      onTimeout: () => undefined,
    })
  }
}
