import { Counter, Histogram, Registry } from 'prom-client'
import { REPORT_TYPE } from '../vapi/serverMessage'
import { typeLabel } from './messageTypes'

/** The counters of this process since its start. No label contains text chosen by a sender. */
export const counted = new Registry()

const registers = [counted]

const received = new Counter({
  help: 'Messages received from Vapi, by type and resulting state; replied: answered but not stored',
  labelNames: ['type', 'state'] as const,
  name: 'desk_webhook_received_total',
  registers,
})

const refused = new Counter({
  help: 'Posts to the webhook without a 2xx response, by reason; not_json ones are stored for review',
  labelNames: ['reason'] as const,
  name: 'desk_webhook_refused_total',
  registers,
})

const duration = new Histogram({
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  help: 'Seconds from the request headers of a post to the webhook until its response, by status',
  labelNames: ['status'] as const,
  name: 'desk_webhook_duration_seconds',
  registers,
})

const batchSize = new Histogram({
  buckets: [1, 2, 4, 8, 16],
  help: 'First reports stored by one statement',
  name: 'desk_ingest_batch_size',
  registers,
})

const REASONS = new Map([
  [400, 'not_json'],
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [404, 'unknown_token'],
  [405, 'method'],
  [408, 'too_slow'],
  [413, 'too_large'],
  [415, 'undecodable'],
  [429, 'rate_limited'],
  [503, 'unavailable'],
])

// Initialised to 0: a counter that appears with its first event hides that event from rates.
for (const reason of [...REASONS.values(), 'aborted']) refused.inc({ reason }, 0)
for (const state of ['stored', 'merged', 'needs_review'] as const) {
  received.inc({ state, type: 'end-of-call-report' }, 0)
}

/** Caches the labelled children of a metric: looking labels up costs more than counting. */
const children = <Child>(make: (label: string) => Child): ((label: string) => Child) => {
  const known = new Map<string, Child>()
  return (label) => {
    const child = known.get(label) ?? make(label)
    known.set(label, child)
    return child
  }
}

const durationOf = children((status) => duration.labels({ status }))
const reportsWith = children((state) => received.labels({ state, type: REPORT_TYPE }))

/** Counts a message that was received. */
export const countReceived = ({
  messageType,
  state,
}: {
  messageType: null | string
  state: 'merged' | 'needs_review' | 'replied' | 'stored'
}): void => {
  if (messageType === REPORT_TYPE) reportsWith(state).inc()
  else received.inc({ state, type: typeLabel(messageType) })
}

/** Counts a response of the webhook if it is a refusal. */
export const countRefusal = (status: number): void => {
  if (status >= 300) refused.inc({ reason: REASONS.get(status) ?? 'other' })
}

const countAnswer = (status: number, seconds: number): void => {
  durationOf(String(status)).observe(seconds)
  countRefusal(status)
}

/**
 * Measures how long a post to the webhook takes, and counts it if it is refused or throws, as it does
 * when its sender disconnects.
 */
export const measurePost = async <Answer extends { status: number }>(
  answer: () => Promise<Answer>,
): Promise<Answer> => {
  const start = performance.now()
  try {
    const answered = await answer()
    const seconds = (performance.now() - start) / 1000
    // After the response is on its way.
    process.nextTick(countAnswer, answered.status, seconds)
    return answered
  } catch (error) {
    refused.inc({ reason: 'aborted' })
    throw error
  }
}

/** Records how many first reports one statement stores. */
export const observeBatch = (size: number): void => batchSize.observe(size)
