import type { BeforeListTableServerProps } from 'payload'
import { readListQuery } from '../QuickFilters/readListQuery'
import { mayOnField } from '../shared/mayOnField'
import { HowCallsCome } from './HowCallsCome'

/** Shown above an empty list. Calls are not created by hand, so it explains how they arrive. */
export const NoCallsYet = ({ data, permissions, searchParams }: BeforeListTableServerProps) => {
  const { search, where } = readListQuery(searchParams ?? {})
  if (data.totalDocs > 0 || search || where) return null
  const users = permissions?.collections?.users
  const maySet = mayOnField({
    collection: 'users',
    field: 'setupStatus',
    operation: 'update',
    permissions,
  })
  return <HowCallsCome mayAdd={users?.create === true} maySet={maySet && users?.read === true} />
}
