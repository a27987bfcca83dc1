import type { Claimed } from '../database/notifications'
import { failed, type Outcome } from './outcome'
import { quietEnd } from './quietHours'
import type { Send } from './send'
import { whyUnwanted } from './unwanted'

/** A provider that takes longer is given up on. Well below the lease, so that nobody sends beside us. */
export const SEND_MS = 20_000
/** Far more than failures make in three days: it ends the process each time, before it can fail. */
const MOST_ATTEMPTS = 100

const tooSlow = failed(`No answer within ${SEND_MS / 1_000} seconds.`, { isProviderDown: true })

const inTime = async (send: Send, notification: Claimed): Promise<Outcome> => {
  const signal = AbortSignal.timeout(SEND_MS)
  // Not every channel can be told to stop, so nobody waits for it beyond its time.
  const late = new Promise<Outcome>((resolve) => {
    signal.addEventListener('abort', () => resolve(tooSlow), { once: true })
  })
  return await Promise.race([send(notification, signal), late])
}

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
    return await inTime(send, notification)
  } catch (error) {
    onError(error)
    return failed('It could not be prepared.')
  }
}
