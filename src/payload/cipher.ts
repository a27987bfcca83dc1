import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

const ALGORITHM = 'aes-256-ctr'
const IV_DIGITS = 32

/** How Payload derives `payload.secret` from `PAYLOAD_SECRET`. */
const keyOf = (secret: string): string =>
  createHash('sha256').update(secret).digest('hex').slice(0, 32)

/** Encrypts and decrypts with one `PAYLOAD_SECRET`. */
export type Cipher = {
  /** Text that was encrypted with another secret decrypts to garbage, without an error. */
  decrypt: (text: string) => string
  encrypt: (text: string) => string
  /** `payload.secret`, with which lookup indexes are hashed. */
  secret: string
}

/**
 * Does what `payload.encrypt` and `payload.decrypt` do, with a secret other than that of the running process.
 */
export const createCipher = (payloadSecret: string): Cipher => {
  const secret = keyOf(payloadSecret)
  return {
    decrypt: (text) => {
      const iv = Buffer.from(text.slice(0, IV_DIGITS), 'hex')
      if (iv.length * 2 !== IV_DIGITS) return '\uFFFD'
      const decipher = createDecipheriv(ALGORITHM, secret, iv)
      return decipher.update(text.slice(IV_DIGITS), 'hex', 'utf8') + decipher.final('utf8')
    },
    encrypt: (text) => {
      const iv = randomBytes(16)
      const cipher = createCipheriv(ALGORITHM, secret, iv)
      return iv.toString('hex') + cipher.update(text, 'utf8', 'hex') + cipher.final('hex')
    },
    secret,
  }
}
