import { type ENDED_GROUPS, MISSED_GROUPS } from '../vapi/endedReason'

type EndedGroup = (typeof ENDED_GROUPS)[number]

/** The categories by which figures count calls, with the ended groups in each. */
export const CALL_CATEGORIES = {
  answered: ['completed', 'transferred'],
  voicemail: ['voicemail'],
  missed: MISSED_GROUPS,
  error: ['error'],
  unknown: ['unknown'],
} as const satisfies Record<string, readonly EndedGroup[]>

export type CallCategory = keyof typeof CALL_CATEGORIES

const isCallCategory = (name: string): name is CallCategory => name in CALL_CATEGORIES

export const CALL_CATEGORY_NAMES: readonly CallCategory[] =
  Object.keys(CALL_CATEGORIES).filter(isCallCategory)

export type CategoryCounts = Record<CallCategory, number>

/** Adds up counts of ended groups by category. An unknown group counts as `unknown`. */
export const countByCategory = (groups: Readonly<Record<string, number>>): CategoryCounts => {
  const counts: CategoryCounts = { answered: 0, error: 0, missed: 0, unknown: 0, voicemail: 0 }
  for (const [group, count] of Object.entries(groups)) {
    const category = CALL_CATEGORY_NAMES.find((name) =>
      CALL_CATEGORIES[name].some((each) => each === group),
    )
    counts[category ?? 'unknown'] += count
  }
  return counts
}

/** The number of calls in all categories. */
export const totalOf = (counts: Readonly<CategoryCounts>): number =>
  CALL_CATEGORY_NAMES.reduce((sum, category) => sum + counts[category], 0)
