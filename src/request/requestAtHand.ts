/**
 * The current request: its time limit, its cost, its user.
 * @module
 */

import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage } from 'node:http'
import type { PayloadRequest } from 'payload'
import type { ReadBound } from './readBound'

type AtHand = {
  /** The limit of its reads. It applies once it is known that the request only reads. */
  bound: ReadBound
  /** Undefined without the desk's own server. */
  incoming?: IncomingMessage
  onlyReads: boolean
  /** Payload's request, once Payload authenticates it. */
  req?: PayloadRequest
  /** How many requests it counts as. */
  worth?: number
}

const KEY = Symbol.for('desk.requests')

/** One for the process, kept on `globalThis`: Next's bundle has its own copy of this file. */
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
 * Runs the work of one request, and makes the request available to it. The storage is disabled while there
 * is no request, because it makes every promise of the process slower, including those of reports.
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
    // Work that continues after the response is not bound to the caller.
    store.onlyReads = false
    underWay -= 1
    if (underWay === 0) requests.disable()
  }
}

/** The current request. Undefined outside of requests, and without the desk's own server. */
export const requestConnection = (): IncomingMessage | undefined => requests.getStore()?.incoming

/** The limit of the current request's reads. Undefined if it may write, and after the response. */
export const readBoundAtHand = (): ReadBound | undefined => {
  const store = requests.getStore()
  return store?.onlyReads ? store.bound : undefined
}

/** Call this when the current request turns out to only read. */
export const holdToBound = (): void => {
  const store = requests.getStore()
  if (store) store.onlyReads = true
}

/** Sets how many requests the current one counts as. */
export const noteWorth = (worth: number): void => {
  const store = requests.getStore()
  if (store) store.worth = worth
}

/** How many requests the current one counts as. */
export const worthAtHand = (): number => requests.getStore()?.worth ?? 1

/**
 * Stores Payload's request for the current one. For a POST that overrides its method to GET, Payload
 * creates a separate one.
 */
export const noteReq = (req: PayloadRequest | undefined): void => {
  const store = requests.getStore()
  if (store && req) store.req = req
}

/** The user of the current request. Null if nobody is signed in. */
export const userAtHand = (): null | PayloadRequest['user'] =>
  requests.getStore()?.req?.user ?? null

/** Starts work that other requests share. It continues when the current request ends. */
export const apartFromRequest = <Result>(work: () => Result): Result =>
  requests.getStore() ? requests.run(undefined, work) : work()
