import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage } from 'node:http'
import type { PayloadRequest } from 'payload'
import type { ReadBound } from './readBound'

type AtHand = {
  /** What its reads are held to, once it is known that it only reads. */
  bound: ReadBound
  /** Undefined where the server is not ours. */
  incoming?: IncomingMessage
  onlyReads: boolean
  /** What Payload made of it, once it asks who sent it. */
  req?: PayloadRequest
  /** For how many requests it counts. */
  worth?: number
}

const KEY = Symbol.for('desk.requests')

/** One for the process: Next's bundle has a copy of this file of its own. */
const shared = (): AsyncLocalStorage<AtHand | undefined> => {
  const known: unknown = Reflect.get(globalThis, KEY)
  if (known instanceof AsyncLocalStorage) return known
  const made = new AsyncLocalStorage<AtHand | undefined>()
  Reflect.set(globalThis, KEY, made)
  return made
}

const requests = shared()

let underWay = 0

/**
 * Does the work of one request, which can then be asked for. While there is none, nothing is told apart:
 * each promise of the process would be dearer, those of reports too.
 */
export const withRequest = async <Result>(
  atHand: AtHand,
  work: () => Promise<Result>,
): Promise<Result> => {
  const store = { ...atHand }
  underWay += 1
  try {
    return await requests.run(store, work)
  } finally {
    // What was begun along the way and goes on is nobody's answer.
    store.onlyReads = false
    underWay -= 1
    if (underWay === 0) requests.disable()
  }
}

/** The connection of the request at hand; undefined outside of requests, and where the server is not ours. */
export const requestConnection = (): IncomingMessage | undefined => requests.getStore()?.incoming

/** What the request at hand is held to; undefined where it may write, and once it is answered. */
export const readBoundAtHand = (): ReadBound | undefined => {
  const store = requests.getStore()
  return store?.onlyReads ? store.bound : undefined
}

/** Says that the request at hand turned out to read only. */
export const holdToBound = (): void => {
  const store = requests.getStore()
  if (store) store.onlyReads = true
}

/** Says for how many requests the one at hand counts. */
export const noteWorth = (worth: number): void => {
  const store = requests.getStore()
  if (store) store.worth = worth
}

/** For how many requests the one at hand counts. */
export const worthAtHand = (): number => requests.getStore()?.worth ?? 1

/** Notes what Payload makes of the request at hand: of a POST that says that it is a GET, a request of its own. */
export const noteReq = (req: PayloadRequest | undefined): void => {
  const store = requests.getStore()
  if (store && req) store.req = req
}

/** Who turned out to have sent the request at hand. */
export const userAtHand = (): null | PayloadRequest['user'] =>
  requests.getStore()?.req?.user ?? null

/** Begins what others need as well, and the end of this request must not cut short. */
export const apartFromRequest = <Result>(work: () => Result): Result =>
  requests.getStore() ? requests.run(undefined, work) : work()
