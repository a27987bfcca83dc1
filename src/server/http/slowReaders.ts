import type { ServerResponse } from 'node:http'

/** The parts of a response that show whether it waits for its reader. */
type Readable = Pick<ServerResponse, 'writableEnded' | 'writableFinished' | 'writableNeedDrain'> & {
  destroy: () => unknown
  off: (event: 'close' | 'drain' | 'finish', listener: () => void) => Readable
  on: (event: 'close' | 'drain' | 'finish', listener: () => void) => Readable
}

type Watched = {
  answer: Readable
  /** How many bytes of it are in memory, as far as known. */
  bytes: number
  onSlow: () => void
  /** When it started to wait for its reader. Null while it does not wait. */
  waitsSince: null | number
}

type Bounds = {
  /** How many bytes of responses may wait in memory. */
  bytes: number
  /** After this time without progress the connection is closed. */
  cutMs: number
  /** After this time a reader counts as slow. */
  slowMs: number
  /** How often all are checked. */
  tickMs: number
}

const BOUNDS: Bounds = { bytes: 64 * 1024 * 1024, cutMs: 20_000, slowMs: 1_000, tickMs: 500 }

const isWaiting = ({ writableEnded, writableFinished, writableNeedDrain }: Readable): boolean =>
  writableNeedDrain || (writableEnded && !writableFinished)

/**
 * Watches responses that are read slowly, because of a bad connection or on purpose, to hold the desk's
 * resources. A reader that takes nothing for a while is cut off. If too much waits in memory, those that
 * have waited longest are cut off first.
 */
export class SlowReaders {
  readonly #bounds: Bounds
  #bytes = 0
  /** In the order in which they started. */
  readonly #watched = new Set<Watched>()
  #timer: NodeJS.Timeout | undefined

  constructor(bounds: Partial<Bounds> = {}) {
    this.#bounds = { ...BOUNDS, ...bounds }
  }

  /** How many responses are watched, and how many bytes they hold. */
  get state(): { answers: number; bytes: number } {
    return { answers: this.#watched.size, bytes: this.#bytes }
  }

  /**
   * Watches a response until it has been sent or its connection is closed.
   * @param bytes how many bytes of it are in memory
   * @param onSlow called once its reader counts as slow
   */
  watch(
    answer: Readable,
    { bytes = 0, onSlow = () => undefined }: { bytes?: number; onSlow?: () => void } = {},
  ): void {
    const watched: Watched = { answer, bytes, onSlow, waitsSince: null }
    const drained = () => {
      watched.waitsSince = null
    }
    const over = () => {
      answer.off('drain', drained).off('finish', over).off('close', over)
      if (this.#watched.delete(watched)) this.#bytes -= watched.bytes
      if (this.#watched.size > 0) return
      clearInterval(this.#timer)
      this.#timer = undefined
    }
    answer.on('drain', drained).on('finish', over).on('close', over)
    this.#watched.add(watched)
    this.#bytes += bytes
    this.#timer ??= setInterval(() => this.#look(), this.#bounds.tickMs).unref()
    if (this.#bytes > this.#bounds.bytes) this.#makeRoom(watched)
  }

  #look(): void {
    const now = performance.now()
    for (const watched of [...this.#watched]) {
      if (!isWaiting(watched.answer)) {
        watched.waitsSince = null
        continue
      }
      watched.waitsSince ??= now
      const waited = now - watched.waitsSince
      if (waited >= this.#bounds.slowMs) watched.onSlow()
      if (waited >= this.#bounds.cutMs) watched.answer.destroy()
    }
  }

  #makeRoom(newest: Watched): void {
    const now = performance.now()
    const waited = ({ waitsSince }: Watched): number => (waitsSince === null ? 0 : now - waitsSince)
    // Readers that make progress are cut off last, however slow they are.
    for (const watched of [...this.#watched].sort((a, b) => waited(b) - waited(a))) {
      if (this.#bytes <= this.#bounds.bytes || watched === newest) return
      if (watched.bytes === 0) continue
      this.#bytes -= watched.bytes
      watched.bytes = 0
      watched.answer.destroy()
    }
  }
}

/** One for the process, whose memory all responses share. */
export const slowReaders = new SlowReaders()
