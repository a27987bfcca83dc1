import type { EndedGroup } from '../../vapi/endedReason'

/** The colour of each way that a call ends; the label says it. */
export const ENDED_PILLS = {
  cancelled: 'light-gray',
  completed: 'success',
  error: 'error',
  no_answer: 'warning',
  transfer_failed: 'error',
  transferred: 'success',
  unknown: 'light-gray',
  voicemail: 'warning',
} as const satisfies Record<EndedGroup, string>
