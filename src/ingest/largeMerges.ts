import { DatabaseTooSlow } from '../database/connection/deadline'
import { FairLine } from './fairLine'

const line = new FairLine<() => Promise<void>>()
let isBusy = false

const next = async (): Promise<void> => {
  if (isBusy) return
  isBusy = true
  for (let taken = line.take(); taken; taken = line.take()) {
    const start = performance.now()
    await taken.item()
    line.charge(taken.key, performance.now() - start)
  }
  isBusy = false
}

type Turn = {
  /** Until when it is worth beginning, in epoch milliseconds. */
  deadline: number
  /** Next is whose work has taken the least time. */
  whose: string
}

/**
 * Does work of which one may be done at a time, for it takes much memory.
 * @throws {DatabaseTooSlow} when its turn comes too late
 */
export const inLargeMerges = <Result>(
  { deadline, whose }: Turn,
  work: () => Promise<Result>,
): Promise<Result> =>
  new Promise((resolve, reject) => {
    line.add(whose, async () => {
      if (Date.now() >= deadline) reject(new DatabaseTooSlow('Its turn came too late'))
      else await work().then(resolve, reject)
    })
    void next()
  })
