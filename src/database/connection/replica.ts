import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import { createPositionReader, type WalPosition } from './walPosition'

/** How long a read waits for a standby to replay what the reader may have written. */
const REPLAY_TIMEOUT_MS = 50
const ASK_AGAIN_MS = 4
/** How long a standby may take to answer at all. */
const ANSWER_MS = 250
/** For how long nobody asks a standby that was away or far behind. */
const REST_MS = 1_000
/** For how long its last position is taken for true: it may have been replaced by an older one. */
const MEMORY_MS = 1_000

/** A standby that may be read from as long as it keeps up. */
export class Replica {
  readonly pool: Pool
  readonly #readPosition: () => Promise<WalPosition>
  #known: { at: number; position: WalPosition } | undefined
  #restsUntil = 0

  constructor(pool: Pool) {
    this.pool = pool
    this.#readPosition = createPositionReader({ milliseconds: ANSWER_MS, pool, what: 'replayed' })
  }

  /** Whether it shows everything that was committed up to there, soon enough to wait for. */
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
      // Away, or no standby any more.
    }
    this.rest()
    return false
  }

  /** Leaves it alone for a moment. */
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
   * Picks a standby that shows all that was committed before this was asked, whoever committed it, in
   * whichever process: a read there cannot tell that it is not the primary. None: read there.
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

const byPrimary = new WeakMap<Pool, Replicas>()

/** Lets reads of that primary go to these standbys. */
export const registerReplicas = (primary: Pool, replicas: Replicas): void => {
  byPrimary.set(primary, replicas)
}

/**
 * The pool to read from with SQL of one's own: a standby's that shows all that was committed so far,
 * else the primary's. What is read for a write, and who may do what, is read from the primary.
 */
export const readPool = async (primary: Pool): Promise<Pool> =>
  (await byPrimary.get(primary)?.pick())?.pool ?? primary
