import type { Where } from 'payload'
import { refusal } from '../refusals/refusals'

/** Whether there is something to search for: an empty box is none. */
export const isSearch = (search: unknown): boolean =>
  typeof search === 'string' ? search.trim() !== '' : (search ?? null) !== null

/**
 * Adds the parameter `search` to the other filters.
 * @throws 400 for anything but one text
 */
export const withSearch = ({
  search,
  where,
}: {
  search?: unknown
  where?: undefined | Where
}): undefined | Where => {
  if (!isSearch(search)) return where
  if (typeof search !== 'string') throw refusal('SEARCH_INVALID')
  return { and: [{ search: { like: search } }, ...(where ? [where] : [])] }
}
