import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { readCalls } from '../../reading/readCalls'
import { type Filters, type Stream, streamsOf, timelessStream } from './filters'
import { clockOf, LISTED, type ListedCall, listedSchema } from './listedCall'
import { beyond, comparePlaces, type Place } from './place'
import { readPortalList } from './readList'

type Near = Pick<ListedCall, 'id' | 'reportedAt' | 'startedAt'>

/** The calls before and after one in a list, in time; null: there is none. */
export type Neighbours = { earlier: null | string; later: null | string }

type Read = { call: Near; filters: Filters; req: PayloadRequest }

const idsSchema = z.array(listedSchema)

const firstLater = async (
  { field, where }: Stream,
  place: Place,
  req: PayloadRequest,
): Promise<ListedCall[]> => {
  const { docs } = await readCalls({
    args: {
      depth: 0,
      limit: 1,
      pagination: false,
      select: { ...LISTED },
      sort: field ?? 'id',
      where: { and: [...where, beyond(place, field, 'newer')] },
    },
    req,
  })
  return idsSchema.parse(docs)
}

const placeOf = (call: Near): Place => ({ id: call.id, time: clockOf(call) })

/**
 * Reads which calls are before and after one in the list of these filters. A search has none: its results
 * are only read from the newest on.
 */
export const readNeighbours = async ({ call, filters, req }: Read): Promise<Neighbours> => {
  if (filters.search) return { earlier: null, later: null }
  const place = placeOf(call)
  const timeless = timelessStream(filters)
  const streams = place.time === null ? [timeless ?? []].flat() : streamsOf(filters)
  const [older, ...newer] = await Promise.all([
    readPortalList({ before: place, filters, req, size: 1 }),
    ...streams.map((stream) => firstLater(stream, place, req)),
  ])
  const next = newer.flat().sort((one, other) => comparePlaces(placeOf(other), placeOf(one)))
  return { earlier: older.calls[0]?.id ?? null, later: next[0]?.id ?? null }
}
