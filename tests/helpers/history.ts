import type { Pool } from 'pg'

/** An entry of the history, past the API. */
export type Entry = {
  action: string
  actor: null | string
  actor_email: null | string
  actor_kind: string
  actor_label: null | string
  changes: null | Record<string, unknown>
  collection: string
  document: null | string
  id: string
  ip: null | string
  label: null | string
  touched: { changes: null | Record<string, unknown>; document: string; label: null | string }[]
  via: null | string
}

/** How many entries there are, to look from later on. */
export const positionOf = async (sql: Pool): Promise<Set<string>> => {
  const { rows } = await sql.query<{ id: string }>('select id from audit_log')
  return new Set(rows.map(({ id }) => id))
}

/** What came into the history since, in the order in which it came. */
export const entriesSince = async (sql: Pool, known: ReadonlySet<string>): Promise<Entry[]> => {
  const { rows } = await sql.query<Entry>(`
    select e.*, coalesce((select jsonb_agg(to_jsonb(t) - 'entry_id' order by t.label)
      from audit_log_touched t where t.entry_id = e.id), '[]') as touched
    from audit_log e order by e.at, e.ctid`)
  return rows.filter(({ id }) => !known.has(id))
}

/** What some work puts into the history. */
export const recorded = async (sql: Pool, work: () => Promise<unknown>): Promise<Entry[]> => {
  const known = await positionOf(sql)
  await work()
  return entriesSince(sql, known)
}
