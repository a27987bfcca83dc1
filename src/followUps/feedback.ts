import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import type { AuditAction } from '../audit/actions'
import { bulkEntry } from '../audit/bulkEntry'
import { recordingDone } from '../audit/log'
import { requestDb } from '../database/connection/requestDb'
import { refusal } from '../refusals/refusals'
import {
  answerSchema,
  FEEDBACK_REASONS,
  feedbackSchema,
  type GivenAnswer,
  type GivenFeedback,
} from './shapes'
import { writerOf } from './writer'
import { callID, changesSince, writtenTime } from './written'

const rowSchema = z
  .object({
    answer: z.string().nullable(),
    at: writtenTime.nullable(),
    id: z.string(),
    reason: z.enum(FEEDBACK_REASONS).nullable(),
    state: z.enum(['new', 'answered', 'closed']).nullable(),
    text: z.string().nullable(),
    updatedAt: writtenTime,
    written: z.boolean(),
  })
  .transform(({ id, updatedAt, written, ...feedback }) => ({ feedback, id, updatedAt, written }))

type Row = z.infer<typeof rowSchema>

/** What a client reported as wrong about a call, and what the agency answered. */
export type CallFeedback = Omit<Row, 'written'>

const RECORDED = [
  { column: 'feedback_answer', field: 'feedback.answer', isShown: false },
  { column: 'feedback_reason', field: 'feedback.reason', isShown: true },
  { column: 'feedback_state', field: 'feedback.state', isShown: true },
  { column: 'feedback_text', field: 'feedback.text', isShown: false },
] as const

const columnsOf = (row: string): SQL =>
  sql.raw(`${row}.id, ${row}.feedback_reason, ${row}.feedback_text, ${row}.feedback_at, ${row}.feedback_state,
    ${row}.feedback_answer, ${row}.updated_at`)

const RETURNED = sql.raw(`id, feedback_reason as reason, feedback_text as text, feedback_at as at,
    feedback_state as state, feedback_answer as answer, updated_at as "updatedAt"`)

type Write = {
  action: AuditAction
  id: string
  isPermitted: SQL
  req: PayloadRequest
  /** The new values of the columns, from those of `before`. */
  set: SQL
  /** Whether a call of `before` is written. */
  where: SQL
}

/** Writes the columns of the feedback alone, with the entry in the history. Null: no such call. */
const write = async ({ action, id, isPermitted, req, set, where }: Write): Promise<null | Row> => {
  if (!callID.safeParse(id).success) return null
  const entry = bulkEntry({ action, collection: 'call-summaries', count: 1, req })
  const db = await requestDb(req)
  const { rows } = await db.execute(sql`
    with before as (
      select ${columnsOf('call_summaries')} from call_summaries
      where id = ${id}::uuid and ${isPermitted} for no key update
    ), done as (
      update call_summaries set ${set}, updated_at = now() from before
      where call_summaries.id = before.id and ${where}
      returning ${columnsOf('call_summaries')}, call_summaries.vapi_call_id as label,
        ${changesSince(RECORDED)} as changes
    ), ${recordingDone(entry)}
    select ${RETURNED}, true as written from done
    union all select ${RETURNED}, false from before where not exists (select 1 from done)`)
  return z.array(rowSchema).parse(rows)[0] ?? null
}

type GiveFeedback = { feedback: GivenFeedback; id: string; req: PayloadRequest }

/**
 * Records what a client says was wrong with one of its calls, as new for staff. It replaces what was said before,
 * and its answer; said twice, it is written once.
 * @throws {Refusal} UNAUTHORIZED, NOT_BY_KEY, READ_ONLY_VIEW, FORBIDDEN for staff, BODY_INVALID, NOT_FOUND
 */
export const giveFeedback = async ({ feedback, id, req }: GiveFeedback): Promise<CallFeedback> => {
  const { isPermitted } = await writerOf(req, 'client')
  const given = feedbackSchema.safeParse(feedback)
  if (!given.success) throw refusal('BODY_INVALID')
  const reason = sql`${given.data.reason}::enum_call_summaries_feedback_reason`
  const text = sql`${given.data.text ?? null}::text`
  const row = await write({
    action: 'feedback_given',
    id,
    isPermitted,
    req,
    set: sql`feedback_reason = ${reason}, feedback_text = ${text}, feedback_at = now(), feedback_state = 'new',
      feedback_answer = null`,
    where: sql`(before.feedback_state, before.feedback_reason, before.feedback_text::text) is distinct from
      ('new'::enum_call_summaries_feedback_state, ${reason}, ${text})`,
  })
  if (!row) throw refusal('NOT_FOUND')
  const { written: _, ...kept } = row
  return kept
}

type AnswerFeedback = GivenAnswer & { id: string; req: PayloadRequest }

/**
 * Answers or closes what a client reported as wrong. Without an answer, an earlier one stays. With `at`, only the
 * feedback of that time, which staff have read.
 * @throws {Refusal} UNAUTHORIZED, NOT_BY_KEY, FORBIDDEN for clients and staff without the permission,
 *   BODY_INVALID, NOT_FOUND, NO_FEEDBACK, CHANGED_MEANWHILE
 */
export const answerFeedback = async ({
  id,
  req,
  ...given
}: AnswerFeedback): Promise<CallFeedback> => {
  const { isPermitted } = await writerOf(req, 'staff')
  const parsed = answerSchema.safeParse(given)
  if (!parsed.success) throw refusal('BODY_INVALID')
  const { answer, at, state } = parsed.data
  const isRead = at
    ? sql`before.feedback_at = ${at}::timestamptz`
    : sql`before.feedback_at is not null`
  const next = answer ? sql`${answer}::text` : sql`before.feedback_answer::text`
  const row = await write({
    action: 'feedback_answered',
    id,
    isPermitted,
    req,
    set: sql`feedback_state = ${state}::enum_call_summaries_feedback_state, feedback_answer = ${next}`,
    where: sql`${isRead} and (before.feedback_state, before.feedback_answer::text) is distinct from
      (${state}::enum_call_summaries_feedback_state, ${next})`,
  })
  if (!row) throw refusal('NOT_FOUND')
  const { written, ...kept } = row
  if (kept.feedback.at === null) throw refusal('NO_FEEDBACK')
  if (!written && at && kept.feedback.at !== at) {
    throw refusal('CHANGED_MEANWHILE', {
      message:
        'The client has written again since you opened this call, so nothing was saved. Reload the page.',
    })
  }
  return kept
}
