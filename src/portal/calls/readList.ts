import type { PayloadRequest, Where } from 'payload'
import { readCalls } from '../../reading/readCalls'
import { type Filters, type Stream, streamsOf, timelessStream } from './filters'
import { clockOf, LISTED, type ListedCall, listedSchema } from './listedCall'
import { mergeStreams, type Part } from './mergeStreams'
import { beyond, comparePlaces, type Place } from './place'

/** How many calls a page has. */
export const PAGE = 25

/** One page of the list. */
export type ListPage = {
  calls: ListedCall[]
  /** The place after the page; null: nothing follows. */
  next: null | Place
}

type Read = { before: null | Place; filters: Filters; req: PayloadRequest; size: number }

const afterPlace = (before: null | Place, field: Stream['field']): Where[] =>
  // Calls without a time come after all that have one.
  before && (field !== null || before.time === null) ? [beyond(before, field)] : []

const readStream = async (
  { field, where }: Stream,
  { before, filters: { search }, req, size }: Read,
): Promise<Part<ListedCall>> => {
  const { docs, hasNextPage } = await readCalls({
    args: {
      depth: 0,
      // One more, to see whether others follow.
      limit: size + 1,
      pagination: false,
      ...(search ? { search } : {}),
      select: { ...LISTED },
      sort: `-${field ?? 'reportedAt'}`,
      where: { and: [...where, ...afterPlace(before, field)] },
    },
    req,
  })
  return { hasMore: hasNextPage, rows: docs.map((doc) => listedSchema.parse(doc)) }
}

/** The place of a call in the list. A search has the order of reports. */
const placeIn =
  ({ search }: Filters) =>
  (call: ListedCall): Place => ({
    id: call.id,
    time: search ? (call.reportedAt ?? null) : clockOf(call),
  })

const clockPlace = (call: ListedCall): Place => ({ id: call.id, time: clockOf(call) })

/**
 * Reads a page of the client's calls, newest first by the call's clock: when it began, else when it was
 * reported. Each part is read in the order of an index, so the number of calls does not matter.
 * @param size how many calls. Default: 25.
 * @throws what the API's list throws
 */
export const readPortalList = async ({
  before,
  filters,
  req,
  size = PAGE,
}: Omit<Read, 'size'> & { size?: number }): Promise<ListPage> => {
  const reading = { before, filters, req, size }
  const placeOf = placeIn(filters)
  const streams = before && before.time === null ? [] : streamsOf(filters)
  const parts = await Promise.all(streams.map((stream) => readStream(stream, reading)))
  let merged = mergeStreams(parts, { placeOf, size })
  const timeless = timelessStream(filters)
  if (timeless && !merged.hasMore) {
    const timed = { hasMore: false, rows: merged.rows }
    merged = mergeStreams([timed, await readStream(timeless, reading)], { placeOf, size })
  }
  const last = merged.rows.at(-1)
  return {
    calls: merged.rows.toSorted((one, other) => comparePlaces(clockPlace(one), clockPlace(other))),
    next: merged.hasMore && last ? placeOf(last) : null,
  }
}
