import type { IncomingMessage } from 'node:http'
import type { PayloadRequest } from 'payload'
import { addressKey } from './callerAddress'
import { type Credential, credentialsIn } from './credentials'
import { signedUser } from './signedUser'

const MAX_KNOWN = 10_000

/** The caller of a request, as far as it is known before the request is handled. */
export type Requester = {
  credentials: Credential[]
  /** True if it is a browser with the session cookie of a user. */
  isBrowser: boolean
  /** The key by which requests are counted: a user's ID or an address; null if neither is known. */
  key: null | string
  /** True if the key is a user's ID. */
  isUser: boolean
}

type Options = { cookiePrefix: string; secret: () => Promise<string> }

/** Finds the users of credentials, from earlier requests and from signatures. */
export class Requesters {
  /** User IDs by digest; null if the credential authenticated nobody when it was last used. */
  readonly #known = new Map<string, null | string>()
  readonly #options: Options

  constructor(options: Options) {
    this.#options = options
  }

  /** The caller of a request. Unknown credentials are ignored: anybody can make them up. */
  async of(
    incoming: Pick<IncomingMessage, 'headers' | 'rawHeaders' | 'socket'>,
  ): Promise<Requester> {
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

  /** Remembers which user credentials authenticated, or that they authenticated nobody. */
  note(credentials: readonly Credential[], user: PayloadRequest['user']): void {
    if (this.#known.size >= MAX_KNOWN) this.#known.clear()
    for (const { digest } of credentials) this.#known.set(digest, user?.id ?? null)
  }
}
