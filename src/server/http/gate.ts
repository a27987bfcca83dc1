import type { IncomingMessage } from 'node:http'
import { getPayload, type SanitizedConfig } from 'payload'
import { bodyArrives } from '../../bodies/bodyArrives'
import { splitConnections } from '../../database/connection/pool'
import { type Asker, Askers } from '../../readLimit/askers'
import type { Turn } from '../../readLimit/ceiling'
import { refuseWith } from '../../refusals/refusals'
import { settings } from '../../settings/settings'
import { createCeilings, type Kind } from './ceilings'
import { waitPage, wantsPage } from './waitPage'

/** How long a body may take that does not have its turn yet. */
const SMALL_BODY_MS = 20_000
/** How long one may take that has: 4 MB, what large bulk actions send, over a slow line. */
const LARGE_BODY_MS = { stranger: 5_000, user: 60_000 }

const AGAIN_SECONDS = { all: 5, own: 2 }

const busy = (incoming: IncomingMessage, why: 'all' | 'own'): Response => {
  const seconds = AGAIN_SECONDS[why]
  const isOwn = why === 'own'
  if (wantsPage(incoming)) {
    return waitPage({
      seconds,
      status: isOwn ? 429 : 503,
      text: isOwn ? 'Too much was asked from here at once.' : 'Much is asked of it at the moment.',
      title: 'The desk is busy',
    })
  }
  return refuseWith(isOwn ? 'TOO_MANY_REQUESTS' : 'BUSY', { retryAfter: seconds })
}

/** A request that may begin, or the answer to one that may not. */
type Entry = { turn: Turn } | { refused: Response }

/** See {@link createGate}. */
export type Gate = {
  askers: Askers
  enter: (asker: Asker, kind: Kind, incoming: IncomingMessage) => Promise<Entry>
}

/** Lets in everything but reports, as much of it at a time as leaves room for all. */
export const createGate = ({
  config,
  payloadKey,
}: {
  config: SanitizedConfig
  payloadKey?: string | undefined
}): Gate => {
  const instance = payloadKey === undefined ? {} : { key: payloadKey }
  const takeTurn = createCeilings(splitConnections(settings().DATABASE_POOL_MAX).rest)
  return {
    askers: new Askers({
      cookiePrefix: config.cookiePrefix,
      secret: async () => (await getPayload({ config, ...instance })).secret,
    }),
    enter: async (asker, kind, incoming) => {
      const arrival = await bodyArrives(incoming, SMALL_BODY_MS)
      if (arrival === 'late') return { refused: refuseWith('BODY_TOO_SLOW') }
      const isLarge = arrival === 'large'
      const turn = await takeTurn(asker, { isLarge, kind }, incoming)
      if (typeof turn === 'string') return { refused: busy(incoming, turn) }
      if (!isLarge) return { turn }
      const cut = setTimeout(
        () => {
          if (!incoming.complete) incoming.destroy()
        },
        asker.isUser ? LARGE_BODY_MS.user : LARGE_BODY_MS.stranger,
      )
      return {
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
