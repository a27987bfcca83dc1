/** Where a client stands: requests a minute, how many are left, and when it starts anew. */
export type Standing = { left: number; limit: number; resetMs: number }

const WINDOW_SECONDS = 60

/**
 * The headers of a limit, in both forms that clients know: the present IETF draft
 * (draft-ietf-httpapi-ratelimit-headers-10) and the three fields of its earlier versions, which most
 * libraries read. Times are in seconds.
 */
export const limitHeaders = ({ left, limit, resetMs }: Standing): [string, string][] => {
  const seconds = Math.max(1, Math.ceil(resetMs / 1000))
  return [
    ['RateLimit-Policy', `"minute";q=${limit};w=${WINDOW_SECONDS}`],
    ['RateLimit', `"minute";r=${left};t=${seconds}`],
    ['RateLimit-Limit', String(limit)],
    ['RateLimit-Remaining', String(left)],
    ['RateLimit-Reset', String(seconds)],
  ]
}
