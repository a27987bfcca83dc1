import type { CallCategory } from '../../figures/callCategories'
import type { DeskKey } from '../../translations/keys'

/** The labels of the call categories. */
export const CATEGORY_LABELS = {
  answered: 'desk:categoryAnswered',
  error: 'desk:categoryError',
  missed: 'desk:categoryMissed',
  unknown: 'desk:categoryUnknown',
  voicemail: 'desk:categoryVoicemail',
} as const satisfies Record<CallCategory, DeskKey>
