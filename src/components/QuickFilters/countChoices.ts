import type { Payload, SanitizedCollectionConfig, TypedUser, Where } from 'payload'
import { isCostly, onlyIfCheap } from '../../database/lists/cheapCounts'
import { mergeListSearchAndWhere } from '../../payload/shared'
import { withCondition } from '../shared/where'
import type { CountedFilter, QuickFilter } from './types'

type Counting = {
  collectionConfig: SanitizedCollectionConfig
  filter: QuickFilter
  payload: Payload
  search: string | undefined
  user: TypedUser | undefined
  where: undefined | Where
}

/**
 * Adds to each choice how many documents it would list, with the current search and the other filters. Counts
 * only documents that the user may read. A choice has no count if it would delay the page.
 */
export const countChoices = async ({
  collectionConfig,
  filter,
  payload,
  search,
  user,
  where,
}: Counting): Promise<CountedFilter> => {
  if (!filter.withCounts) return filter
  const siblings = filter.choices.map(({ condition }) => condition)
  const countOf = async (choice: QuickFilter['choices'][number]) => {
    const counted = await payload.count({
      collection: collectionConfig.slug,
      context: onlyIfCheap,
      overrideAccess: false,
      user,
      where: mergeListSearchAndWhere({
        collectionConfig,
        search: search ?? '',
        where: withCondition({ condition: choice.condition, siblings, where }),
      }),
    })
    if (isCostly(counted)) return choice
    const isEstimate = Reflect.get(counted, 'totalDocsEstimated') === true
    return { ...choice, count: counted.totalDocs, isEstimate }
  }
  try {
    return { ...filter, choices: await Promise.all(filter.choices.map(countOf)) }
  } catch {
    // The URL filters by a field that the user may not read. The list is empty then.
    return filter
  }
}
