import type { Pool } from 'pg'
import { z } from 'zod'
import { instant, text } from '../../lib/schemas'

const rowSchema = z.object({
  accountID: text,
  attributedTo: text,
  bytes: z.coerce.number().nullable(),
  clientID: z.string(),
  contentType: text,
  copyProblem: text,
  copyState: text,
  hasRecording: z.boolean().nullable(),
  id: text,
  /** For how many days the account's Vapi keeps calls; null: not known. */
  keepsDays: z.coerce.number().nullable(),
  name: text,
  startedAt: instant.nullable(),
  store: z.enum(['disk', 's3']).nullable(),
  vapiCallID: z.string(),
  wrappedKey: text,
})

/** What the desk knows of the recording of a call. */
export type Found = z.infer<typeof rowSchema>

const READ = `
  select calls.vapi_call_id as "vapiCallID", calls.client_id::text as "clientID",
    calls.has_recording as "hasRecording", coalesce(calls.started_at, calls.reported_at) as "startedAt",
    users.vapi_account_id::text as "accountID",
    case when seen.rule is not null then coalesce(seen.client_id::text, '') end as "attributedTo",
    accounts.retention_days as "keepsDays", copies.state as "copyState", copies.problem as "copyProblem", kept.id::text, kept.name, kept.store, kept.bytes,
    kept.wrapped_key as "wrappedKey", kept.content_type as "contentType"
  from call_summaries as calls
  join users on users.id = calls.client_id
  left join vapi_accounts as accounts on accounts.id = users.vapi_account_id
  left join recordings as kept on kept.call_summary_id = calls.id
  left join recording_copies as copies
    on copies.client_id = calls.client_id and copies.vapi_call_id = calls.vapi_call_id
  left join vapi_calls as seen
    on seen.account_id = users.vapi_account_id and seen.call_id = calls.vapi_call_id
  where calls.id = $1::uuid`

/** Looks up the recording of a call, which somebody was found to be allowed to read. Null: the call is gone. */
export const findRecording = async (pool: Pool, callID: string): Promise<Found | null> => {
  const { rows } = await pool.query({ text: READ, values: [callID] })
  return z.array(rowSchema).parse(rows)[0] ?? null
}
