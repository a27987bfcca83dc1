import type { IncomingMessage } from 'node:http'
import { getPayload, type SanitizedConfig } from 'payload'
import { type Arrival, bodyArrives } from '../../bodies/bodyArrives'
import { splitConnections } from '../../database/connection/pool'
import { UPLOAD_TIMES } from '../../imports/importPath'
import type { Turn } from '../../readLimit/ceiling'
import { type Requester, Requesters } from '../../readLimit/requesters'
import { refuseWith } from '../../refusals/refusals'
import { settings } from '../../settings/settings'
import { isFile } from './bodyBytes'
import { createCeilings, type Kind } from './ceilings'
import { isSeen, waitPage } from './waitPage'

/** How long a small body may take to arrive. It gets its turn afterwards. */
const SMALL_BODY_MS = 20_000
/** How long a large body may take, which has its turn already: 4 MB, as large bulk actions send, over a slow line. */
const LARGE_BODY_MS = { stranger: 5_000, user: 60_000 }
/** How long a file to import may take before the connection is closed. The endpoint answers earlier. */
const FILE_MS = UPLOAD_TIMES.whole + 5_000

const largeBodyMs = ({ isUser }: Requester, isFileToImport: boolean): number => {
  if (!isUser) return LARGE_BODY_MS.stranger
  return isFileToImport ? FILE_MS : LARGE_BODY_MS.user
}

/** How many small bodies may be arriving. Each can take 64 KB of memory. */
const COMING = { all: 3_000, own: 300 }

const AGAIN_SECONDS = { all: 5, own: 2 }

const busy = (incoming: IncomingMessage, why: 'all' | 'own'): Response => {
  const seconds = AGAIN_SECONDS[why]
  const isOwn = why === 'own'
  if (isSeen(incoming)) {
    return waitPage(incoming, {
      seconds,
      status: isOwn ? 429 : 503,
      text: isOwn ? 'You have sent too many requests.' : 'It has too many requests at the moment.',
      title: 'The desk is busy',
    })
  }
  return refuseWith(isOwn ? 'TOO_MANY_REQUESTS' : 'BUSY', { retryAfter: seconds })
}

/** A request that may start, or the response to one that may not. */
type Entry = { isLarge: boolean; turn: Turn } | { refused: Response }

/** See {@link createGate}. */
export type Gate = {
  enter: (requester: Requester, kind: Kind, incoming: IncomingMessage) => Promise<Entry>
  requesters: Requesters
}

const createArrivals = () => {
  const coming = new Map<string, number>()
  let all = 0
  const count = (key: string, by: number) => {
    all += by
    const now = (coming.get(key) ?? 0) + by
    if (now > 0) coming.set(key, now)
    else coming.delete(key)
  }
  /** Waits for a body. Refuses if too many are arriving: `own` of this caller, or `all` together. */
  return async (
    { key }: Requester,
    incoming: IncomingMessage,
  ): Promise<'all' | 'own' | Arrival> => {
    const isOwn = key !== null && (coming.get(key) ?? 0) >= COMING.own
    const arrival = bodyArrives(incoming, isOwn || all >= COMING.all ? 0 : SMALL_BODY_MS)
    if (typeof arrival === 'string') return arrival
    if (isOwn) return 'own'
    if (all >= COMING.all) return 'all'
    count(`${key}`, 1)
    return await arrival.finally(() => count(`${key}`, -1))
  }
}

/** Admits requests other than reports: only as many at a time as the desk has resources for. */
export const createGate = ({
  config,
  payloadKey,
}: {
  config: SanitizedConfig
  payloadKey?: string | undefined
}): Gate => {
  const instance = payloadKey === undefined ? {} : { key: payloadKey }
  const arrives = createArrivals()
  const takeTurn = createCeilings(splitConnections(settings().DATABASE_POOL_MAX).rest)
  return {
    requesters: new Requesters({
      cookiePrefix: config.cookiePrefix,
      secret: async () => (await getPayload({ config, ...instance })).secret,
    }),
    enter: async (requester, kind, incoming) => {
      const arrival = await arrives(requester, incoming)
      if (arrival === 'late') return { refused: refuseWith('BODY_TOO_SLOW') }
      if (arrival === 'all' || arrival === 'own') return { refused: busy(incoming, arrival) }
      const isLarge = arrival === 'large'
      const turn = await takeTurn(requester, { isLarge, kind }, incoming)
      if (typeof turn === 'string') return { refused: busy(incoming, turn) }
      if (!isLarge) return { isLarge, turn }
      const cut = setTimeout(
        () => {
          if (!incoming.complete) incoming.destroy()
        },
        largeBodyMs(requester, isFile(incoming, config.routes.api)),
      )
      return {
        isLarge,
        turn: {
          end: () => {
            clearTimeout(cut)
            turn.end()
          },
        },
      }
    },
  }
}
