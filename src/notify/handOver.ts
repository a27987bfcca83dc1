import { withTimeout } from '../lib/withTimeout'
import { failed, type Outcome } from './outcome'
import type { Claimed } from './queue'
import { quietEnd } from './quietHours'
import type { Send } from './send'
import { whyUnwanted } from './unwanted'

/** Senders end by themselves before. Well below the lease, so that nobody sends beside us. */
const SEND_MS = 30_000
/** Far more than failures make in three days: it ends the process each time, before it can fail. */
const MOST_ATTEMPTS = 100

const tooSlow = failed(`It took longer than ${SEND_MS / 1_000} seconds.`, { isProviderDown: true })

type HandOver = {
  notification: Claimed
  now: () => Date
  onError: (error: unknown) => void
  send: Send
}

/**
 * Hands a claimed notification over to its provider, if it is still wanted, not in quiet hours, and
 * time is left for it on the lease.
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
    return { kind: 'refused', problem: `Begun ${MOST_ATTEMPTS} times and never finished.` }
  }
  // A process that stood still in between might send beside another that has taken over.
  if (begun.getTime() + SEND_MS > notification.leasedUntil) return { dueAt: begun, kind: 'put_off' }
  try {
    return await withTimeout(send(notification), {
      milliseconds: SEND_MS,
      onTimeout: () => tooSlow,
    })
  } catch (error) {
    onError(error)
    return failed('It could not be prepared.')
  }
}
