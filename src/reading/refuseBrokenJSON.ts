import { answerBy } from '../refusals/addCode'

/** A filter in the address, or a body, that is no JSON is the caller's error: Payload answers 500. */
export const refuseBrokenJSON = answerBy((error) =>
  error instanceof SyntaxError && error.message.includes('JSON') ? 'INVALID_JSON' : undefined,
)
