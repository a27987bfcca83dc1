/**
 * The state of a client's limit: requests per minute, how many are left, and milliseconds until it
 * resets.
 */
export type LimitState = { left: number; limit: number; resetMs: number }

const WINDOW_SECONDS = 60

/**
 * The headers of a limit, in two forms: the current IETF draft
 * (draft-ietf-httpapi-ratelimit-headers-10), and the three fields of earlier drafts, which most
 * libraries read. Times are in seconds.
 * @returns names and values
 * @example
 * limitHeaders({ left: 42, limit: 1200, resetMs: 12_500 })
 * // [
 * //   ['RateLimit-Policy', '"minute";q=1200;w=60'],
 * //   ['RateLimit', '"minute";r=42;t=13'],
 * //   ['RateLimit-Limit', '1200'],
 * //   ['RateLimit-Remaining', '42'],
 * //   ['RateLimit-Reset', '13'],
 * // ]
 */
export const limitHeaders = ({ left, limit, resetMs }: LimitState): [string, string][] => {
  const seconds = Math.max(1, Math.ceil(resetMs / 1000))
  return [
    ['RateLimit-Policy', `"minute";q=${limit};w=${WINDOW_SECONDS}`],
    ['RateLimit', `"minute";r=${left};t=${seconds}`],
    ['RateLimit-Limit', String(limit)],
    ['RateLimit-Remaining', String(left)],
    ['RateLimit-Reset', String(seconds)],
  ]
}
