import type { PostgresAdapter } from '@payloadcms/db-postgres'
import { dropIndexes } from '../../payload/adapter'

type SchemaHook = PostgresAdapter['beforeSchemaInit'][number]

/**
 * Indexes that Payload makes by itself, for every relation and both timestamps, and that nothing here
 * asks for. Each report would pay for each of them.
 */
const UNNEEDED: Readonly<Record<string, readonly string[]>> = {
  call_summaries: [
    // The compound ones begin with the client too.
    'call_summaries_client_idx',
    // Lists go by when a call was reported or started.
    'call_summaries_created_at_idx',
  ],
  notifications: [
    'notifications_client_idx',
    // Nothing asks for it.
    'notifications_updated_at_idx',
  ],
  webhook_deliveries: ['webhook_deliveries_client_idx'],
}

/**
 * Takes them out of the schema before Drizzle sees it. `npm run migrate:create` compares with that
 * schema, so migrations neither bring them back nor ask about them.
 */
export const keepNeededIndexes: SchemaHook = ({ adapter, schema }) => {
  for (const [table, names] of Object.entries(UNNEEDED)) dropIndexes(adapter, table, names)
  return schema
}
