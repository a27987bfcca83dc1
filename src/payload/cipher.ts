import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

const ALGORITHM = 'aes-256-ctr'
const IV_DIGITS = 32

/** What Payload makes of `PAYLOAD_SECRET`, and then keeps as `payload.secret`. */
const keyOf = (secret: string): string =>
  createHash('sha256').update(secret).digest('hex').slice(0, 32)

/** Reads and writes what is kept under one `PAYLOAD_SECRET`. */
export type Cipher = {
  /** Text that was encrypted under another secret comes out as nonsense: nothing tells. */
  decrypt: (text: string) => string
  encrypt: (text: string) => string
  /** `payload.secret`, under which lookups are hashed. */
  secret: string
}

/** Does what `payload.encrypt` and `payload.decrypt` do, for a secret other than the running one's. */
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
