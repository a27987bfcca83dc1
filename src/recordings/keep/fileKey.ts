import { createHmac, randomBytes } from 'node:crypto'
import type { Payload } from 'payload'
import { newID } from '../../lib/newID'
import { type FileKey, SealBroken } from '../seal/frames'

const KEY_BYTES = 32

type Secrets = Pick<Payload, 'encrypt' | 'secret'>

/** A new file: its key, the key as it is stored, and its name, which says nothing to those who see it. */
export const newFile = (payload: Secrets): FileKey & { name: string; wrappedKey: string } => {
  const id = newID()
  const key = randomBytes(KEY_BYTES)
  const name = createHmac('sha256', payload.secret).update(`recording ${id}`).digest('hex')
  return { id, key, name, wrappedKey: payload.encrypt(key.toString('base64')) }
}

const unwrapped = (payload: Pick<Payload, 'decrypt'>, wrappedKey: string): Buffer | null => {
  try {
    return Buffer.from(payload.decrypt(wrappedKey), 'base64')
  } catch {
    return null
  }
}

/**
 * The key of a kept file.
 * @throws {SealBroken} if it was wrapped with another secret
 */
export const unwrapKey = (payload: Pick<Payload, 'decrypt'>, wrappedKey: string): Uint8Array => {
  const key = unwrapped(payload, wrappedKey)
  if (key?.byteLength !== KEY_BYTES) throw new SealBroken('The key of a recording does not open')
  return key
}
