import { postgresAdapter } from '@payloadcms/db-postgres'
import { buildConfig } from 'payload'
import { collections } from './collections'

export default buildConfig({
  collections,
  // The desk's own database, with its indexes: the same rows, and no disadvantage.
  db: postgresAdapter({
    idType: 'uuidv7',
    pool: { connectionString: process.env.DATABASE_URL, max: 20 },
    push: false,
  }),
  logger: { options: { level: 'silent' } },
  secret: process.env.PAYLOAD_SECRET ?? '',
  telemetry: false,
  typescript: { autoGenerate: false },
})
