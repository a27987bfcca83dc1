/**
 * The outcome of an attempt to hand something over. A `problem` is one short sentence for staff, without the
 * contents, secrets, links or phone numbers.
 */
export type Outcome =
  /** Nobody wants it any more, or what it was about is gone. */
  | { kind: 'not_needed'; problem: string }
  /** It is tried later. This does not count as an attempt. */
  | { dueAt: Date; kind: 'put_off' }
  /** It failed, and would fail again. */
  | { kind: 'refused'; problem: string }
  /** It failed, and may work later. */
  | {
      /** Others in the same lane would fail as well. */
      isProviderDown: boolean
      kind: 'failed'
      problem: string
      /** How long the receiver asks to wait, in milliseconds. */
      retryAfterMs?: number
    }
  /** The receiver has it. `providerID`: what the receiver calls it, if it says. */
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
