import { withTimeout } from '../lib/withTimeout'
import { failed, type Outcome } from './outcome'
import type { Claimed } from './queue'
import { quietEnd } from './quietHours'
import type { Send } from './send'
import { whyUnwanted } from './unwanted'

/**
 * Senders have shorter time-outs. Well below the lease, so that no other process sends it at the same
 * time.
 */
const SEND_MS = 30_000
/** Far more than failures make in three days: sending it must have crashed the process each time. */
const MOST_ATTEMPTS = 100

const tooSlow = failed(`Sending took longer than ${SEND_MS / 1_000} seconds.`, {
  isProviderDown: true,
})

type HandOver = {
  notification: Claimed
  now: () => Date
  onError: (error: unknown) => void
  send: Send
}

/**
 * Hands a claimed notification over to its provider, if it is still wanted, it is not in quiet hours, and
 * enough time is left on the lease. Never throws: an error of the sender is passed to `onError`.
 */
export const handOver = async ({
  notification,
  now,
  onError,
  send,
}: HandOver): Promise<Outcome> => {
  const unwanted = whyUnwanted(notification)
  if (unwanted) return { kind: 'not_needed', problem: unwanted }
  const begun = now()
  const quietUntil = quietEnd(notification.client.quiet, begun)
  if (quietUntil) return { dueAt: quietUntil, kind: 'put_off' }
  if (notification.attempts > MOST_ATTEMPTS) {
    return { kind: 'refused', problem: `Started ${MOST_ATTEMPTS} times and never finished.` }
  }
  // If this process was suspended in between, another may have taken over and be sending.
  if (begun.getTime() + SEND_MS > notification.leasedUntil) return { dueAt: begun, kind: 'put_off' }
  try {
    return await withTimeout(send(notification), {
      milliseconds: SEND_MS,
      onTimeout: () => tooSlow,
    })
  } catch (error) {
    onError(error)
    return failed('The message could not be prepared.')
  }
}
