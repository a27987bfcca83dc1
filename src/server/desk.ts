import type { Server } from 'node:http'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { startReadingThreads } from '../ingest/threads/readingThreads'
import { setStoredBodyReader } from '../ingest/threads/storedBodies'
import type { Settings } from '../settings/settings'
import { type Closers, createClosers } from './closers'
import { hasNoUser } from './firstSuperuser'
import { createDeskServer, type PageHandler } from './http/createDeskServer'
import { assertPortIsFree, listen } from './http/listen'
import { stopServer } from './http/stopServer'
import { whileAway } from './http/whileAway'
import { openDatabase } from './openDatabase'
import { openPayload } from './openPayload'
import { recordingsNotice } from './recordingsNotice'
import { startLoops } from './startLoops'

/** A running desk. */
export type Desk = {
  /** Its URL on this machine. */
  localURL: string
  /** Whether there is no user yet. */
  needsFirstUser: boolean
  /** What whoever starts it should know, as one line each. */
  notices: string[]
  /** The URL that people open. */
  url: string
}

const root = fileURLToPath(new URL('../..', import.meta.url))

/** How long requests may take to finish. All of a stop takes less than the 10 s that supervisors allow. */
const STOP_REQUESTS_MS = 6_000

/** Hosts that mean "all addresses of this machine". A browser cannot open them. */
const wildcards = new Set(['', '0.0.0.0', '::'])

const bracketed = (host: string) => (host.includes(':') ? `[${host}]` : host)
const reachable = (host: string) => (wildcards.has(host) ? '127.0.0.1' : bracketed(host))
const displayed = (host: string) => (wildcards.has(host) ? 'localhost' : bracketed(host))

const openPages = async ({
  closers,
  dev,
  settings,
}: {
  closers: Closers
  dev: boolean
  settings: Settings
}) => {
  const { default: next } = await import('next')
  const app = next({ dev, dir: root, hostname: settings.HOST, port: settings.PORT })
  await app.prepare()
  closers.add(() => app.close())
  const handle: PageHandler = app.getRequestHandler()
  return { handle, handleUpgrade: app.getUpgradeHandler() }
}

// One core is left for this thread. More than a few threads would never be busy.
const MAX_READING_THREADS = 4

const openReading = ({ closers, file }: { closers: Closers; file: URL | undefined }) => {
  if (file === undefined) return undefined
  const count = Math.min(MAX_READING_THREADS, availableParallelism() - 1)
  const threads = startReadingThreads({ count, file })
  closers.add(threads.stop)
  setStoredBodyReader(threads)
  return threads.read
}

const serve = async ({
  closers,
  server,
  settings,
}: {
  closers: Closers
  server: Server
  settings: Settings
}): Promise<number> => {
  closers.add(() => stopServer({ milliseconds: STOP_REQUESTS_MS, server }))
  return await listen({ host: settings.HOST, port: settings.PORT, server })
}

/**
 * Opens all parts of a desk in one process: the database, Payload, the pages and the port.
 * @param closers gets what has to be closed to stop, even if the start fails half-way
 * @param dev compile pages and API when they are requested
 * @param pages `false` leaves Next out
 * @param readingThread the compiled thread that reads bodies; without it this thread reads them
 */
export const openDesk = async ({
  closers = createClosers(),
  dev = false,
  pages: withPages = true,
  readingThread,
  settings,
}: {
  closers?: Closers
  dev?: boolean
  pages?: boolean
  readingThread?: URL | undefined
  settings: Settings
}): Promise<Desk> => {
  const assertFree = () => assertPortIsFree({ host: settings.HOST, port: settings.PORT })
  const { secret, url } = await openDatabase({ assertReady: assertFree, closers, settings })
  await assertFree()
  // payload.config.ts reads them, both here and in Next's bundle.
  Object.assign(process.env, { DATABASE_URL: url, PAYLOAD_SECRET: secret })
  const { config, payload } = await openPayload({ closers, settings, url })
  startLoops({ closers, payload, settings })
  const next = withPages ? await openPages({ closers, dev, settings }) : undefined
  const read = openReading({ closers, file: readingThread })
  const pages = next && whileAway({ pages: next.handle, pool: payload.db.pool })
  const server = createDeskServer({ config, pages, pagesOnly: dev, read })
  if (dev && next) server.on('upgrade', next.handleUpgrade)
  const port = await serve({ closers, server, settings })
  const notice = await recordingsNotice(payload.db.pool, settings)
  return {
    localURL: `http://${reachable(settings.HOST)}:${port}`,
    needsFirstUser: await hasNoUser({ payload }),
    notices: notice === null ? [] : [notice],
    url: settings.SERVER_URL ?? `http://${displayed(settings.HOST)}:${port}`,
  }
}
