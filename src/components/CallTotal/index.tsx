import type { AfterListTableServerProps } from 'payload'
import { isNewestFirst } from '../../search/filter'
import { readListQuery } from '../QuickFilters/readListQuery'
import { ListNote } from './ListNote'

/** Says below the list when its total is an estimate, and when a search is not sorted as the columns say. */
export const CallTotal = ({ data, listPreferences, searchParams }: AfterListTableServerProps) => {
  const { search } = readListQuery(searchParams ?? {})
  const sort = searchParams?.sort ?? listPreferences?.sort
  return (
    <>
      {search && !isNewestFirst(sort) && <ListNote text="desk:searchNewestFirst" />}
      {Reflect.get(data, 'totalDocsEstimated') === true && <ListNote text="desk:totalEstimated" />}
    </>
  )
}
