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
  /** The latest time to begin, in epoch milliseconds. */
  deadline: number
  /** The client that used the least time goes next. */
  clientID: string
}

/**
 * Runs merges of large calls one at a time, because each takes much memory.
 * @throws {DatabaseTooSlow} when its turn comes too late
 */
export const inLargeMerges = <Result>(
  { clientID, deadline }: Turn,
  work: () => Promise<Result>,
): Promise<Result> =>
  new Promise((resolve, reject) => {
    line.add(clientID, async () => {
      if (Date.now() >= deadline) reject(new DatabaseTooSlow('Its turn came too late'))
      else await work().then(resolve, reject)
    })
    void next()
  })
