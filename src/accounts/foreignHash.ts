import crypto, { timingSafeEqual } from 'node:crypto'
import { inHashTurn } from '../payload/fewHashes'

/** More would occupy a thread for longer than a sign-in may take. Django's own numbers are below half of it. */
const MAX_ITERATIONS = 2_000_000
/** What scrypt may take in memory, in bytes: 128 · N · r. */
const MAX_SCRYPT_BYTES = 64 * 2 ** 20
/** N · r · p. */
const MAX_SCRYPT_WORK = 2 ** 20
const MAX_LENGTH = 500

type Pbkdf2 = { digest: 'sha1' | 'sha256'; iterations: number; kind: 'pbkdf2' }
type Scrypt = { kind: 'scrypt'; n: number; p: number; r: number }

/** A password hash of Django that can be checked, and what it takes. */
export type ForeignHash = (Pbkdf2 | Scrypt) & { key: Buffer; salt: string }

const PBKDF2 = /^pbkdf2_(sha1|sha256)\$(\d{1,9})\$([^$]{1,200})\$([A-Za-z0-9+/]{8,128}={0,2})$/
const SCRYPT =
  /^scrypt\$(\d{1,9})\$([^$]{1,200})\$(\d{1,4})\$(\d{1,4})\$([A-Za-z0-9+/]{8,128}={0,2})$/

const isPowerOfTwo = (value: number): boolean => value > 1 && (value & (value - 1)) === 0

const readPbkdf2 = (text: string): ForeignHash | null => {
  const [, digest, rounds, salt = '', key = ''] = PBKDF2.exec(text) ?? []
  const iterations = Number(rounds)
  if ((digest !== 'sha1' && digest !== 'sha256') || iterations < 1) return null
  if (iterations > MAX_ITERATIONS) return null
  return { digest, iterations, key: Buffer.from(key, 'base64'), kind: 'pbkdf2', salt }
}

const readScrypt = (text: string): ForeignHash | null => {
  const [, cost, salt = '', blocks, lanes, key = ''] = SCRYPT.exec(text) ?? []
  const [n, r, p] = [Number(cost), Number(blocks), Number(lanes)]
  if (!isPowerOfTwo(n) || r < 1 || p < 1) return null
  if (128 * n * r > MAX_SCRYPT_BYTES || n * r * p > MAX_SCRYPT_WORK) return null
  return { key: Buffer.from(key, 'base64'), kind: 'scrypt', n, p, r, salt }
}

/**
 * Parses a password hash as Django writes it: `pbkdf2_sha256$…`, `pbkdf2_sha1$…` or `scrypt$…`.
 * @returns null if it is of another kind, unusable (`!…`), or would take too much time or memory
 */
export const parseForeignHash = (text: string): ForeignHash | null =>
  text.length > MAX_LENGTH ? null : (readPbkdf2(text) ?? readScrypt(text))

/**
 * About how long checking a hash takes, in rounds of PBKDF2 with SHA-256. Measured with OpenSSL 3: one round of
 * SHA-1 takes 0.8 of it, and scrypt one for each of N · r · p.
 */
export const foreignWork = (hash: ForeignHash): number => {
  if (hash.kind === 'scrypt') return hash.n * hash.r * hash.p
  return hash.digest === 'sha1' ? Math.ceil(hash.iterations * 0.8) : hash.iterations
}

// Looked up on each call, because `fewHashes` replaces `crypto.pbkdf2`.
const pbkdf2 = (password: string, { digest, iterations, key, salt }: ForeignHash & Pbkdf2) =>
  new Promise<Buffer>((resolve, reject) => {
    crypto.pbkdf2(password, salt, iterations, key.length, digest, (error, found) =>
      error ? reject(error) : resolve(found),
    )
  })

const scrypt = (password: string, { key, n, p, r, salt }: ForeignHash & Scrypt) =>
  inHashTurn(
    () =>
      new Promise<Buffer>((resolve, reject) => {
        const options = { maxmem: 2 * MAX_SCRYPT_BYTES, N: n, p, r }
        crypto.scrypt(password, salt, key.length, options, (error, found) =>
          error ? reject(error) : resolve(found),
        )
      }),
  )

/** Whether a password is the one of the hash. At most two hashes are computed at a time in this process. */
export const isForeignPassword = async (password: string, hash: ForeignHash): Promise<boolean> => {
  const found = await (hash.kind === 'scrypt' ? scrypt(password, hash) : pbkdf2(password, hash))
  return timingSafeEqual(found, hash.key)
}
