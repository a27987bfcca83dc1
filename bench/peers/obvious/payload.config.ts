import { postgresAdapter } from '@payloadcms/db-postgres'
import { buildConfig } from 'payload'
import { collections } from './collections'
import { webhook } from './webhook'

export default buildConfig({
  collections,
  // The tables are made by `prepare.ts`, outside production, as `next dev` makes them.
  db: postgresAdapter({ pool: { connectionString: process.env.DATABASE_URL, max: 20 } }),
  endpoints: [webhook],
  logger: { options: { level: 'silent' } },
  secret: process.env.PAYLOAD_SECRET ?? '',
  telemetry: false,
  typescript: { autoGenerate: false },
})
