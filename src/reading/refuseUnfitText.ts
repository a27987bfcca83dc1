import { rootCode } from '../lib/errorCode'
import { answerBy } from '../refusals/addCode'

// PostgreSQL's codes for a character that its encoding does not have.
const UNFIT = new Set(['22021', '22P05'])

/** A text that no database can hold is the caller's error, also where our own SQL asks by it. */
export const refuseUnfitText = answerBy((error) =>
  UNFIT.has(rootCode(error) ?? '') ? 'TEXT_INVALID' : undefined,
)
