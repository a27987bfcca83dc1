import type { Payload } from 'payload'
import { isObject } from '../../../src/lib/values'

/**
 * Whether a user's document is as stored. Payload runs the read hooks on the signed-in user a second time, and
 * by then the document has lost its hidden fields.
 */
export const isAsStored = (document: unknown): boolean =>
  isObject(document) && 'vapiGuard' in document

/** Decrypts a text. Null if it was not encrypted, or under another `PAYLOAD_SECRET`. */
export const decrypted = (text: string, payload: Payload): null | string => {
  try {
    return payload.decrypt(text)
  } catch {
    return null
  }
}
