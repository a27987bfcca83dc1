import type { IncomingMessage } from 'node:http'
import type { Asker } from '../../readLimit/askers'
import { type Ask, Ceiling, type Group, type NoTurn, type Turn } from '../../readLimit/ceiling'

/** What is left for work that nobody asks for: old deliveries, the search, notifications. */
const FOR_OWN_WORK = 2

/** A short line: who is far back in it comes again. */
const MACHINES = { patienceMs: 4_000, waiting: 60 }
/** A browser asks for a page and all that belongs to it at once, for each of its tabs. */
const BROWSERS = { patienceMs: 20_000, waiting: 300 }
const MAX_WAITING = 2_000

const part = (whole: number, parts: number) => Math.max(1, Math.floor(whole / parts))

/** What a request asks for: pages take more of the processor than of the database, files nothing of it. */
export type Kind = 'api' | 'file' | 'page'

/** What is to be done; `isLarge`: with a body that is still coming in. */
type Work = { isLarge: boolean; kind: Kind }

/** Scripts and styles of the pages. */
const FILES = { atOnce: 32, each: 16 }

/**
 * How much of everything but reports may go on at a time: less than there are connections for it, so
 * that none of it waits for one for long. Strangers together take half, and nobody takes all.
 * @param connections that all of it may use
 */
export const createCeilings = (connections: number) => {
  const atOnce = Math.max(1, connections - FOR_OWN_WORK)
  const ceiling = new Ceiling({ atOnce, waiting: MAX_WAITING })
  const files = new Ceiling({ atOnce: FILES.atOnce, waiting: MAX_WAITING })
  const strangers: Group = { atOnce: part(atOnce, 2), name: 'all strangers' }
  const pages: Group = { atOnce: part(atOnce, 3), name: 'all pages' }
  // They keep their turn while they come in: so slow senders only keep others of their kind waiting.
  const large: Group = { atOnce: part(atOnce, 3), name: 'large bodies' }
  const largeOfStrangers: Group = { atOnce: part(atOnce, 6), name: 'large bodies of strangers' }

  /** Nobody alone takes all turns of those either. */
  const largeOf = (key: string, all: Group): Group[] => [
    all,
    { atOnce: part(all.atOnce, 2), name: `large bodies of ${key}` },
  ]

  const askOf = ({ isBrowser, isUser, key }: Asker, { isLarge, kind }: Work): Ask => {
    const groups = [
      ...(isUser ? [] : [strangers]),
      ...(kind === 'page' ? [pages] : []),
      ...(isLarge ? largeOf(`${key}`, isUser ? large : largeOfStrangers) : []),
    ]
    const bounds = isBrowser ? BROWSERS : MACHINES
    if (isUser) return { groups, key: `user ${key}`, own: { ...bounds, atOnce: part(atOnce, 3) } }
    // Who cannot be told apart from others is not limited more than all of them together are.
    if (key === null) return { groups, key: 'somebody', own: { ...bounds, atOnce, waiting: 300 } }
    return { groups, key: `from ${key}`, own: { ...bounds, atOnce: part(atOnce, 4) } }
  }

  /** The turn of a request, or why there is none now. */
  return (
    asker: Asker,
    work: Work,
    { socket }: IncomingMessage,
  ): NoTurn | Promise<NoTurn | Turn> | Turn => {
    if (work.kind !== 'file') return ceiling.take(askOf(asker, work), socket)
    const own = { ...BROWSERS, atOnce: FILES.each }
    return files.take({ groups: [], key: `${asker.key}`, own }, socket)
  }
}
