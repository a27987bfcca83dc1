import type { Where } from 'payload'
import { parse } from 'qs-esm'
import { isWhere } from '../../lib/values'

type SearchParams = Readonly<Record<string, string | string[] | undefined>>

/**
 * The search and the filter of a list's URL. Next passes the parameters flat, with keys such as
 * `where[or][0][and][0][name][equals]`.
 */
export const readListQuery = (
  searchParams: SearchParams,
): { search: string | undefined; where: undefined | Where } => {
  const flat = new URLSearchParams(
    Object.entries(searchParams).flatMap(([key, value]) =>
      [value ?? []].flat().map((each): [string, string] => [key, each]),
    ),
  )
  const { search, where } = parse(flat.toString(), { depth: 10 })
  return {
    search: typeof search === 'string' ? search : undefined,
    where: isWhere(where) ? where : undefined,
  }
}
