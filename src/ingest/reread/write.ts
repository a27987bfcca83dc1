import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload } from 'payload'
import type { Changes } from '../../audit/changes'
import { diff } from '../../audit/diff'
import { type BulkEntry, recordingDone } from '../../audit/log'
import { requestDb } from '../../database/connection/requestDb'
import { mappingVersionOf } from '../../fields/readMappings'
import { rootCode } from '../../lib/errorCode'
import { isSameJson } from '../../lib/json'
import type { CallState } from '../../vapi/merge'
import { saysTheSame } from '../../vapi/reread'
import { columnValues } from '../columns'
import { columns, columnTypes } from '../statementParts'
import type { ListedDelivery } from './keptBodies'
import type { CallRow } from './readRows'

type Write = {
  entry: BulkEntry
  listed: readonly ListedDelivery[]
  next: CallState
  payload: Payload
  row: CallRow
  /** Of the mapping that the bodies were read with. */
  version: string
}

/**
 * The result; `moved`: nothing was written, because the call, its bodies or the mapping changed since they were read.
 */
export type Written = 'changed' | 'moved' | 'same'

const timesOf = ({ fieldTimes }: CallState) => fieldTimes && JSON.stringify(fieldTimes)
const editsOf = ({ edits }: CallState) =>
  edits && Object.keys(edits).length > 0 ? JSON.stringify(edits) : null

const isSameTimes = (a: CallState, b: CallState): boolean => {
  const [before, after] = [a.fieldTimes ?? {}, b.fieldTimes ?? {}]
  const names = Object.keys(before)
  return (
    names.length === Object.keys(after).length &&
    names.every((name) => before[name] === after[name])
  )
}

const changesOf = (row: CallRow, next: CallState): Changes => {
  const given = Object.keys(row.state.edits ?? {}).filter((name) => !next.edits?.[name])
  return {
    ...Object.fromEntries(given.map((name) => [name, 'changed' as const])),
    ...diff('call-summaries', { ...row.state.values }, { ...next.values }),
  }
}

/** Whether a reader of the call would see a difference. */
export const isChanged = (row: CallRow, next: CallState): boolean =>
  editsOf(row.state) !== editsOf(next) || !saysTheSame(row.state.values, next.values)

/** SQLSTATE lock_not_available and deadlock_detected: somebody else holds the row. */
const isHeld = (error: unknown): boolean => {
  const code = rootCode(error)
  return code === '55P03' || code === '40P01'
}

/**
 * Writes what a call says now, if that differs from before, with its entry in the history. It locks the row
 * while it checks whether another body has arrived: storing a body locks the row even if it does not change
 * the call. Nobody is notified. If only the times of fields differ, or where their values come from, readers do not
 * get it as a change.
 */
export const writeReread = async ({
  entry,
  listed,
  next,
  payload,
  row,
  version,
}: Write): Promise<Written> => {
  const isSame = !isChanged(row, next)
  const { evidence } = next.values
  const isSameEvidence = isSameJson(row.state.values.evidence, evidence)
  if (isSame && isSameEvidence && isSameTimes(row.state, next)) return 'same'

  const transactionID = await payload.db.beginTransaction()
  if (transactionID === null) throw new Error('There is no transaction to read a call again in')
  const db = await requestDb({ payload, transactionID })
  const isIt = sql`call_summaries.id = ${row.id}::uuid and xmin = ${row.version}::xid`
  const hasThese = sql`(
    select coalesce(array_agg(id order by received_at, id), '{}') from webhook_deliveries
    where call_summary_id = ${row.id}::uuid and state <> 'needs_review'
  ) = ${sql.param(listed.map(({ id }) => id))}::uuid[]`
  const isOfNow = sql`(
    select ${sql.raw(mappingVersionOf('client'))} from users client where client.id = ${row.clientID}::uuid
  ) = ${version}`
  try {
    // Not `for no key update`: a repeat that is kept holds `for key share`, which does not wait for that.
    await db.execute(sql`select 1 from call_summaries where ${isIt} for update`)
    if (isSame) await db.execute(sql`select set_config('desk.unnoticed', 'on', true)`)
    const values = columnValues(next.values).map(
      (value, index) => sql`${sql.param(value)}::${sql.raw(columnTypes[index] ?? 'text')}`,
    )
    const { rows } = isSame
      ? await db.execute(sql`
          update call_summaries set field_times = ${timesOf(next)}::jsonb,
            evidence = ${evidence && JSON.stringify(evidence)}::jsonb
          where ${isIt} and ${hasThese} and ${isOfNow} returning id`)
      : await db.execute(sql`
          with done as (
            update call_summaries set currency = ${next.values.currency}, updated_at = now(),
              edits = ${editsOf(next)}::jsonb, field_times = ${timesOf(next)}::jsonb,
              (${sql.raw(columns.join(', '))}) = row(${sql.join(values, sql`, `)})
            where ${isIt} and ${hasThese} and ${isOfNow}
            returning id, vapi_call_id as label, ${JSON.stringify(changesOf(row, next))}::jsonb as changes
          ), ${recordingDone(entry)}
          select id from done`)
    await payload.db.commitTransaction(transactionID)
    if (rows.length === 0) return 'moved'
    return isSame ? 'same' : 'changed'
  } catch (error) {
    await payload.db.rollbackTransaction(transactionID)
    if (isHeld(error)) return 'moved'
    throw error
  }
}
