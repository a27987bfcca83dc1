import type { Pool } from 'pg'

/** The sets of indexes that are compared. */
export const VARIANTS = ['ours', 'payload', 'least'] as const
export type Variant = (typeof VARIANTS)[number]

const PAYLOADS_OWN = [
  'create index call_summaries_client_idx on call_summaries (client_id)',
  'create index call_summaries_created_at_idx on call_summaries (created_at)',
  'create index webhook_deliveries_client_idx on webhook_deliveries (client_id)',
]

const dropAllButKeys = async (sql: Pool): Promise<void> => {
  const { rows } = await sql.query<{ name: string }>(
    `select indexrelid::regclass::text as name from pg_index
     where indrelid in ('call_summaries'::regclass, 'webhook_deliveries'::regclass)
       and not indisunique`,
  )
  for (const { name } of rows) await sql.query(`drop index ${name}`)
}

/** Changes the indexes of a migrated database to those of a variant. */
export const applyVariant = async (sql: Pool, variant: Variant): Promise<void> => {
  if (variant === 'payload') for (const index of PAYLOADS_OWN) await sql.query(index)
  if (variant === 'least') await dropAllButKeys(sql)
}

export const VARIANT_MEANS = {
  least: 'only primary keys and the unique key of calls, which ingest needs',
  ours: 'the indexes of the migrations',
  payload: 'those, and the ones that Payload creates automatically and the desk leaves out',
} as const satisfies Record<Variant, string>
