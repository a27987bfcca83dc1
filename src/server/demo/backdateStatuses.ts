import { getPayload } from 'payload'
import type { DemoClient } from './clients'

const BACKDATE = `
  update users set setup_status_since = now() - make_interval(days => $2::int)
  where email = $1 and setup_status_since > now() - make_interval(days => $2::int)`

/**
 * Has clients be in their setup status for some days already. No door leads there: since when a status
 * holds is noted by the database, and the demo has just begun.
 */
export const backdateStatuses = async (clients: readonly DemoClient[]): Promise<void> => {
  const { default: config } = await import('../../../payload.config')
  const { db } = await getPayload({ config })
  for (const { email, statusDays } of clients) {
    if (statusDays !== undefined) await db.pool.query(BACKDATE, [email, statusDays])
  }
}
