import type { DeskKey } from '../../translations/keys'

/** What a client can say was wrong with a call, in words. */
export const FEEDBACK_REASONS = {
  caller: 'desk:feedbackCaller',
  other: 'desk:feedbackOther',
  outcome: 'desk:feedbackOutcome',
  price: 'desk:feedbackPrice',
  summary: 'desk:feedbackSummary',
} as const satisfies Record<string, DeskKey>
