import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import { z } from 'zod'

/** A field of the history, with its column. Values of fields that hold what people typed are not shown. */
type Recorded = { column: string; field: string; isShown: boolean }

/**
 * SQL for `returning` of an update of `call_summaries` from `before`: what it changed, for the history.
 */
export const changesSince = (recorded: readonly Recorded[]): SQL => {
  const rows = recorded.map(({ column, field, isShown }) => {
    const name = sql.raw(column)
    return sql`(${field}::text, to_jsonb(before.${name}), to_jsonb(call_summaries.${name}), ${isShown}::boolean)`
  })
  return sql`(
    select jsonb_object_agg(field, case when is_shown then jsonb_build_array(was, becomes) else '"changed"'::jsonb end)
    from (values ${sql.join(rows, sql`, `)}) each(field, was, becomes, is_shown)
    where was is distinct from becomes)`
}

/** A time that drizzle reads as text, as ISO 8601 in UTC. */
export const writtenTime = z
  .union([z.string(), z.date()])
  .transform((time) => new Date(time).toISOString())

/** The id of a call in a path or an argument. */
export const callID = z.guid()
