import type { Endpoint } from 'payload'
import { holds } from '../src/access/holds'
import { bodiesInHand } from '../src/bodies/bodyRoom'
import { intakePool } from '../src/database/connection/pool'
import { waitingReports } from '../src/ingest/firstReports'
import { renderMetrics } from '../src/metrics/render'
import { refusal, refuseWith } from '../src/refusals/refusals'
import { settings } from '../src/settings/settings'
import { hasBearerToken } from './shared/bearer'

/** The path below the API's root. The desk's own server also serves it at the root. */
export const METRICS_PATH = '/metrics'

/**
 * `GET /api/metrics`: metrics for Prometheus. Needs `METRICS_TOKEN`, or the permission to view deliveries.
 */
export const metrics: Endpoint = {
  handler: async (req) => {
    const { DELIVERY_RETENTION_DAYS, METRICS_TOKEN } = settings()
    if (!hasBearerToken(req.headers.get('authorization'), METRICS_TOKEN)) {
      if (!req.user)
        return refuseWith('UNAUTHORIZED', { headers: { 'WWW-Authenticate': 'Bearer' } })
      if (!(await holds(req, 'webhook-deliveries.view'))) throw refusal('FORBIDDEN')
    }
    const { pool } = req.payload.db
    const { contentType, text } = await renderMetrics({
      inHand: () => ({ bodies: bodiesInHand(), reports: waitingReports(intakePool(pool)) }),
      pool,
      retentionDays: DELIVERY_RETENTION_DAYS,
    })
    return new Response(text, {
      headers: { 'Cache-Control': 'no-store', 'Content-Type': contentType },
    })
  },
  method: 'get',
  path: METRICS_PATH,
}
