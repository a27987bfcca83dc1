import type { ClientBase } from 'pg'
import pg from 'pg'
import { z } from 'zod'

/** A table to copy. `columns` leaves out generated ones, which the target computes. */
export type Table = { columns: string[]; name: string; needs: string[] }

const TABLES = `
  select c.relname as name,
    (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    ) as columns,
    coalesce((select array_agg(distinct f.confrelid::regclass::text) from pg_constraint f
      where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid), '{}') as needs
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
  order by c.relname`

const tablesSchema = z.array(
  z.object({ columns: z.array(z.string()), name: z.string(), needs: z.array(z.string()) }),
)

/** Sorts tables so that each comes after those that its rows refer to. */
const inOrder = (tables: readonly Table[]): Table[] => {
  const names = new Set(tables.map(({ name }) => name))
  const done = new Set<string>()
  const ordered: Table[] = []
  while (ordered.length < tables.length) {
    const next = tables.find(
      ({ name, needs }) =>
        !done.has(name) &&
        needs
          .map((each) => each.replaceAll('"', ''))
          .every((each) => done.has(each) || !names.has(each)),
    )
    if (!next) throw new Error('Tables refer to each other in a circle')
    done.add(next.name)
    ordered.push(next)
  }
  return ordered
}

/** The tables of a database. Each comes after those that its rows refer to. */
export const readTables = async (client: ClientBase): Promise<Table[]> =>
  inOrder(tablesSchema.parse((await client.query(TABLES)).rows))

const quoted = (name: string) => pg.escapeIdentifier(name)

/** The table with its columns, as COPY expects it. */
export const copied = ({ columns, name }: Table): string =>
  `public.${quoted(name)} (${columns.map(quoted).join(', ')})`

const sumSchema = z.tuple([z.object({ rows: z.string(), sum: z.string() })])

/** The row count and checksum of a table. */
export type Contents = z.infer<typeof sumSchema>[0]

/** Counts the rows of a table, and computes a checksum of them that does not depend on their order. */
export const readContents = async (client: ClientBase, table: Table): Promise<Contents> => {
  const { rows } = await client.query(`
    select count(*)::text as rows, coalesce(sum(hashtextextended(t::text, 0)), 0)::text as sum
    from (select ${table.columns.map(quoted).join(', ')} from public.${quoted(table.name)}) t`)
  return sumSchema.parse(rows)[0]
}

const SEQUENCES = `
  select s.relname as name, d.refobjid::regclass::text as "table", a.attname as "column"
  from pg_class s
  join pg_depend d on d.objid = s.oid and d.deptype in ('a', 'i')
  join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
  where s.relkind = 'S' and s.relnamespace = 'public'::regnamespace`

const sequencesSchema = z.array(
  z.object({ column: z.string(), name: z.string(), table: z.string() }),
)

/** Moves the sequences of serial columns past the copied rows. */
export const setSequences = async (client: ClientBase): Promise<void> => {
  const { rows } = await client.query(SEQUENCES)
  for (const { column, name, table } of sequencesSchema.parse(rows)) {
    await client.query(`
      select setval('public.${quoted(name)}', coalesce(max(${quoted(column)}), 0) + 1, false)
      from ${table}`)
  }
}
