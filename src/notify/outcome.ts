/**
 * The outcome of an attempt to send a notification. A `problem` is one short sentence for staff, without
 * message text, secrets or phone numbers.
 */
export type Outcome =
  /** The client does not want it any more, or its call is gone. */
  | { kind: 'not_needed'; problem: string }
  /** It is sent later. This does not count as an attempt. */
  | { dueAt: Date; kind: 'put_off' }
  /** It failed, and would fail again. */
  | { kind: 'refused'; problem: string }
  /** It failed, and may work later. */
  | {
      /** Other notifications through the same provider would fail as well. */
      isProviderDown: boolean
      kind: 'failed'
      problem: string
      /** How long the provider asks to wait, in milliseconds. */
      retryAfterMs?: number
    }
  | { kind: 'sent'; providerID: null | string }

/** The outcome of an attempt that failed and may work later. */
export const failed = (
  problem: string,
  options: { isProviderDown?: boolean; retryAfterMs?: number | undefined } = {},
): Outcome => ({
  isProviderDown: options.isProviderDown ?? false,
  kind: 'failed',
  problem,
  ...(options.retryAfterMs === undefined ? {} : { retryAfterMs: options.retryAfterMs }),
})
