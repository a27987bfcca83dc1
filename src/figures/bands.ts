import { type ENDED_GROUPS, MISSED_GROUPS } from '../vapi/endedReason'

type EndedGroup = (typeof ENDED_GROUPS)[number]

/** How calls went, as figures tell them apart, and the ended groups that each is made of. */
export const BANDS = {
  answered: ['completed', 'transferred'],
  voicemail: ['voicemail'],
  missed: MISSED_GROUPS,
  error: ['error'],
  unknown: ['unknown'],
} as const satisfies Record<string, readonly EndedGroup[]>

export type Band = keyof typeof BANDS

const isBand = (name: string): name is Band => name in BANDS

export const BAND_NAMES: readonly Band[] = Object.keys(BANDS).filter(isBand)

export type BandCounts = Record<Band, number>

/** Adds up counts of ended groups by band; a group that is not known counts as unknown. */
export const countBands = (groups: Readonly<Record<string, number>>): BandCounts => {
  const counts: BandCounts = { answered: 0, error: 0, missed: 0, unknown: 0, voicemail: 0 }
  for (const [group, count] of Object.entries(groups)) {
    const band = BAND_NAMES.find((name) => BANDS[name].some((each) => each === group))
    counts[band ?? 'unknown'] += count
  }
  return counts
}

/** All calls of all bands. */
export const totalOf = (counts: Readonly<BandCounts>): number =>
  BAND_NAMES.reduce((sum, band) => sum + counts[band], 0)
