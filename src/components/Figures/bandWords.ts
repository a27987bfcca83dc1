import type { Band } from '../../figures/bands'
import type { DeskKey } from '../../translations/keys'

/** What the bands of calls are called. */
export const BAND_WORDS = {
  answered: 'desk:bandAnswered',
  error: 'desk:bandError',
  missed: 'desk:bandMissed',
  unknown: 'desk:bandUnknown',
  voicemail: 'desk:bandVoicemail',
} as const satisfies Record<Band, DeskKey>
