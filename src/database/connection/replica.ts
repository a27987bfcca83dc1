import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import { sharedWeakMap } from '../../lib/inProcess'
import { createPositionReader, type WalPosition } from './walPosition'

/** How long a read waits for a standby to replay what the reader may have written. */
const REPLAY_TIMEOUT_MS = 50
const ASK_AGAIN_MS = 4
/** How long a standby may take to answer at all. */
const ANSWER_MS = 250
/** How long a standby that was away or far behind is not asked. */
const REST_MS = 1_000
/** How long its last position is relied on: the standby may have been replaced by an older one. */
const MEMORY_MS = 1_000

/** A standby that can be read from as long as it keeps up. */
export class Replica {
  readonly pool: Pool
  readonly #readPosition: () => Promise<WalPosition>
  #known: { at: number; position: WalPosition } | undefined
  #restsUntil = 0

  constructor(pool: Pool) {
    this.pool = pool
    this.#readPosition = createPositionReader({ milliseconds: ANSWER_MS, pool, what: 'replayed' })
  }

  /** Whether it shows everything committed up to this position, now or after a short wait. */
  async shows(position: WalPosition): Promise<boolean> {
    const start = Date.now()
    if (start < this.#restsUntil) return false
    if (this.#known && start - this.#known.at < MEMORY_MS && this.#known.position >= position) {
      return true
    }
    try {
      for (;;) {
        this.#known = { at: Date.now(), position: await this.#readPosition() }
        if (this.#known.position >= position) return true
        if (Date.now() - start >= REPLAY_TIMEOUT_MS) break
        await sleep(ASK_AGAIN_MS)
      }
    } catch {
      // It is away, or no longer a standby.
    }
    this.rest()
    return false
  }

  /** Leaves it unused for a second. */
  rest(): void {
    this.#known = undefined
    this.#restsUntil = Date.now() + REST_MS
  }
}

/** The standbys of a primary. */
export class Replicas {
  readonly #all: readonly Replica[]
  readonly #readPosition: () => Promise<WalPosition>
  #turn = 0

  constructor({ primary, replicas }: { primary: Pool; replicas: readonly Replica[] }) {
    this.#all = replicas
    this.#readPosition = createPositionReader({
      milliseconds: 1_000,
      pool: primary,
      what: 'written',
    })
  }

  /**
   * Picks a standby that shows everything committed before this call, by any process: a read there gets the
   * same as on the primary.
   * @returns undefined if there is none, and the primary has to be read
   */
  async pick(): Promise<Replica | undefined> {
    const position = await this.#readPosition().catch(() => undefined)
    if (position === undefined) return undefined
    for (const _ of this.#all) {
      this.#turn = (this.#turn + 1) % this.#all.length
      const replica = this.#all[this.#turn]
      if (await replica?.shows(position)) return replica
    }
    return undefined
  }
}

// Pages of the portal read in Next's copy of this file.
const byPrimary = sharedWeakMap<Pool, Replicas>('replicas')

/** Allows reads of that primary to go to these standbys. */
export const registerReplicas = (primary: Pool, replicas: Replicas): void => {
  byPrimary.set(primary, replicas)
}

/**
 * The pool for reads in our own SQL: that of a standby that shows everything committed so far, otherwise the
 * primary's. Reads that prepare a write, and reads of permissions, go to the primary.
 */
export const readPool = async (primary: Pool): Promise<Pool> =>
  (await byPrimary.get(primary)?.pick())?.pool ?? primary
