import { postgresAdapter } from '@payloadcms/db-postgres'
import { buildConfig } from 'payload'
import { collections } from './collections'
import { webhook } from './webhook'

export default buildConfig({
  collections,
  // `prepare.ts` creates the tables, outside of production, as `next dev` does.
  db: postgresAdapter({ pool: { connectionString: process.env.DATABASE_URL, max: 20 } }),
  endpoints: [webhook],
  logger: { options: { level: 'silent' } },
  secret: process.env.PAYLOAD_SECRET ?? '',
  telemetry: false,
  typescript: { autoGenerate: false },
})
