import { APIError, ValidationError } from 'payload'

/**
 * Why Payload did not take a row, in a sentence.
 * @returns null if the error is none of a row, such as a lost connection: then the import should end
 */
export const refusedWhy = (error: unknown): null | string => {
  if (error instanceof ValidationError) {
    return error.data.errors.map(({ message, path }) => `${path}: ${message}`).join(' ')
  }
  return error instanceof APIError && error.isPublic && error.status < 500 ? error.message : null
}
