import { APIError, ValidationError } from 'payload'

/**
 * Why Payload did not take a document, in a sentence.
 * @returns null if the error is none of the document, such as a lost connection: then nothing further should be tried
 */
export const refusedWhy = (error: unknown): null | string => {
  if (error instanceof ValidationError) {
    return error.data.errors.map(({ message, path }) => `${path}: ${message}`).join(' ')
  }
  return error instanceof APIError && error.isPublic && error.status < 500 ? error.message : null
}
