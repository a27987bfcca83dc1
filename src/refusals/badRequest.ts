import { APIError } from 'payload'

/** An error of the caller's, in words that may be shown. */
export const refusal = (message: string, status = 400): APIError<null> =>
  new APIError(message, status, null, true)
