import { FairLine } from './fairLine'

const SLICE_MS = 2

let isCounting = false
let spentMs = 0
const waiting = new FairLine<() => void>()

const begin = () => {
  spentMs = 0
  while (spentMs < SLICE_MS) {
    const next = waiting.take()
    if (!next) break
    next.item()
  }
  if (spentMs > 0) setImmediate(begin)
  else isCounting = false
}

const timed = <Result>(work: () => Result, key: string): Result => {
  const start = performance.now()
  try {
    return work()
  } finally {
    const taken = performance.now() - start
    spentMs += taken
    waiting.charge(key, taken)
  }
}

/**
 * Runs work immediately, unless this turn of the event loop has already done 2 ms of it: reading many bodies in
 * a row would keep the database's answers waiting.
 * @param key the queue that the work waits in; the one that used the least time goes next
 */
export const inSlices = <Result>(work: () => Result, key = ''): Promise<Result> => {
  if (!isCounting) {
    isCounting = true
    spentMs = 0
    setImmediate(begin)
  }
  if (waiting.size === 0 && spentMs < SLICE_MS) {
    return new Promise((resolve) => resolve(timed(work, key)))
  }
  return new Promise((resolve, reject) => {
    waiting.add(key, () => {
      try {
        resolve(timed(work, key))
      } catch (err) {
        reject(err)
      }
    })
  })
}
