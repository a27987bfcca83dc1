import crypto, { randomBytes, timingSafeEqual } from 'node:crypto'

/** A password as Payload stores it. */
export type StoredPassword = { hash: string; salt: string }

// From Payload's `generatePasswordSaltHash`, which is not exported.
const PREFIX = 'pbkdf2-sha256-v1:'
const CURRENT = { iterations: 600_000, length: 32 }
/** The rounds of a hash of today. */
export const HASH_ROUNDS = CURRENT.iterations
/** How Payload hashed before version 3.90. */
const FORMER = { iterations: 25_000, length: 512 }

// `crypto.pbkdf2` is looked up on each call, because `fewHashes` replaces it.
const derive = (password: string, salt: string, { iterations, length }: typeof CURRENT) =>
  new Promise<Buffer>((resolve, reject) => {
    crypto.pbkdf2(password, salt, iterations, length, 'sha256', (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })

/** A hash that matches no password, for accounts that do not exist. */
const NOBODY: StoredPassword = {
  hash: `${PREFIX}${randomBytes(CURRENT.length).toString('hex')}`,
  salt: randomBytes(32).toString('hex'),
}

/** Computes that many rounds for nothing, so that one answer takes as long as another. Zero or fewer: none. */
export const spendRounds = async (rounds: number): Promise<void> => {
  if (rounds < 1) return
  await derive('', NOBODY.salt, { iterations: Math.ceil(rounds), length: CURRENT.length })
}

/** Hashes a new password as Payload does. */
export const hashPassword = async (password: string): Promise<StoredPassword> => {
  const salt = randomBytes(32).toString('hex')
  const key = await derive(password, salt, CURRENT)
  return { hash: `${PREFIX}${key.toString('hex')}`, salt }
}

/**
 * Compares a password with the stored one. It computes one hash even if nothing is stored, so that an unknown
 * account takes as long.
 * @returns whether the password is right, and whether the stored hash is of the kind before version 3.90
 */
export const verifyPassword = async (
  password: string,
  stored: null | StoredPassword,
): Promise<{ isFormer: boolean; isRight: boolean }> => {
  const { hash, salt } = stored ?? NOBODY
  const isFormer = !hash.startsWith(PREFIX)
  const kind = isFormer ? FORMER : CURRENT
  const wanted = Buffer.from(isFormer ? hash : hash.slice(PREFIX.length), 'hex')
  const key = await derive(password, salt, kind)
  const isSame = key.length === wanted.length && timingSafeEqual(key, wanted)
  return { isFormer, isRight: stored !== null && isSame }
}
