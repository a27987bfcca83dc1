import type { Where } from 'payload'
import { z } from 'zod'

/** A place in a list, newest first: after this call. `time` is null behind all calls that have one. */
export type Place = { id: string; time: null | string }

/** A time in an address of a list, empty for none. PostgreSQL has no year 0. */
export const placeTime = z.union([
  z.iso.datetime().refine((text) => !text.startsWith('0000')),
  z.literal(''),
])

const placeSchema = z.tuple([placeTime, z.uuid()])

const SEPARATOR = '_'

/** A place as part of an address. It is not secret: what a client may read is decided for each read. */
export const writePlace = ({ id, time }: Place): string => `${time ?? ''}${SEPARATOR}${id}`

/** Reads a place from an address; null for any other text. */
export const readPlace = (text: string): null | Place => {
  const place = placeSchema.safeParse(text.split(SEPARATOR)).data
  return place ? { id: place[1], time: place[0] || null } : null
}

/** Compares two places: below zero if the first one comes first in a list. */
export const comparePlaces = (one: Place, other: Place): number => {
  if (one.time !== other.time) {
    if (one.time === null) return 1
    if (other.time === null) return -1
    return Date.parse(other.time) - Date.parse(one.time)
  }
  if (one.id === other.id) return 0
  return one.id < other.id ? 1 : -1
}

type Direction = 'newer' | 'older'

/**
 * The filter for the calls beyond a place, by one of their times.
 * @param field the time by which the list is sorted; null: the calls have none, and are sorted by ID
 */
export const beyond = (
  { id, time }: Place,
  field: 'reportedAt' | 'startedAt' | null,
  direction: Direction = 'older',
): Where => {
  const than = direction === 'older' ? 'less_than' : 'greater_than'
  if (field === null || time === null) return { id: { [than]: id } }
  return {
    and: [
      // Redundant, but an index can start there.
      { [field]: { [`${than}_equal`]: time } },
      { or: [{ [field]: { [than]: time } }, { id: { [than]: id } }] },
    ],
  }
}
