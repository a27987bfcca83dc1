import type { Pool } from 'pg'

const SCHEMA = 'plain'

const CREATE = `
  create schema ${SCHEMA};
  create table ${SCHEMA}.call_summaries (like public.call_summaries including all,
    foreign key (client_id) references public.users);
  create table ${SCHEMA}.webhook_deliveries (like public.webhook_deliveries including all,
    foreign key (client_id) references public.users,
    foreign key (call_summary_id) references ${SCHEMA}.call_summaries);
  alter table ${SCHEMA}.webhook_deliveries alter body type text using '',
    alter body set storage extended;`

/**
 * Creates a second copy of the desk's tables, with bodies as plain text instead of packed bytes. Indexes and
 * references are the same.
 * @returns a database URL with which statements find these tables under the desk's names
 */
export const createPlainTables = async ({
  sql,
  url,
}: {
  sql: Pool
  url: string
}): Promise<string> => {
  await sql.query(CREATE)
  const plain = new URL(url)
  plain.searchParams.set('options', `-c search_path=${SCHEMA},public`)
  return plain.href
}
