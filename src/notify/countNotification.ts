import { Counter } from 'prom-client'
import { counted } from '../metrics/counters'
import type { Verdict } from '../outbox/verdict'
import type { Channel } from './queue'

const sent = new Counter({
  help: 'Notifications handed over to their provider',
  labelNames: ['channel'] as const,
  name: 'desk_notifications_sent_total',
  registers: [counted],
})

const failures = new Counter({
  help: 'Attempts to hand a notification over that failed; next: whether it is tried again or given up',
  labelNames: ['channel', 'next'] as const,
  name: 'desk_notifications_failed_total',
  registers: [counted],
})

for (const channel of ['email', 'sms'] as const) {
  sent.inc({ channel }, 0)
  for (const next of ['retry', 'dead'] as const) failures.inc({ channel, next }, 0)
}

/** Counts a notification that was sent or failed. Those put off or not needed are not counted. */
export const countNotification = (channel: Channel, verdict: Verdict): void => {
  if (verdict.state === 'sent') sent.inc({ channel })
  else if (verdict.state === 'dead') failures.inc({ channel, next: 'dead' })
  else if (verdict.state === 'waiting' && verdict.isAttempt) {
    failures.inc({ channel, next: 'retry' })
  }
}
