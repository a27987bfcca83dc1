import type { Payload } from 'payload'
import { isObject } from '../../../src/lib/values'

/**
 * Whether a user's document is as the database has it. Payload takes the document of whoever is signed
 * in through the hooks for reading a second time; by then it has lost its hidden fields.
 */
export const isAsStored = (document: unknown): boolean =>
  isObject(document) && 'vapiGuard' in document

/** What was encrypted; null for what was not, or not under this `PAYLOAD_SECRET`. */
export const decrypted = (text: string, payload: Payload): null | string => {
  try {
    return payload.decrypt(text)
  } catch {
    return null
  }
}
