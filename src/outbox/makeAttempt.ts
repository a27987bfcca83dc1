import { withTimeout } from '../lib/withTimeout'
import type { Lane, Leased } from './lane'
import { failed, type Outcome } from './outcome'

/** Far more than failures make: an attempt must have crashed the process each time. */
const MOST_ATTEMPTS = 100

type MakeAttempt<Item extends Leased> = {
  item: Item
  lane: Pick<Lane<Item>, 'attempt' | 'deadlineMs' | 'hold' | 'isDownWhenSlow' | 'words'>
  now: () => Date
  onError: (error: unknown) => void
  stop: AbortSignal
}

/**
 * Makes an attempt, if nothing holds it back and enough time is left on the lease. Never throws: an error is passed to
 * `onError`.
 */
export const makeAttempt = async <Item extends Leased>({
  item,
  lane: { attempt, deadlineMs, hold, isDownWhenSlow, words },
  now,
  onError,
  stop,
}: MakeAttempt<Item>): Promise<Outcome> => {
  const begun = now()
  const held = hold?.(item, begun)
  if (held) return held
  if (item.attempts > MOST_ATTEMPTS) {
    return { kind: 'refused', problem: `Started ${MOST_ATTEMPTS} times and never finished.` }
  }
  // If this process was suspended in between, another may have taken over and be trying it.
  if (begun.getTime() + deadlineMs > item.leasedUntil) return { dueAt: begun, kind: 'put_off' }
  const late = new AbortController()
  try {
    return await withTimeout(attempt(item, { late: late.signal, stop }), {
      milliseconds: deadlineMs,
      onTimeout: () => {
        late.abort()
        return failed(words.tooSlow, { isProviderDown: isDownWhenSlow })
      },
    })
  } catch (error) {
    onError(error)
    return failed(words.failed)
  }
}
