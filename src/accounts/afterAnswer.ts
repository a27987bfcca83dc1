import { refusal } from '../refusals/refusals'

const AT_A_TIME = 2
const MAX_WAITING = 100

const waiting: (() => Promise<void>)[] = []
let running = 0

const next = (): void => {
  if (running >= AT_A_TIME) return
  const work = waiting.shift()
  if (!work) return
  running += 1
  void work().finally(() => {
    running -= 1
    next()
  })
}

/**
 * Does something once the request at hand has its answer, so that nobody can tell by the time whether there
 * was something to do. Two at a time.
 * @param work meets its own failures
 * @throws {Refusal} when there is too much to do already
 */
export const afterAnswer = (work: () => Promise<void>): void => {
  if (waiting.length >= MAX_WAITING) throw refusal('BUSY')
  waiting.push(work)
  setImmediate(next)
}
