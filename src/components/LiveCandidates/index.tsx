import type { BeforeListTableServerProps } from 'payload'
import { findLiveCandidates } from '../../clients/liveCandidates'
import { mayOnField } from '../shared/mayOnField'
import { CandidatesLink } from './CandidatesLink'

/** A note above the list of users: how many clients could be marked as live, with a link to them. */
export const LiveCandidates = async ({ payload, permissions }: BeforeListTableServerProps) => {
  const maySet = mayOnField({
    collection: 'users',
    field: 'setupStatus',
    operation: 'update',
    permissions,
  })
  if (!maySet || permissions?.collections?.['call-summaries']?.read !== true) return null
  const ids = await findLiveCandidates(payload.db.pool)
  return ids.length > 0 ? <CandidatesLink ids={ids} /> : null
}
