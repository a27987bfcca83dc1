import type { IncomingMessage } from 'node:http'
import type { PayloadRequest } from 'payload'
import { addressKey } from './callerAddress'
import { type Credential, credentialsIn } from './credentials'
import { signedUser } from './signedUser'

const MAX_KNOWN = 10_000

/** Who asks, as far as it is known before anything is done for the request. */
export type Asker = {
  credentials: Credential[]
  /** Whether a browser asks, with the session of somebody who has signed in. */
  isBrowser: boolean
  /** What requests in flight are counted by: a user's id, an address, or null for whoever has neither. */
  key: null | string
  /** Whether it is a user's. */
  isUser: boolean
}

type Options = { cookiePrefix: string; secret: () => Promise<string> }

/** Knows the users behind credentials, from what came of earlier requests and from signatures. */
export class Askers {
  /** By digest; null: signed nobody in when it was last used. */
  readonly #known = new Map<string, null | string>()
  readonly #options: Options

  constructor(options: Options) {
    this.#options = options
  }

  /** An unknown credential is as good as none: anybody can make one up. */
  async of(incoming: Pick<IncomingMessage, 'headers' | 'rawHeaders' | 'socket'>): Promise<Asker> {
    const { cookiePrefix, secret } = this.#options
    const credentials = credentialsIn(incoming.headers, cookiePrefix)
    if (credentials.length > 0) {
      const key = await secret()
      for (const credential of credentials) {
        const known = this.#known.get(credential.digest)
        const user = known === undefined ? signedUser(credential.token, key, Date.now()) : known
        if (user === null) continue
        return { credentials, isBrowser: credential.isCookie, isUser: true, key: user }
      }
    }
    return { credentials, isBrowser: false, isUser: false, key: addressKey(incoming) }
  }

  /** Remembers whom these turned out to sign in. */
  note(credentials: readonly Credential[], user: PayloadRequest['user']): void {
    if (this.#known.size >= MAX_KNOWN) this.#known.clear()
    for (const { digest } of credentials) this.#known.set(digest, user?.id ?? null)
  }
}
