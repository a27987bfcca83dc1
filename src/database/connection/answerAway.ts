import { answerBy } from '../../refusals/addCode'
import { noteIfAway } from './away'

/** Says that the database is away, or busy, where Payload says that something went wrong. */
export const answerAway = answerBy((error) => (noteIfAway(error) ? 'DATABASE_AWAY' : undefined))
