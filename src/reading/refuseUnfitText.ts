import { rootCode } from '../lib/errorCode'
import { answerBy } from '../refusals/addCode'

// PostgreSQL's codes for a character that its encoding cannot store.
const UNFIT = new Set(['22021', '22P05'])

/**
 * Refuses text that the database cannot store, such as U+0000, with 400, also if it fails in the desk's
 * own SQL.
 */
export const refuseUnfitText = answerBy((error) =>
  UNFIT.has(rootCode(error) ?? '') ? 'TEXT_INVALID' : undefined,
)
