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
 * Runs `work` after the current request has been answered, so that the response time does not reveal whether
 * there was anything to do. Two at a time.
 * @param work handles its own errors
 * @throws {Refusal} `BUSY` if too much is waiting already
 */
export const afterAnswer = (work: () => Promise<void>): void => {
  if (waiting.length >= MAX_WAITING) throw refusal('BUSY')
  waiting.push(work)
  setImmediate(next)
}
