/** Limits on concurrent work and on its queue. */
export type Bounds = {
  /** How many pieces of work may run at a time. */
  atOnce: number
  /** How many may wait. */
  waiting: number
}

/** A request to run one piece of work. */
export type Ask = {
  /** Further limits that it counts towards, such as that of all strangers together. */
  groups: readonly Group[]
  /** The caller that it counts towards. */
  key: string
  /** The limits of the caller, and how long it may wait, in milliseconds. */
  own: Bounds & { maxWaitMs: number }
}

/** Callers that share a limit. */
export type Group = { atOnce: number; name: string }

/** The connection of a caller, which closes when the caller is gone. */
export type Connection = Pick<NodeJS.EventEmitter, 'off' | 'once'>

/** Permission to run one piece of work. It may be ended twice. */
export type Turn = { end: () => void }

/** Which limit refused the work: the caller's own, or that of all. */
export type NoTurn = 'all' | 'own'

type Waiting = { ask: Ask; settle: (turn: NoTurn | Turn) => void }

const count = (counts: Map<string, number>, name: string, by: number): void => {
  const now = (counts.get(name) ?? 0) + by
  if (now > 0) counts.set(name, now)
  else counts.delete(name)
}

/**
 * Limits concurrent work, for each caller and in total. The rest waits in one queue for each caller.
 * The queues are served round-robin, so that a caller with much work only delays itself.
 */
export class Ceiling {
  readonly #bounds: Bounds
  readonly #lines = new Map<string, Waiting[]>()
  readonly #running = new Map<string, number>()
  #total = 0
  #waiting = 0

  constructor(bounds: Bounds) {
    this.#bounds = bounds
  }

  /** How many pieces of work are running and waiting. */
  get state(): { running: number; waiting: number } {
    return { running: this.#total, waiting: this.#waiting }
  }

  /**
   * Asks for a turn, which must be ended.
   * @param connection the caller's connection: if it closes, the wait ends
   * @returns without a promise if the turn is granted or refused immediately, which saves a wait
   */
  take(ask: Ask, connection?: Connection): NoTurn | Promise<NoTurn | Turn> | Turn {
    // Waiting work does not fit, or it would have started, so this overtakes nothing that could run.
    if (this.#fits(ask)) return this.#begin(ask)
    const line = this.#lines.get(ask.key)
    if ((line?.length ?? 0) >= ask.own.waiting) return 'own'
    if (this.#waiting >= this.#bounds.waiting) return 'all'
    return new Promise((answer) => {
      const leave = () => {
        const isOwn = (this.#running.get(ask.key) ?? 0) >= ask.own.atOnce
        this.#leave(waiting, isOwn ? 'own' : 'all')
      }
      const timer = setTimeout(leave, ask.own.maxWaitMs)
      const waiting: Waiting = {
        ask,
        settle: (turn) => {
          clearTimeout(timer)
          connection?.off('close', leave)
          if (typeof turn === 'string') answer(turn)
          // Deferred, since work that ends immediately would pass on its turn before new input is read.
          else setImmediate(answer, turn)
        },
      }
      connection?.once('close', leave)
      this.#waiting += 1
      if (line) line.push(waiting)
      else this.#lines.set(ask.key, [waiting])
    })
  }

  #fits({ groups, key, own }: Ask): boolean {
    return (
      this.#total < this.#bounds.atOnce &&
      (this.#running.get(key) ?? 0) < own.atOnce &&
      groups.every(({ atOnce, name }) => (this.#running.get(name) ?? 0) < atOnce)
    )
  }

  #begin({ groups, key }: Ask): Turn {
    const names = [key, ...groups.map(({ name }) => name)]
    const add = (by: number) => {
      this.#total += by
      for (const name of names) count(this.#running, name, by)
    }
    add(1)
    let isOver = false
    return {
      end: () => {
        if (isOver) return
        isOver = true
        add(-1)
        if (this.#waiting > 0) this.#next()
      },
    }
  }

  #leave(waiting: Waiting, why: NoTurn): void {
    const { key } = waiting.ask
    const line = this.#lines.get(key) ?? []
    const place = line.indexOf(waiting)
    if (place < 0) return
    line.splice(place, 1)
    if (line.length === 0) this.#lines.delete(key)
    this.#waiting -= 1
    waiting.settle(why)
  }

  #next(): void {
    for (const [key, line] of [...this.#lines]) {
      if (this.#total >= this.#bounds.atOnce) return
      // Not always the first one: that may be waiting for others of its group.
      const place = line.findIndex(({ ask }) => this.#fits(ask))
      const [first] = place < 0 ? [] : line.splice(place, 1)
      if (!first) continue
      this.#waiting -= 1
      // Moves this caller to the end: the others are served first.
      this.#lines.delete(key)
      if (line.length > 0) this.#lines.set(key, line)
      first.settle(this.#begin(first.ask))
    }
  }
}
