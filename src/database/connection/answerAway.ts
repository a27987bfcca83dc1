import { answerBy } from '../../refusals/addCode'
import { noteIfAway } from './away'

/** Answers that the database is away or busy, where Payload would only say that something went wrong. */
export const answerAway = answerBy((error) => (noteIfAway(error) ? 'DATABASE_AWAY' : undefined))
