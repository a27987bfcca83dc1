// Deadlines are seconds away, and a statement takes a millisecond: a timer for each would add one percent.
const TICK_MS = 250

const waiting = new Map<() => void, number>()
let clock: NodeJS.Timeout | undefined

const tick = () => {
  const now = Date.now()
  for (const [act, deadline] of waiting) {
    if (now < deadline) continue
    waiting.delete(act)
    act()
  }
  if (waiting.size > 0) return
  clearInterval(clock)
  clock = undefined
}

/**
 * Calls `act` when a deadline has passed, up to a quarter of a second late.
 * @param deadline epoch milliseconds
 * @returns a function that cancels this
 */
export const onDeadline = (deadline: number, act: () => void): (() => void) => {
  waiting.set(act, deadline)
  clock ??= setInterval(tick, TICK_MS)
  return () => void waiting.delete(act)
}
