import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload } from 'payload'
import { z } from 'zod'
import { newID } from '../../lib/newID'
import { isTestCallID } from '../../vapi/testCall'

/** A call that was not reported to this desk. Instants in ISO 8601. */
export type ImportedCall = {
  clientID: string
  createdAt: null | string
  currency: null | string
  customerName: null | string
  customerPhone: null | string
  durationSeconds: null | number
  endedAt: null | string
  outcome: null | string
  price: null | number
  /** When it ended, as far as that is known. */
  reportedAt: null | string
  serviceName: null | string
  startedAt: null | string
  summary: null | string
  transcript: null | string
  vapiCallId: string
}

const keysSchema = z.array(z.object({ client: z.string(), call: z.string() }))

/** Identifies a call. */
export const callKey = ({ clientID, vapiCallId }: Pick<ImportedCall, 'clientID' | 'vapiCallId'>) =>
  `${clientID} ${vapiCallId}`

const keysOf = (rows: unknown): ReadonlySet<string> =>
  new Set(
    keysSchema
      .parse(rows)
      .map(({ call, client }) => callKey({ clientID: client, vapiCallId: call })),
  )

type Calls = { calls: readonly ImportedCall[]; payload: Payload }

/** Which of these calls are there already, by `callKey`. */
export const findStoredCalls = async ({ calls, payload }: Calls): Promise<ReadonlySet<string>> => {
  const keys = JSON.stringify(
    calls.map(({ clientID, vapiCallId }) => ({ call: vapiCallId, client: clientID })),
  )
  const { rows } = await payload.db.drizzle.execute(sql`
    select known.client_id as client, known.vapi_call_id as call
    from jsonb_to_recordset(${keys}::jsonb) as row(client uuid, call text)
    join call_summaries known on known.client_id = row.client and known.vapi_call_id = row.call`)
  return keysOf(rows)
}

/**
 * Stores calls in one statement. A call that is there already is left unchanged, and one
 * of a client that was deleted meanwhile is left out. Nobody is notified, and nothing is put on a to-do list: reports
 * do that.
 * @returns those that were stored, by `callKey`
 */
export const storeCalls = async ({ calls, payload }: Calls): Promise<ReadonlySet<string>> => {
  const rows = JSON.stringify(
    calls.map((call) => ({ ...call, id: newID(), isTest: isTestCallID(call.vapiCallId) })),
  )
  const stored = await payload.db.drizzle.execute(sql`
      insert into call_summaries (
        id, client_id, vapi_call_id, created_at, updated_at, currency, customer_name, customer_phone, duration_seconds,
        ended_at, ended_group, has_recording, is_test, outcome, price, reported_at, service_name, source, started_at,
        summary, transcript
      )
      select row.id, users.id, row."vapiCallId", coalesce(row."createdAt", row."reportedAt", now()), now(),
        row.currency, row."customerName", row."customerPhone", row."durationSeconds", row."endedAt", 'unknown', false,
        row."isTest", row.outcome, row.price, coalesce(row."reportedAt", now()), row."serviceName", 'imported',
        row."startedAt", row.summary, row.transcript
      from jsonb_to_recordset(${rows}::jsonb) as row(
        id uuid, "clientID" uuid, "vapiCallId" text, "createdAt" timestamptz, currency text, "customerName" text,
        "customerPhone" text, "durationSeconds" numeric, "endedAt" timestamptz, "isTest" bool, outcome text,
        price numeric, "reportedAt" timestamptz, "serviceName" text, "startedAt" timestamptz, summary text,
        transcript text
      )
      join users on users.id = row."clientID"
      on conflict (client_id, vapi_call_id) do nothing
      returning client_id as client, vapi_call_id as call`)
  return keysOf(stored.rows)
}
