/**
 * What is to do about a call, and what a client reported as wrong.
 * @module
 */

import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { bulkEntry } from '../audit/bulkEntry'
import { recordingDone } from '../audit/log'
import { requestDb } from '../database/connection/requestDb'
import { refusal } from '../refusals/refusals'
import { type FollowUpChange, followUpSchema } from './shapes'
import { writerOf } from './writer'
import { callID, changesSince, writtenTime } from './written'

const rowSchema = z.object({
  followUp: z.enum(['open', 'done']).nullable(),
  followUpAt: writtenTime.nullable(),
  followUpBy: z.enum(['rule', 'client', 'staff']).nullable(),
  followUpDueAt: writtenTime.nullable(),
  followUpNote: z.string().nullable(),
  id: z.string(),
  updatedAt: writtenTime,
})

/** What is to do about a call. Times are ISO 8601 in UTC. */
export type FollowUp = z.infer<typeof rowSchema>

const RECORDED = [
  { column: 'follow_up', field: 'followUp', isShown: true },
  { column: 'follow_up_due_at', field: 'followUpDueAt', isShown: true },
  { column: 'follow_up_note', field: 'followUpNote', isShown: false },
] as const

const columnsOf = (row: string): SQL =>
  sql.raw(`${row}.id, ${row}.follow_up, ${row}.follow_up_due_at, ${row}.follow_up_note, ${row}.follow_up_by,
    ${row}.follow_up_at, ${row}.updated_at`)

const RETURNED = sql.raw(`id, follow_up as "followUp", follow_up_due_at as "followUpDueAt",
    follow_up_note as "followUpNote", follow_up_by as "followUpBy", follow_up_at as "followUpAt",
    updated_at as "updatedAt"`)

type SetFollowUp = { change: FollowUpChange; id: string; req: PayloadRequest }

/**
 * Opens, closes or clears what is to do about a call, or changes its note or due time: only what `change` names.
 * Clearing also removes the note and the due time. From then on no rule opens it. One statement, which writes
 * these columns alone and records it; it writes nothing if nothing would change.
 * @throws {Refusal} UNAUTHORIZED, NOT_BY_KEY, READ_ONLY_VIEW, FORBIDDEN, BODY_INVALID; NOT_FOUND for a call that
 *   the user may not write about
 */
export const setFollowUp = async ({ change, id, req }: SetFollowUp): Promise<FollowUp> => {
  const { by, isPermitted } = await writerOf(req)
  const wanted = followUpSchema.safeParse(change)
  if (!wanted.success) throw refusal('BODY_INVALID')
  const { followUp, followUpDueAt, followUpNote } = wanted.data
  if (!callID.safeParse(id).success) throw refusal('NOT_FOUND')
  const isCleared = followUp === null
  const or = (given: null | string | undefined, type: string, column: string) =>
    given === undefined && !isCleared
      ? sql.raw(`before.${column}`)
      : sql`${given ?? null}::${sql.raw(type)}`
  const entry = bulkEntry({
    action: 'follow_up_changed',
    collection: 'call-summaries',
    count: 1,
    req,
  })
  const db = await requestDb(req)
  const { rows } = await db.execute(sql`
    with before as (
      select ${columnsOf('call_summaries')} from call_summaries
      where id = ${id}::uuid and ${isPermitted} for no key update
    ), wanted as (
      select before.id, ${or(followUp, 'enum_call_summaries_follow_up', 'follow_up')} as follow_up,
        ${or(followUpDueAt, 'timestamptz(3)', 'follow_up_due_at')} as follow_up_due_at,
        ${or(followUpNote, 'text', 'follow_up_note')} as follow_up_note
      from before
    ), done as (
      update call_summaries set follow_up = wanted.follow_up, follow_up_due_at = wanted.follow_up_due_at,
        follow_up_note = wanted.follow_up_note, follow_up_by = ${by}::enum_call_summaries_follow_up_by,
        follow_up_at = now(), updated_at = now()
      from before join wanted using (id)
      where call_summaries.id = before.id and (before.follow_up_at is null
        or (before.follow_up, before.follow_up_due_at, before.follow_up_note::text) is distinct from
          (wanted.follow_up, wanted.follow_up_due_at, wanted.follow_up_note::text))
      returning ${columnsOf('call_summaries')}, call_summaries.vapi_call_id as label,
        ${changesSince(RECORDED)} as changes
    ), ${recordingDone(entry)}
    select ${RETURNED} from done
    union all select ${RETURNED} from before where not exists (select 1 from done)`)
  const [row] = z.array(rowSchema).parse(rows)
  if (!row) throw refusal('NOT_FOUND')
  return row
}
