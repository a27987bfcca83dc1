import type { Pool } from 'pg'
import { withDeadline } from '../../database/connection/deadline'
import type { PageHandler } from './createDeskServer'
import { sendResponse } from './sendResponse'
import { awayPage, wantsPage } from './waitPage'

/** Long enough for a database that is busy or fails over. */
const DATABASE_TIMEOUT_MS = 4_000

type WhileAway = { pages: PageHandler; pool: Pool }

/**
 * Shows an error page instead of a page while the database is away. Otherwise sessions could not be
 * checked: people would be sent to the login, or wait forever.
 */
export const whileAway =
  ({ pages, pool }: WhileAway): PageHandler =>
  async (incoming, outgoing) => {
    if (wantsPage(incoming)) {
      try {
        await withDeadline(pool, Date.now() + DATABASE_TIMEOUT_MS).query({
          text: 'select 1',
          values: [],
        })
      } catch {
        return await sendResponse({ incoming, outgoing, response: awayPage(incoming) })
      }
    }
    await pages(incoming, outgoing)
  }
