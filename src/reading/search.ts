import type { Where } from 'payload'
import { refusal } from '../refusals/refusals'

/** True if the parameter `search` is given and not blank. */
export const isSearch = (search: unknown): boolean =>
  typeof search === 'string' ? search.trim() !== '' : (search ?? null) !== null

/**
 * Adds the parameter `search` to the other filters.
 * @throws {Refusal} `SEARCH_INVALID` if it is not a single text
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
