import type { NoBody } from '../../src/bodies/readBody'
import type { Received } from '../../src/ingest/received'
import type { RefusalReason } from '../../src/sender/verify'
import { REFUSALS } from './answer'

/** An answer that no framework has a say in. */
export type Answer = { body: object; headers?: Record<string, string>; status: number }

type Refusal = { headers?: Record<string, string>; message: string; status: number }

const refusal = ({ message, ...rest }: Refusal): Answer => ({
  ...rest,
  body: { errors: [{ message }] },
})

/** The same for a token that is unknown, revoked or malformed. */
export const UNKNOWN_TOKEN = refusal(REFUSALS.notFound)

/** To posts whose body was not read. */
export const NO_BODY = {
  too_busy: refusal({
    headers: { 'Retry-After': '5' },
    message: 'Too many reports at once. Send this one again.',
    status: 503,
  }),
  too_large: refusal({ message: 'The body is too large.', status: 413 }),
  // What is still to come of the body must not be taken for the next request.
  too_slow: refusal({
    headers: { Connection: 'close' },
    message: 'The body did not come in time.',
    status: 408,
  }),
  undecodable: refusal({ message: 'The body’s encoding is not understood.', status: 415 }),
  unknown_token: UNKNOWN_TOKEN,
} as const satisfies Record<NoBody, Answer>

const NOT_JSON = refusal({ message: 'The body is not JSON. It was kept for review.', status: 400 })

const NOT_VERIFIED = refusal({ message: 'The sender could not be verified.', status: 401 })
const WRONG_NETWORK = refusal({ message: 'This network may not post here.', status: 403 })

/** To posts beyond a limit, which may come again after so many seconds. */
export const tooMany = (seconds: number): Answer =>
  refusal({
    headers: { 'Retry-After': String(seconds) },
    message: 'Too many posts. Send this one again later.',
    status: 429,
  })

const REFUSED = {
  network: WRONG_NETWORK,
  secret_missing: NOT_VERIFIED,
  secret_wrong: NOT_VERIFIED,
  signature_missing: NOT_VERIFIED,
  signature_wrong: NOT_VERIFIED,
  timestamp_missing: NOT_VERIFIED,
  timestamp_stale: NOT_VERIFIED,
} as const satisfies Record<RefusalReason, Answer>

/** When the database is away: the report is not stored, and can be sent again. */
export const UNAVAILABLE = refusal({
  headers: { 'Retry-After': '5' },
  message: 'The report could not be stored. Send it again.',
  status: 503,
})

/** To anything but a post. */
export const METHOD_NOT_ALLOWED = refusal({
  headers: { Allow: 'POST' },
  message: 'Use POST.',
  status: 405,
})

/** To posts that were read, and counts them. */
export const answerTo = (received: Received): Answer => {
  switch (received.kind) {
    case 'kept':
      return { body: { received: true, state: received.state }, status: 200 }
    case 'malformed':
      return NOT_JSON
    case 'refused':
      return REFUSED[received.reason]
    case 'reply':
      return { body: received.reply, status: 200 }
    case 'unknown_token':
      return UNKNOWN_TOKEN
  }
}
