import type { AfterErrorHook } from 'payload'
import { REFUSALS } from '../../refusals/refusals'
import { noteIfAway } from './away'

const { message, status } = REFUSALS.DATABASE_AWAY

/** Says that the database is away, or busy, where Payload says that something went wrong. */
export const answerAway: AfterErrorHook = ({ error }) =>
  noteIfAway(error)
    ? { response: { errors: [{ code: 'DATABASE_AWAY', message }] }, status }
    : undefined
