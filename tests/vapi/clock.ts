/** The fake's time. It stands still until a test moves it. */
export type Clock = {
  /** An ISO time that many ms ago. */
  ago: (milliseconds: number) => string
  /** Forward by that many ms: what falls due on the way happens, in its order, and is awaited. */
  move: (milliseconds: number) => Promise<void>
  /** Ms since 1970. */
  now: () => number
  /** Does something at that time, or with the next `move` if it has passed. */
  schedule: (at: number, run: () => Promise<unknown>) => void
}

/** @param start ms since 1970; by default the time of the machine */
export const createClock = (start = Date.now()): Clock => {
  let time = start
  let due: { at: number; run: () => Promise<unknown> }[] = []
  return {
    ago: (milliseconds) => new Date(time - milliseconds).toISOString(),
    move: async (milliseconds) => {
      const end = time + milliseconds
      for (;;) {
        due.sort((left, right) => left.at - right.at)
        const next = due[0]
        if (!next || next.at > end) break
        due = due.slice(1)
        time = Math.max(time, next.at)
        await next.run()
      }
      time = end
    },
    now: () => time,
    schedule: (at, run) => {
      due.push({ at, run })
    },
  }
}
