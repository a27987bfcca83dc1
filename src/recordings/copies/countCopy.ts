import { Counter } from 'prom-client'
import { counted } from '../../metrics/counters'
import type { Verdict } from '../../outbox/verdict'

const copied = new Counter({
  help: 'Recordings copied to the desk',
  name: 'desk_recordings_copied_total',
  registers: [counted],
})

const failures = new Counter({
  help: 'Attempts to copy a recording that failed; next: whether it is tried again or given up',
  labelNames: ['next'] as const,
  name: 'desk_recordings_failed_total',
  registers: [counted],
})

for (const next of ['retry', 'dead'] as const) failures.inc({ next }, 0)

/** Counts a recording that was copied or failed. Those put off or not needed are not counted. */
export const countCopy = (verdict: Verdict): void => {
  if (verdict.state === 'sent') copied.inc()
  else if (verdict.state === 'dead') failures.inc({ next: 'dead' })
  else if (verdict.state === 'waiting' && verdict.isAttempt) failures.inc({ next: 'retry' })
}
