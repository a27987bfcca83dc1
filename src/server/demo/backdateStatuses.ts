import { getPayload } from 'payload'
import type { DemoClient } from './clients'

const BACKDATE = `
  update users set setup_status_since = now() - make_interval(days => $2::int)
  where email = $1 and setup_status_since > now() - make_interval(days => $2::int)`

/**
 * Makes it look as if clients had been in their setup status for some days. No API can do that: the
 * database itself records since when a status holds, and the demo has only just started.
 */
export const backdateStatuses = async (clients: readonly DemoClient[]): Promise<void> => {
  const { default: config } = await import('../../../payload.config')
  const { db } = await getPayload({ config })
  for (const { email, statusDays } of clients) {
    if (statusDays !== undefined) await db.pool.query(BACKDATE, [email, statusDays])
  }
}
