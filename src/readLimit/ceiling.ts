/** Caps on what goes on at the same time, and how long who comes beyond them may wait. */
export type Bounds = {
  /** How much of it at a time. */
  atOnce: number
  /** How many may wait. */
  waiting: number
}

/** One piece of work that asks for its turn. */
export type Ask = {
  /** What else it counts towards, such as all strangers together. */
  groups: readonly Group[]
  /** Whose it is. */
  key: string
  own: Bounds & { patienceMs: number }
}

/** Askers that together may do so much at a time. */
export type Group = { atOnce: number; name: string }

/** What somebody waits on, and says when he has gone away: his connection. */
export type Line = Pick<NodeJS.EventEmitter, 'off' | 'once'>

/** The turn of one piece of work. Ending it twice does no harm. */
export type Turn = { end: () => void }

/** Why there was no turn: too much of one's own, or of everybody's. */
export type NoTurn = 'all' | 'own'

type Waiting = { ask: Ask; settle: (turn: NoTurn | Turn) => void }

const count = (counts: Map<string, number>, name: string, by: number): void => {
  const now = (counts.get(name) ?? 0) + by
  if (now > 0) counts.set(name, now)
  else counts.delete(name)
}

/**
 * Lets so much work go on at a time, for each asker and in all. The rest waits in a line of each asker's
 * own; the lines are served in turn, so that who asks for much waits for himself.
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

  /** How much goes on, and how much waits. */
  get state(): { running: number; waiting: number } {
    return { running: this.#total, waiting: this.#waiting }
  }

  /**
   * Asks for a turn, which has to be ended.
   * @param connection of the asker, who may go away while he waits
   * @returns at once what is granted or refused at once, so that nobody waits for a promise
   */
  take(ask: Ask, connection?: Line): NoTurn | Promise<NoTurn | Turn> | Turn {
    // Whoever waits does not fit, or would have begun: nobody is overtaken who could have gone.
    if (this.#fits(ask)) return this.#begin(ask)
    const line = this.#lines.get(ask.key)
    if ((line?.length ?? 0) >= ask.own.waiting) return 'own'
    if (this.#waiting >= this.#bounds.waiting) return 'all'
    return new Promise((answer) => {
      const leave = () => {
        const isOwn = (this.#running.get(ask.key) ?? 0) >= ask.own.atOnce
        this.#leave(waiting, isOwn ? 'own' : 'all')
      }
      const timer = setTimeout(leave, ask.own.patienceMs)
      const waiting: Waiting = {
        ask,
        settle: (turn) => {
          clearTimeout(timer)
          connection?.off('close', leave)
          if (typeof turn === 'string') answer(turn)
          // Else what ends at once would hand on its turn without a look at anything else that came in.
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
      // Not always the first: that one may wait for others of its group.
      const place = line.findIndex(({ ask }) => this.#fits(ask))
      const [first] = place < 0 ? [] : line.splice(place, 1)
      if (!first) continue
      this.#waiting -= 1
      // To the end of those who wait: the others come first.
      this.#lines.delete(key)
      if (line.length > 0) this.#lines.set(key, line)
      first.settle(this.#begin(first.ask))
    }
  }
}
