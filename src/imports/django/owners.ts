import type { ReadAccount } from './readAccount'
import type { Owner } from './storeAccount'

/** Why there is nobody to give a call to. */
export type NoOwner = 'missing' | 'staff' | 'unnamed'

/** The accounts of a dump by their keys, by which calls name them. */
export class Owners {
  readonly #byKey = new Map<string, 'missing' | 'staff' | Owner>()

  add(
    { email, pk, username }: Pick<ReadAccount, 'email' | 'pk' | 'username'>,
    owner: 'missing' | 'staff' | Owner,
  ): void {
    // A natural key is the e-mail or the user name. A key that is a number is never either.
    for (const name of [email, username?.toLowerCase()]) {
      if (name && !this.#byKey.has(`name ${name}`)) this.#byKey.set(`name ${name}`, owner)
    }
    if (pk !== null) this.#byKey.set(`key ${pk}`, owner)
  }

  /** The account that a call names by its key, or by its natural key. */
  find(keys: readonly string[]): NoOwner | Owner {
    const [key] = keys
    if (key === undefined) return 'unnamed'
    return (
      this.#byKey.get(`key ${key}`) ?? this.#byKey.get(`name ${key.toLowerCase()}`) ?? 'missing'
    )
  }
}
