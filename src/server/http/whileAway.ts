import type { Pool } from 'pg'
import { withDeadline } from '../../database/deadline'
import type { PageHandler } from './createDeskServer'

/** Long enough for a database that is busy or fails over. */
const PATIENCE_MS = 4_000
const AGAIN_SECONDS = 5

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>The database does not answer</title>
<body style="font: 16px/1.5 system-ui, sans-serif; margin: 15vh auto; max-width: 32rem; padding: 0 1rem">
<h1 style="font-size: 1.3rem">The database does not answer.</h1>
<p>This page tries again by itself every ${AGAIN_SECONDS} seconds. Reports that come meanwhile are answered 503, so that Vapi
sends those again that it is told to.</p>
</body>
</html>
`

type WhileAway = { pages: PageHandler; pool: Pool }

const isPage = (accept: string | undefined) => accept?.includes('text/html') === true

/**
 * Says in place of a page that the database is away. Otherwise nobody would be known any more: people
 * would be sent to the login, or wait for ever.
 */
export const whileAway =
  ({ pages, pool }: WhileAway): PageHandler =>
  async (incoming, outgoing) => {
    if (isPage(incoming.headers.accept)) {
      try {
        await withDeadline(pool, Date.now() + PATIENCE_MS).query({ text: 'select 1', values: [] })
      } catch {
        outgoing.writeHead(503, {
          'Cache-Control': 'no-store',
          'Content-Type': 'text/html; charset=utf-8',
          Refresh: String(AGAIN_SECONDS),
          'Retry-After': String(AGAIN_SECONDS),
        })
        outgoing.end(incoming.method === 'HEAD' ? undefined : PAGE)
        return
      }
    }
    await pages(incoming, outgoing)
  }
