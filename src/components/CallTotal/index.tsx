import type { AfterListTableServerProps } from 'payload'
import { isNewestFirst } from '../../search/filter'
import { readListQuery } from '../QuickFilters/readListQuery'
import { ListNote } from './ListNote'

/** Notes below the list: that the total is an estimate, or that a search ignores the selected sorting. */
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
