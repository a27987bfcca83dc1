import type { PostgresAdapter } from '@payloadcms/db-postgres'
import { customType } from '@payloadcms/db-postgres/drizzle/pg-core'
import { packText, unpackText } from '../../lib/packedText'

type SchemaHook = PostgresAdapter['afterSchemaInit'][number]

const packedText = customType<{ data: string; driverData: Buffer }>({
  dataType: () => 'bytea',
  fromDriver: unpackText,
  toDriver: packText,
})

/** Lets Payload read and write the bodies of deliveries as text. In the database they are packed bytes. */
export const packBodies: SchemaHook = ({ adapter, extendTable, schema }) => {
  const table = adapter.tables.webhook_deliveries
  if (!table) throw new Error('There is no table webhook_deliveries whose bodies could be packed')
  extendTable({ columns: { body: packedText('body').notNull() }, table })
  return schema
}
