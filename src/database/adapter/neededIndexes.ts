import type { PostgresAdapter } from '@payloadcms/db-postgres'
import { dropIndexes } from '../../payload/adapter'

type SchemaHook = PostgresAdapter['beforeSchemaInit'][number]

/**
 * Indexes that Payload creates automatically, for every relation and both timestamps, and that no query here
 * needs. Each of them would slow down the storing of each report.
 */
const UNNEEDED: Readonly<Record<string, readonly string[]>> = {
  call_summaries: [
    // The compound indexes begin with the client too.
    'call_summaries_client_idx',
    // Lists are sorted by when a call was reported or started.
    'call_summaries_created_at_idx',
  ],
  notifications: [
    'notifications_client_idx',
    // No query uses it.
    'notifications_updated_at_idx',
  ],
  webhook_deliveries: ['webhook_deliveries_client_idx'],
}

/**
 * Removes the unneeded indexes from the schema before Drizzle sees it. `npm run migrate:create` compares with
 * that schema, so migrations neither create them again nor ask about them.
 * @throws when Payload no longer creates one of them under that name
 */
export const keepNeededIndexes: SchemaHook = ({ adapter, schema }) => {
  for (const [table, names] of Object.entries(UNNEEDED)) dropIndexes(adapter, table, names)
  return schema
}
