import type { ServerResponse } from 'node:http'

/** What an answer waits for, as far as its reader is concerned. */
type Readable = Pick<ServerResponse, 'writableEnded' | 'writableFinished' | 'writableNeedDrain'> & {
  destroy: () => unknown
  off: (event: 'close' | 'drain' | 'finish', listener: () => void) => Readable
  on: (event: 'close' | 'drain' | 'finish', listener: () => void) => Readable
}

type Watched = {
  answer: Readable
  /** How much of it is in memory, as far as known. */
  bytes: number
  onSlow: () => void
  /** Since when it has waited for its reader, or null while it does not. */
  waitsSince: null | number
}

type Bounds = {
  /** How much of answers may wait in memory. */
  bytes: number
  /** After how long without anything taken the connection is closed. */
  cutMs: number
  /** After how long a reader counts as slow. */
  slowMs: number
  /** How often all are looked at. */
  tickMs: number
}

const BOUNDS: Bounds = { bytes: 64 * 1024 * 1024, cutMs: 20_000, slowMs: 1_000, tickMs: 500 }

const isWaiting = ({ writableEnded, writableFinished, writableNeedDrain }: Readable): boolean =>
  writableNeedDrain || (writableEnded && !writableFinished)

/**
 * Watches answers that are read slowly: by a bad line, or by somebody who takes a byte at a time to hold
 * what it costs. Who takes nothing for a while is cut off; where too much waits in memory, those are who
 * have waited longest.
 */
export class SlowReaders {
  readonly #bounds: Bounds
  #bytes = 0
  /** In the order in which they began. */
  readonly #watched = new Set<Watched>()
  #timer: NodeJS.Timeout | undefined

  constructor(bounds: Partial<Bounds> = {}) {
    this.#bounds = { ...BOUNDS, ...bounds }
  }

  /** How many answers are watched, and how much they hold. */
  get state(): { answers: number; bytes: number } {
    return { answers: this.#watched.size, bytes: this.#bytes }
  }

  /**
   * Watches an answer until it has been sent or its connection is closed.
   * @param bytes of it that are in memory
   * @param onSlow is called once its reader is known to be slow
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
    // Who takes what there is goes last, however long that takes.
    for (const watched of [...this.#watched].sort((a, b) => waited(b) - waited(a))) {
      if (this.#bytes <= this.#bounds.bytes || watched === newest) return
      if (watched.bytes === 0) continue
      this.#bytes -= watched.bytes
      watched.bytes = 0
      watched.answer.destroy()
    }
  }
}

/** Those of this process: its memory is what they share. */
export const slowReaders = new SlowReaders()
