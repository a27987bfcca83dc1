import { answerBy } from '../refusals/addCode'

/** Refuses a filter or a body that is not valid JSON with 400. Payload would answer 500. */
export const refuseBrokenJSON = answerBy((error) =>
  error instanceof SyntaxError && error.message.includes('JSON') ? 'INVALID_JSON' : undefined,
)
