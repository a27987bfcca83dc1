import type { Payload, SanitizedCollectionConfig, TypedUser, Where } from 'payload'
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
 * Says beside each choice how many documents a click on it would list: with the present search and
 * the other filters, and of those the person may read.
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
      overrideAccess: false,
      user,
      where: mergeListSearchAndWhere({
        collectionConfig,
        search: search ?? '',
        where: withCondition({ condition: choice.condition, siblings, where }),
      }),
    })
    const isEstimate = Reflect.get(counted, 'totalDocsEstimated') === true
    return { ...choice, count: counted.totalDocs, isEstimate }
  }
  try {
    return { ...filter, choices: await Promise.all(filter.choices.map(countOf)) }
  } catch {
    // A filter on a field that this person may not read: the list is empty then, and says so itself.
    return filter
  }
}
