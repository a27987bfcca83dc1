import type { IncomingMessage } from 'node:http'
import { type Ask, Ceiling, type Group, type NoTurn, type Turn } from '../../readLimit/ceiling'
import type { Requester } from '../../readLimit/requesters'

/** Connections left for background work: deleting old deliveries, the search index, notifications. */
const FOR_OWN_WORK = 2

/** A short queue: API clients can retry. */
const MACHINES = { maxWaitMs: 4_000, waiting: 60 }
/** Each tab of a browser requests a page and all that belongs to it at the same time. */
const BROWSERS = { maxWaitMs: 20_000, waiting: 300 }
const MAX_WAITING = 2_000

const part = (whole: number, parts: number) => Math.max(1, Math.floor(whole / parts))

/**
 * What is requested. Pages need the CPU more than the database; files need no database. Polls are the questions
 * that open pages repeat by themselves.
 */
export type Kind = 'api' | 'file' | 'page' | 'poll'

/** The work for a request. `isLarge`: its body is still arriving. */
type Work = { isLarge: boolean; kind: Kind }

/** Scripts and styles of the pages. */
const FILES = { atOnce: 32, each: 16 }

/**
 * Limits how many requests, other than reports, are worked on at a time. There are fewer than connections,
 * so that none waits long for one. All strangers together get half, and no single caller gets everything.
 * @param connections how many database connections these requests may use
 * @returns a function that resolves to a turn, or says why there is none now
 */
export const createCeilings = (connections: number) => {
  const atOnce = Math.max(1, connections - FOR_OWN_WORK)
  const ceiling = new Ceiling({ atOnce, waiting: MAX_WAITING })
  const files = new Ceiling({ atOnce: FILES.atOnce, waiting: MAX_WAITING })
  const strangers: Group = { atOnce: part(atOnce, 2), name: 'all strangers' }
  const pages: Group = { atOnce: part(atOnce, 3), name: 'all pages' }
  const polls: Group = { atOnce: part(atOnce, 6), name: 'all polls' }
  // They hold their turn while they arrive, so slow senders only delay other large bodies.
  const large: Group = { atOnce: part(atOnce, 3), name: 'large bodies' }
  const largeOfStrangers: Group = { atOnce: part(atOnce, 6), name: 'large bodies of strangers' }

  /** No single caller gets all turns of these either. */
  const largeOf = (key: string, all: Group): Group[] => [
    all,
    { atOnce: part(all.atOnce, 2), name: `large bodies of ${key}` },
  ]

  const askFor = ({ isBrowser, isUser, key }: Requester, { isLarge, kind }: Work): Ask => {
    const groups = [
      ...(isUser ? [] : [strangers]),
      ...(kind === 'page' ? [pages] : []),
      ...(kind === 'poll' ? [polls] : []),
      ...(isLarge ? largeOf(`${key}`, isUser ? large : largeOfStrangers) : []),
    ]
    const bounds = isBrowser ? BROWSERS : MACHINES
    // Apart from what the user waits for, one at a time.
    if (isUser && kind === 'poll') {
      return { groups, key: `poll of ${key}`, own: { ...MACHINES, atOnce: 1 } }
    }
    if (isUser) return { groups, key: `user ${key}`, own: { ...bounds, atOnce: part(atOnce, 3) } }
    // Callers that cannot be told apart share one limit, the one for all strangers.
    if (key === null) return { groups, key: 'somebody', own: { ...bounds, atOnce, waiting: 300 } }
    return { groups, key: `from ${key}`, own: { ...bounds, atOnce: part(atOnce, 4) } }
  }

  return (
    requester: Requester,
    work: Work,
    { socket }: IncomingMessage,
  ): NoTurn | Promise<NoTurn | Turn> | Turn => {
    if (work.kind !== 'file') return ceiling.take(askFor(requester, work), socket)
    const own = { ...BROWSERS, atOnce: FILES.each }
    return files.take({ groups: [], key: `${requester.key}`, own }, socket)
  }
}
