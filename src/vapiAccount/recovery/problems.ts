/**
 * Why a missing call cannot be had: Vapi has it no longer, or keeps calls for a shorter time; Vapi kept nothing of what
 * was said, as organisations can demand; staff deleted it here; it cannot be read; or it failed every time.
 */
export const FILL_PROBLEMS = [
  'gone',
  'retention',
  'no_content',
  'deleted_here',
  'unreadable',
  'failed',
] as const

export type FillProblem = (typeof FILL_PROBLEMS)[number]
