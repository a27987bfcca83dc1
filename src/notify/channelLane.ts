import type { Pool } from 'pg'
import type { Lane } from '../outbox/lane'
import { NOTIFY_SCHEDULE } from './backoff'
import { countNotification } from './countNotification'
import { type Channel, type Claimed, claimDue, finish, giveBack } from './queue'
import { quietEnd } from './quietHours'
import type { Send } from './send'
import { whyUnwanted } from './unwanted'

/** How many notifications of a channel are sent at a time. */
const PARALLEL = 4
/**
 * Senders have shorter time-outs. Well below the lease, so that no other process sends it at the same
 * time.
 */
const SEND_MS = 30_000

type ChannelLane = { channel: Channel; pool: Pool; send: Send }

/**
 * The lane of one channel of notifications. One that is not wanted any more is not sent, and one in quiet hours is put
 * off until their end.
 */
export const channelLane = ({ channel, pool, send }: ChannelLane): Lane<Claimed> => ({
  attempt: (notification) => send(notification),
  claim: (limit) => claimDue({ channel, limit, pool }),
  deadlineMs: SEND_MS,
  finish: (notification, verdict) => finish(pool, notification, verdict),
  giveBack: (leases) => giveBack(pool, leases),
  hold: (notification, now) => {
    const unwanted = whyUnwanted(notification)
    if (unwanted) return { kind: 'not_needed', problem: unwanted }
    const quietUntil = quietEnd(notification.client.quiet, now)
    return quietUntil && { dueAt: quietUntil, kind: 'put_off' }
  },
  isDownWhenSlow: true,
  note: (verdict) => countNotification(channel, verdict),
  parallel: PARALLEL,
  schedule: NOTIFY_SCHEDULE,
  words: {
    failed: 'The message could not be prepared.',
    tooSlow: `Sending took longer than ${SEND_MS / 1_000} seconds.`,
  },
})
