/**
 * What became of a notification that was handed over, or was to be. A `problem` is one short sentence
 * for staff: no message text, no secret, no phone number in it.
 */
export type Outcome =
  /** Whoever it was meant for does not want it, or it is about nothing any more. */
  | { kind: 'not_needed'; problem: string }
  /** Its turn comes later, which costs no attempt. */
  | { dueAt: Date; kind: 'put_off' }
  /** It will never work as it is. */
  | { kind: 'refused'; problem: string }
  /** It may work another time. */
  | {
      /** Others by the same provider would fail as well. */
      isProviderDown: boolean
      kind: 'failed'
      problem: string
      /** How long the provider asks to be left alone. */
      retryAfterMs?: number
    }
  | { kind: 'sent'; providerID: null | string }

/** That it failed this time, and may work another time. */
export const failed = (
  problem: string,
  more: { isProviderDown?: boolean; retryAfterMs?: number | undefined } = {},
): Outcome => ({
  isProviderDown: more.isProviderDown ?? false,
  kind: 'failed',
  problem,
  ...(more.retryAfterMs === undefined ? {} : { retryAfterMs: more.retryAfterMs }),
})
