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
 * Does work at once, unless so much was done in this turn of the event loop that others should have
 * theirs first: reading many bodies in a row would keep the database's answers waiting.
 * @param key whose work it is: next is whose work has taken the least time
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
