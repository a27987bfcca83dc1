import type { BeforeListTableServerProps } from 'payload'
import type { ReactNode } from 'react'
import { mayOnField } from '../shared/mayOnField'
import { countChoices } from './countChoices'
import { FilterBar } from './FilterBar'
import { readListQuery } from './readListQuery'
import type { QuickFilter } from './types'

type Props = BeforeListTableServerProps & {
  /** Rows of other kinds that come last. */
  after?: ReactNode
  /** Rows of other kinds that come first. */
  children?: ReactNode
  filters: readonly QuickFilter[]
}

/**
 * One-click filters above a list, as in the sidebar of Django's admin. Their state is the `where` of the URL,
 * so they combine with the search and with Payload's own filters.
 */
export const QuickFilters = async ({
  after,
  children,
  collectionConfig,
  filters,
  payload,
  permissions,
  searchParams,
  user,
}: Props) => {
  const readable = filters.filter(
    ({ choices, field }) =>
      choices.length > 0 &&
      mayOnField({
        collection: collectionConfig.slug,
        field,
        operation: 'read',
        permissions,
      }),
  )
  const { search, where } = readListQuery(searchParams ?? {})
  const counted = await Promise.all(
    readable.map((filter) =>
      countChoices({
        collectionConfig,
        filter,
        payload,
        search,
        user,
        where,
      }),
    ),
  )
  return (
    <FilterBar after={after} filters={counted}>
      {children}
    </FilterBar>
  )
}
