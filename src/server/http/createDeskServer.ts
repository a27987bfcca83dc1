import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { SanitizedConfig } from 'payload'
import { METRICS_PATH } from '../../../endpoints/metrics'
import type { BodyTimes } from '../../bodies/inTime'
import { isDatabaseAway } from '../../database/connection/away'
import type { ReadBody } from '../../ingest/threads/readingThreads'
import { log } from '../../log'
import { MANIFEST_ENDPOINT, MANIFEST_PATH } from '../../portal/manifest'
import { refusalIn } from '../../refusals/addCode'
import { refusal, refuseWith } from '../../refusals/refusals'
import { ReadBound } from '../../request/readBound'
import { withRequest } from '../../request/requestAtHand'
import { requestIDOf } from '../../request/requestID'
import { isAPIPath, isDisguised, refuse } from './apiRoutes'
import { createClientAPI } from './clientAPI'
import { closeWithSocket } from './closeWithSocket'
import { createGate } from './gate'
import { guardPages } from './guardPages'
import { negotiate } from './negotiate'
import { sendResponse } from './sendResponse'
import { slowReaders } from './slowReaders'
import { createWebhookRoute } from './webhookRoute'

/** Answers what is not the API. Next's request handler is one. */
export type PageHandler = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>

/** How long requests may take, in milliseconds. */
const serverTimes = {
  // Longer than usual proxies wait, so that the proxy closes idle connections, not this server.
  keepAliveTimeout: 75_000,
  headersTimeout: 20_000,
  // For the whole request including its body: a slow sender cannot hold a connection forever.
  requestTimeout: 120_000,
  connectionsCheckingInterval: 5_000,
}

