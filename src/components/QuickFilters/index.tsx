import type { BeforeListTableServerProps, Where } from 'payload'
import { mayOnField } from '../shared/mayOnField'
import { countChoices } from './countChoices'
import { FilterBar } from './FilterBar'
import type { QuickFilter } from './types'

type Props = BeforeListTableServerProps & { filters: readonly QuickFilter[] }

const asWhere = (value: unknown): undefined | Where =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined

/**
 * Filters one click away above a list, as in the sidebar of Django's admin. The state is the `where`
 * of the URL, so it goes together with the search and with Payload's own filters.
 */
export const QuickFilters = async ({
  collectionConfig,
  filters,
  payload,
  permissions,
  searchParams,
  user,
}: Props) => {
  const readable = filters.filter(({ field }) =>
    mayOnField({
      collection: collectionConfig.slug,
      field,
      operation: 'read',
      permissions,
    }),
  )
  const search = searchParams?.search
  const counted = await Promise.all(
    readable.map((filter) =>
      countChoices({
        collectionConfig,
        filter,
        payload,
        search: typeof search === 'string' ? search : undefined,
        user,
        where: asWhere(searchParams?.where),
      }),
    ),
  )
  return <FilterBar filters={counted} />
}
