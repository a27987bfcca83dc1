import type { Pool } from 'pg'
import { z } from 'zod'
import { IS_REPORTED_CALL, NEWEST_LOOKED_AT } from '../database/lists/countedCalls'
import { errorCode } from '../lib/errorCode'
import { REPORT_TYPE } from '../vapi/serverMessage'
import { TEST_CALL_PREFIX } from '../vapi/testCall'
import { NEEDS_REVIEW } from './needsReview'

const healthSchema = z.object({
  last_report_at: z.date().nullable(),
  needs_review: z.coerce.number(),
  reports_today: z.coerce.number(),
  reports_week: z.coerce.number(),
  zone: z.string(),
})

/** How a client's reports arrive. */
export type DeliveryHealth = {
  /** Null if there has been none. */
  lastReportAt: null | string
  /** How many of the client's deliveries need review. */
  needsReview: number
  /** Reports since midnight in `timezone`; `reportsWeek` includes the six days before. */
  reportsToday: number
  reportsWeek: number
  /** The client's time zone, or UTC. */
  timezone: string
}

/** Deliveries of connection tests, which say nothing about the agent. */
const IS_TEST = `coalesce(starts_with(vapi_call_id, '${TEST_CALL_PREFIX}'), false)`

/**
 * Reads a few index ranges of one client. After its deliveries were deleted, the call summaries still
 * have the time of the last report. `$1`: client, `$2`: a time zone to use instead of the client's, `$3`: the
 * message type of reports.
 */
const READ_HEALTH = `
  select since.zone, reports.today as reports_today, reports.week as reports_week,
    coalesce(
      (select received_at from webhook_deliveries
       where client_id = since.client and message_type = $3 and not ${IS_TEST}
       order by received_at desc limit 1),
      (select reported_at from (
        select reported_at, source from call_summaries
        where client_id = since.client and is_test is not true and reported_at is not null
        order by reported_at desc limit ${NEWEST_LOOKED_AT}
       ) newest where ${IS_REPORTED_CALL} order by reported_at desc limit 1)
    ) as last_report_at,
    (select count(*) from webhook_deliveries
     where client_id = since.client and ${NEEDS_REVIEW}) as needs_review
  from (
    select client.id as client, zone.name as zone, day.today,
      (day.today at time zone zone.name - interval '6 days') at time zone zone.name as week
    from users client
      cross join lateral (
        select coalesce($2::text, nullif(client.timezone, ''), 'UTC') as name
      ) zone
      cross join lateral (select date_trunc('day', now(), zone.name) as today) day
    where client.id = $1::uuid
  ) since cross join lateral (
    select count(*) filter (where received_at >= since.today) as today, count(*) as week
    from webhook_deliveries
    where client_id = since.client and received_at >= since.week and message_type = $3
      and not ${IS_TEST}
  ) reports`

// Postgres may lack a time zone that Node knows.
const isUnknownZone = (error: unknown): boolean => errorCode(error) === '22023'

/**
 * Reads how a client's reports arrive.
 * @returns null if there is no such user
 */
export const readDeliveryHealth = async ({
  id,
  pool,
}: {
  id: string
  pool: Pool
}): Promise<DeliveryHealth | null> => {
  const read = async (zone: null | string) => {
    const { rows } = await pool.query({ text: READ_HEALTH, values: [id, zone, REPORT_TYPE] })
    return rows.length === 0 ? null : healthSchema.parse(rows[0])
  }
  const health = await read(null).catch((error: unknown) => {
    if (isUnknownZone(error)) return read('UTC')
    throw error
  })
  return (
    health && {
      lastReportAt: health.last_report_at?.toISOString() ?? null,
      needsReview: health.needs_review,
      reportsToday: health.reports_today,
      reportsWeek: health.reports_week,
      timezone: health.zone,
    }
  )
}