/** Path and query of a request line. Scheme and host of an absolute form are dropped. */
const targetOf = (incoming: IncomingMessage): string | undefined => {
  const target = incoming.url ?? '/'
  if (target.startsWith('/')) return target
  const rest = /^https?:\/\/[^/?#]*([^#]*)/i.exec(target)?.[1]
  if (rest === undefined) return undefined
  return rest.startsWith('/') ? rest : `/${rest}`
}

/** What is at the root, but answered by the API: by default Prometheus scrapes `/metrics` there. */
const ALIASES = new Map<string | undefined, string>([
  [METRICS_PATH, METRICS_PATH],
  [MANIFEST_PATH, MANIFEST_ENDPOINT],
])

const aliased = ({ api, target }: { api: string; target: string | undefined }) => {
  const path = ALIASES.get(target?.split('?', 1)[0])
  return path === undefined ? target : `${api}${path}`
}

/** Next's built scripts and styles. */
const FILES = '/_next/static/'
/** About how long Next continues with a page after its reader has gone. */
const UNWANTED_MS = 1_000

// A list is posted if its filter is too long for a URL.
const OVERRIDES = ['x-http-method-override', 'x-payload-http-method-override']

/** Whether a request cannot write. */
const onlyReads = ({ headers, method }: IncomingMessage): boolean =>
  method === 'GET' ||
  method === 'HEAD' ||
  (method === 'POST' && OVERRIDES.some((name) => headers[name] === 'GET'))

type Waiting = { bound: ReadBound; incoming: IncomingMessage; outgoing: ServerResponse }

/** Does the work of a request. Its reads are cancelled when the caller hangs up. */
const whileWaiting = async <Result>(
  { bound, incoming, outgoing }: Waiting,
  work: () => Promise<Result>,
): Promise<Result> => {
  const leave = () => bound.leave()
  outgoing.once('close', leave)
  try {
    return await withRequest({ bound, incoming, onlyReads: onlyReads(incoming) }, work)
  } finally {
    outgoing.off('close', leave)
  }
}

const notFoundPage: PageHandler = async (incoming, outgoing) => {
  const response = refuseWith('NOT_FOUND')
  await sendResponse({ incoming, outgoing, response })
}

/**
 * Creates the desk's HTTP server. Requests to the API go directly to Payload, all others to `pages`.
 * @param bodyTimes how long a sender may take to post to the webhook
 * @param pages omitted in tests of the API: everything else is then 404
 * @param pagesOnly for development: pages serve the API too, through Payload's route files, which reload
 * @param payloadKey the key of the Payload instance, if it is not the default one
 * @param read reads posted bodies, if this thread should not
 * @param times overrides of `serverTimes`
 */
export const createDeskServer = ({
  bodyTimes,
  config,
  pages = notFoundPage,
  pagesOnly = false,
  payloadKey,
  read,
  times = {},
}: {
  bodyTimes?: BodyTimes | undefined
  config: SanitizedConfig
  pages?: PageHandler | undefined
  pagesOnly?: boolean
  payloadKey?: string | undefined
  read?: ReadBody | undefined
  times?: Partial<typeof serverTimes>
}): Server => {
  const gate = createGate({ config, payloadKey })
  const api = createClientAPI({ config, gate, payloadKey })
  const guarded = guardPages({ config, dev: pagesOnly, pages })
  const webhook = createWebhookRoute({ bodyTimes, config, payloadKey, read })

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    // First, because nearly all requests to a busy desk are reports.
    const path = incoming.url ?? '/'
    const posted = pagesOnly ? undefined : webhook({ incoming, isRaw: true, outgoing, path })
    return await (posted ?? route(incoming, outgoing))
  }

  const route = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const target = aliased({ api: config.routes.api, target: targetOf(incoming) })
    if (target === undefined) {
      const response = refuseWith('BAD_REQUEST')
      return await sendResponse({ incoming, outgoing, response })
    }
    const path = target.split('?', 1)[0] ?? '/'
    if (pagesOnly) {
      incoming.url = target
      return await makePage(incoming, outgoing, path)
    }
    if (isDisguised({ config, path })) return await notFoundPage(incoming, outgoing)
    if (!isAPIPath({ config, path })) return await servePage(incoming, outgoing, path)
    const refusal = refuse({ method: incoming.method ?? 'GET', path })
    if (refusal) return await sendResponse({ incoming, outgoing, response: refusal })
    const received = webhook({ incoming, outgoing, path })
    if (received) return await received
    const waiting = { bound: new ReadBound(), incoming, outgoing }
    const response = await whileWaiting(waiting, () => api({ incoming, path, target }))
    await sendResponse({ incoming, outgoing, negotiate, response })
  }

  const makePage = (incoming: IncomingMessage, outgoing: ServerResponse, path: string) => {
    const bound = new ReadBound({ perStatement: true })
    outgoing.setHeader('X-Request-Id', requestIDOf(incoming))
    return whileWaiting({ bound, incoming, outgoing }, () => guarded(incoming, outgoing, path))
  }

  const servePage = async (incoming: IncomingMessage, outgoing: ServerResponse, path: string) => {
    const kind = path.startsWith(FILES) ? 'file' : 'page'
    const entry = await gate.enter(await gate.requesters.of(incoming), kind, incoming)
    if ('refused' in entry) {
      return await sendResponse({ incoming, outgoing, response: entry.refused })
    }
    // A slow reader gives up its turn.
    slowReaders.watch(outgoing, { onSlow: entry.turn.end })
    try {
      await makePage(incoming, outgoing, path)
    } finally {
      // Next does not stop rendering a page when its reader has gone.
      if (outgoing.writableFinished) entry.turn.end()
      else setTimeout(entry.turn.end, UNWANTED_MS).unref()
    }
  }

  const server = createServer({ ...serverTimes, ...times }, (incoming, outgoing) => {
    // A client may reset its connection at any time. That is not an error.
    outgoing.on('error', () => undefined)
    closeWithSocket(incoming, outgoing)
    answer(incoming, outgoing).catch((error: unknown) => {
      if (outgoing.headersSent || outgoing.destroyed) return outgoing.destroy()
      const refused =
        refusalIn(error) ?? (isDatabaseAway(error) ? refusal('DATABASE_AWAY') : undefined)
      if (!refused)
        log.error({ err: error, msg: 'Request failed', requestID: requestIDOf(incoming) })
      const response = refused ? refuseWith(refused.code, refused) : refuseWith('INTERNAL_ERROR')
      sendResponse({ incoming, outgoing, response }).catch(() => outgoing.destroy())
      return undefined
    })
  })
  return server
}
