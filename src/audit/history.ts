import type { Pool } from 'pg'
import { z } from 'zod'
import { instant, text } from '../lib/schemas'
import { changesSchema } from './changes'

const COUNT = {
  name: 'audit_count_touched',
  text: `select entry_id as id, count(*)::int as count from audit_log_touched
    where entry_id = any($1::uuid[]) group by entry_id`,
}
const countsSchema = z.array(z.object({ count: z.number(), id: z.string() }))

/** How many documents each entry is about. The map only has entries of bulk actions. */
export const countTouchedBy = async (
  pool: Pick<Pool, 'query'>,
  ids: readonly string[],
): Promise<Map<string, number>> => {
  if (ids.length === 0) return new Map()
  const { rows } = await pool.query({ ...COUNT, values: [ids] })
  return new Map(countsSchema.parse(rows).map(({ count, id }) => [id, count]))
}

const touchedSchema = z.array(
  z.object({
    changes: changesSchema.nullable(),
    document: z.string(),
    label: text,
  }),
)

const TOUCHED = {
  name: 'audit_touched',
  text: `select document, label, changes from audit_log_touched
    where entry_id = $1::uuid and ($2::text is null or document > $2) order by document limit $3`,
}

type TouchedPage = { after: null | string; id: string; limit: number }

/** A page of the documents that a bulk action touched. */
export const readTouched = async (
  pool: Pick<Pool, 'query'>,
  { after, id, limit }: TouchedPage,
): Promise<z.infer<typeof touchedSchema>> =>
  touchedSchema.parse((await pool.query({ ...TOUCHED, values: [id, after, limit] })).rows)

const entriesSchema = z.array(
  z.object({
    action: z.string(),
    actorEmail: text,
    actorKind: z.string(),
    actorLabel: text,
    at: instant,
    changes: changesSchema.nullable(),
    collection: z.string(),
    id: z.string(),
    ip: text,
    touchedCount: z.number().nullable(),
    via: text,
  }),
)

const FIELDS = `e.id, e.at, e.action, e.collection, e.actor_label as "actorLabel",
  e.actor_email as "actorEmail", e.actor_kind as "actorKind", e.via, e.ip`

// Entries about the document alone, and bulk entries that include it.
const OF_DOCUMENT = {
  name: 'audit_of_document',
  text: `
    with own as (
      select ${FIELDS}, e.changes, false as is_bulk from audit_log e
      where e.collection = $1::text::enum_audit_log_collection and e.document = $2
        and ($3::timestamptz is null or (e.at, e.id) < ($3::timestamptz, $4::uuid))
      order by e.at desc, e.id desc limit $5
    ), shared as (
      select ${FIELDS}, t.changes, true as is_bulk
      from audit_log_touched t join audit_log e on e.id = t.entry_id
      where t.document = $2 and e.collection = $1::text::enum_audit_log_collection
        and ($3::timestamptz is null or (e.at, e.id) < ($3::timestamptz, $4::uuid))
      order by e.at desc, e.id desc limit $5
    ), page as (
      select * from (select * from own union all select * from shared) e
      order by at desc, id desc limit $5
    )
    select page.*, case when is_bulk then
      (select count(*)::int from audit_log_touched t where t.entry_id = page.id) end as "touchedCount"
    from page order by at desc, id desc`,
}

/** The position of an entry, for paging. */
type HistoryCursor = { at: string; id: string }

type HistoryPage = {
  before: HistoryCursor | null
  collection: string
  document: string
  limit: number
}

type HistoryEntry = z.infer<typeof entriesSchema>[number]

/** A page of a document's history, newest first. */
export const readHistoryOf = async (
  pool: Pick<Pool, 'query'>,
  { before, collection, document, limit }: HistoryPage,
): Promise<HistoryEntry[]> => {
  const values = [collection, document, before?.at ?? null, before?.id ?? null, limit]
  return entriesSchema.parse((await pool.query({ ...OF_DOCUMENT, values })).rows)
}
