import type { NoBody } from '../../src/bodies/readBody'
import type { Received } from '../../src/ingest/received'
import { type Answer, answerOf } from '../../src/refusals/refusals'
import type { RefusalReason } from '../../src/sender/verify'

/** The same answer for unknown, revoked and malformed tokens. */
export const UNKNOWN_TOKEN = answerOf('NOT_FOUND')

/** For posts whose body was not read. */
export const NO_BODY = {
  too_busy: answerOf('BUSY', { message: 'Too many reports at a time. Send this one again.' }),
  too_large: answerOf('BODY_TOO_LARGE'),
  // The rest of the body must not be read as the next request.
  too_slow: answerOf('BODY_TOO_SLOW', { headers: { Connection: 'close' } }),
  undecodable: answerOf('ENCODING_UNSUPPORTED'),
  unknown_token: UNKNOWN_TOKEN,
} as const satisfies Record<NoBody, Answer>

const NOT_JSON = answerOf('INVALID_JSON', {
  message: 'The body is not valid JSON. It was kept for review.',
})

const NOT_VERIFIED = answerOf('SENDER_NOT_VERIFIED')

/** For posts over a rate limit; `seconds` until the sender may try again. */
export const tooMany = (seconds: number): Answer =>
  answerOf('TOO_MANY_REQUESTS', {
    message: 'Too many posts. Send this one again later.',
    retryAfter: seconds,
  })

const REFUSED = {
  network: answerOf('NETWORK_NOT_ALLOWED'),
  secret_missing: NOT_VERIFIED,
  secret_wrong: NOT_VERIFIED,
  signature_missing: NOT_VERIFIED,
  signature_wrong: NOT_VERIFIED,
  timestamp_missing: NOT_VERIFIED,
  timestamp_stale: NOT_VERIFIED,
} as const satisfies Record<RefusalReason, Answer>

/** The database cannot be reached: the report is not stored and can be sent again. */
export const UNAVAILABLE = answerOf('REPORT_NOT_STORED')

/** For any method but POST. */
export const METHOD_NOT_ALLOWED = answerOf('METHOD_NOT_ALLOWED', {
  headers: { Allow: 'POST' },
  message: 'Use POST.',
})

/** The answer to a post whose body was read. */
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
