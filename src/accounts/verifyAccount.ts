import { HASH_ROUNDS, verifyPassword } from '../payload/passwords'
import { foreignWork, isForeignPassword, parseForeignHash } from './foreignHash'
import type { SignInAccount } from './signIns'

type Verified = {
  isRight: boolean
  /** How the hash is stored that was checked: `former` and `foreign` ones are replaced when the password is right. */
  kind: 'current' | 'foreign' | 'former'
  /** About how many rounds of PBKDF2 with SHA-256 it took. */
  rounds: number
}

/**
 * Compares a password with that of an account: Payload's hash, or else the one that came from another system. It
 * computes one hash even if there is no account, or none of its password.
 */
export const verifyAccount = async (
  password: string,
  stored: null | Pick<SignInAccount, 'foreignHash' | 'password'>,
): Promise<Verified> => {
  const foreign =
    stored?.password === null && stored.foreignHash !== null
      ? parseForeignHash(stored.foreignHash)
      : null
  if (foreign) {
    const isRight = await isForeignPassword(password, foreign)
    return { isRight, kind: 'foreign', rounds: foreignWork(foreign) }
  }
  const { isFormer, isRight } = await verifyPassword(password, stored?.password ?? null)
  return { isRight, kind: isFormer ? 'former' : 'current', rounds: HASH_ROUNDS }
}
