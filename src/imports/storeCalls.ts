import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload } from 'payload'
import { z } from 'zod'
import { type BulkEntry, recordingDone } from '../audit/log'
import { REPORT_COLUMNS, REPORT_FIELDS } from '../ingest/columns'
import { columns, columnTypes } from '../ingest/statementParts'
import { newID } from '../lib/newID'
import type { CallValues } from '../vapi/merge'

/** A call of a client, to be stored. */
export type CallToStore = { clientID: string; values: CallValues }

/** What happened to a call, or would happen; `gone`: its client is no more. */
export type StoredCall = 'change' | 'create' | 'gone' | 'same'

type Field = (typeof REPORT_FIELDS)[number]

/** Fields that are always taken from the same report. The first decides whether there is something. */
const PAIRS: Partial<Record<Field, readonly Field[]>> = {
  customerPhone: ['customerPhone', 'customerPhoneSource'],
  endedGroup: ['endedGroup', 'endedReason'],
  price: ['price'],
}
const SECOND: readonly Field[] = ['customerPhoneSource', 'endedReason']
/** Not filled: a call that is there keeps its place, and values that the file gave have no other evidence. */
const KEPT: readonly Field[] = ['evidence', 'fields', 'hasRecording', 'reportedAt']

const FILLED = REPORT_FIELDS.filter((field) => !KEPT.includes(field) && !SECOND.includes(field))

const columnOf = (field: Field): string => REPORT_COLUMNS[field][0]

/** Whether nothing is there, no person has set it, and no report has cleared it. */
const isOpen = (call: string, field: Field): string => {
  const names = (PAIRS[field] ?? [field]).map((name) => `'${name}'`).join(', ')
  const isEmpty =
    field === 'endedGroup'
      ? `coalesce(${call}.ended_group::text, 'unknown') = 'unknown' and ${call}.ended_reason is null`
      : (PAIRS[field] ?? [field]).map((each) => `${call}.${columnOf(each)} is null`).join(' and ')
  return `(${isEmpty} and not coalesce(${call}.edits, '{}') ?| array[${names}]
    and not coalesce(${call}.field_times, '{}') ?| array[${names}])`
}

const isSaid = (given: string, field: Field): string =>
  field === 'endedGroup'
    ? `(${given}.ended_group::text <> 'unknown' or ${given}.ended_reason is not null)`
    : `${given}.${columnOf(field)} is not null`

const isFilled = (call: string, given: string, field: Field): string =>
  `(${isOpen(call, field)} and ${isSaid(given, field)})`

/** Own fields are filled key by key. */
const hasMoreFields = (call: string, given: string): string =>
  `(${given}.fields is not null and not coalesce(${call}.edits, '{}') ? 'fields'
    and not coalesce(${call}.fields, '{}') ?& array(select jsonb_object_keys(${given}.fields)))`

const fillsAny = (call: string, given: string): string =>
  `(${[...FILLED.map((field) => isFilled(call, given, field)), hasMoreFields(call, given)].join(' or ')})`

const filling = (call: string, given: string): string => {
  const one = (field: Field, column: string) =>
    `${column} = case when ${isFilled(call, given, field)} then ${given}.${column} else ${call}.${column} end`
  return [
    ...FILLED.flatMap((field) =>
      (PAIRS[field] ?? [field]).map((each) => one(field, columnOf(each))),
    ),
    one('price', 'currency'),
    `fields = case when ${hasMoreFields(call, given)}
      then ${given}.fields || coalesce(${call}.fields, '{}') else ${call}.fields end`,
    'updated_at = now()',
  ].join(',\n        ')
}

const SHAPE = `given(ord int, id uuid, client_id uuid, vapi_call_id text, currency text,
  ${columns.map((column, index) => `${column} ${columnTypes[index]}`).join(', ')})`

const LOOK = sql.raw(`
  select given.ord, case when users.id is null then 'gone' when call.id is null then 'create'
    when ${fillsAny('call', 'given')} then 'change' else 'same' end as result
  from given left join users on users.id = given.client_id
    left join call_summaries call
      on call.client_id = given.client_id and call.vapi_call_id = given.vapi_call_id`)

const KEEP = sql.raw(`
  kept as (
    insert into call_summaries
      (id, client_id, vapi_call_id, is_test, currency, source, created_at, updated_at, ${columns.join(', ')})
    select given.id, given.client_id, given.vapi_call_id, false, given.currency,
      'imported'::enum_call_summaries_source, now(), now(), ${columns.map((column) => `given.${column}`).join(', ')}
    from given join users on users.id = given.client_id
    order by given.client_id, given.vapi_call_id
    on conflict (client_id, vapi_call_id) do update set
        ${filling('call_summaries', 'excluded')}
      where ${fillsAny('call_summaries', 'excluded')}
    returning id, client_id, vapi_call_id
  ), done as (
    select kept.id, kept.vapi_call_id as label, null::jsonb as changes
    from kept where not exists (select from given where given.id = kept.id)
  )`)

const RESULT = sql.raw(`
  select given.ord, case when kept.id = given.id then 'create' when kept.id is not null then 'change'
    when users.id is null then 'gone' else 'same' end as result
  from given left join kept using (client_id, vapi_call_id)
    left join users on users.id = given.client_id`)

const rowsSchema = z.array(
  z.object({ ord: z.number(), result: z.enum(['change', 'create', 'gone', 'same']) }),
)

const rowOf = ({ clientID, values }: CallToStore, ord: number): Record<string, unknown> => ({
  client_id: clientID,
  currency: values.currency,
  id: newID(),
  ord,
  vapi_call_id: values.vapiCallId,
  ...Object.fromEntries(
    REPORT_FIELDS.map((field) => [
      columnOf(field),
      field === 'endedGroup' ? (values.endedGroup ?? 'unknown') : values[field],
    ]),
  ),
})

type StoreCalls = {
  calls: readonly CallToStore[]
  /** For the history of calls that are filled; null: nothing is written. */
  entry: BulkEntry | null
  payload: Pick<Payload, 'db'>
}

const statement = (calls: readonly CallToStore[], entry: BulkEntry | null): SQL => {
  const given = sql`given as materialized (
    select * from jsonb_to_recordset(${JSON.stringify(calls.map(rowOf))}::jsonb) as ${sql.raw(SHAPE)})`
  return entry === null
    ? sql`with ${given} ${LOOK}`
    : sql`with ${given}, ${KEEP}, ${recordingDone(entry)} ${RESULT}`
}

/**
 * Stores calls of other systems in one statement, without what a report sets off: no notification, no to-do. A call
 * that is there already only gets what it has nothing of; what a person set stays. All calls have to be different.
 * @returns what happened to each, in their order
 */
export const storeCalls = async ({ calls, entry, payload }: StoreCalls): Promise<StoredCall[]> => {
  const { rows } = await payload.db.drizzle.execute(statement(calls, entry))
  const results = new Map(rowsSchema.parse(rows).map(({ ord, result }) => [ord, result]))
  return calls.map((_, ord) => results.get(ord) ?? 'same')
}
