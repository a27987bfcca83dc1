import type { Pool } from 'pg'
import { LISTED_SUMMARY } from '../database/lists/truncated'
import { type MailCall, type MailClient, mailCallSchema, mailClientSchema } from './data'

// From the primary: on a standby a call that was just stored may still be missing.
const CLIENT = {
  name: 'desk_mail_client',
  text: `
    select id, email, name, business_name as "businessName", currency, timezone, language, phone,
      brand_id as brand,
      coalesce(is_active, false) as "isActive",
      coalesce(email_notifications, false) as "emailNotifications",
      coalesce(email_digest, 'each') as "emailDigest"
    from users where id = $1::uuid`,
}

const CALL = {
  name: 'desk_mail_call',
  text: `
    select id, call_type as "callType", customer_name as "customerName",
      customer_phone as "customerPhone", customer_phone_source as "customerPhoneSource", started_at as "startedAt",
      coalesce(reported_at, created_at) as "reportedAt",
      duration_seconds::float8 as "durationSeconds",
      coalesce(ended_group, 'unknown') as "endedGroup",
      left(summary, ${LISTED_SUMMARY}) as summary, outcome,
      service_name as "serviceName", price::float8 as price, currency, source,
      case when jsonb_typeof(fields) = 'object' then fields end as fields
    from call_summaries
    where id = $1::uuid and client_id = $2::uuid and is_test is not true`,
}

/** Reads the client that a mail is for; null if the user no longer exists. */
export const readMailClient = async (pool: Pool, id: string): Promise<MailClient | null> => {
  const { rows } = await pool.query({ ...CLIENT, values: [id] })
  return mailClientSchema.array().parse(rows)[0] ?? null
}

/** Reads the fields of a call that its mail shows; null if the client has no such call, or it is a test. */
export const readMailCall = async (
  pool: Pool,
  { clientID, id }: { clientID: string; id: string },
): Promise<MailCall | null> => {
  const { rows } = await pool.query({ ...CALL, values: [id, clientID] })
  return mailCallSchema.array().parse(rows)[0] ?? null
}
