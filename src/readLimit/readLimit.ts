/**
 * Identifies the caller of a request, and limits how many it may send.
 * @module
 */

import type { PayloadRequest } from 'payload'
import type { Pool } from 'pg'
import { isStaff } from '../access/roles'
import type { LimitState } from './headers'
import { BLOCKS, sharedLeases } from './sharedLimit'

const MAX_CREDENTIALS = 10_000

type User = PayloadRequest['user']

/** The limit on a client's requests per minute, across all its credentials and all processes. */
export class ReadLimit {
  readonly #clients = new Map<string, string>()
  readonly #limit: number
  readonly #pool: () => Promise<Pool>

  /** @param limit requests per minute */
  constructor({ limit, pool }: { limit: number; pool: () => Promise<Pool> }) {
    this.#limit = limit
    this.#pool = pool
  }

  /**
   * Checks before a request is handled whether its credentials belong to a client that has used up its
   * limit. Unknown credentials pass; `count` remembers them.
   * @returns null if the request may proceed
   */
  async blocked(credentials: readonly string[]): Promise<null | LimitState> {
    if (credentials.length === 0) return null
    const leases = await this.#leases()
    const now = Date.now()
    for (const credential of credentials) {
      const client = this.#clients.get(credential)
      const resetMs = client === undefined ? 0 : leases.waitOf(client, now)
      if (resetMs > 0) return { left: 0, limit: this.#limit, resetMs }
    }
    return null
  }

  /**
   * Counts a request of a client.
   * @param worth how many requests it counts as
   * @returns the state of the limit; null for staff, and if nobody is signed in
   */
  async count(credentials: readonly string[], user: User, worth = 1): Promise<null | LimitState> {
    if (!user || isStaff(user)) return null
    this.#remember(credentials, user.id)
    const leases = await this.#leases()
    const now = Date.now()
    for (let spent = 0; spent < worth; spent += 1) leases.spend(user.id, now)
    const { ahead, resetMs, shared = this.#limit } = leases.stateOf(user.id, now)
    // The first block is granted in advance, so it is not included in what is left.
    const left = shared + ahead - Math.max(1, Math.floor(this.#limit / BLOCKS))
    return { left: Math.min(this.#limit, Math.max(0, left)), limit: this.#limit, resetMs }
  }

  async #leases() {
    return sharedLeases(await this.#pool(), 'read', this.#limit)
  }

  #remember(credentials: readonly string[], client: string): void {
    if (this.#clients.size >= MAX_CREDENTIALS) this.#clients.clear()
    for (const credential of credentials) this.#clients.set(credential, client)
  }
}
