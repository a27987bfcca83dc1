import { getPayload } from 'payload'
import { applyMigrations } from '../migrate'
import { print } from '../print'

/** Migrates the database at `url` to this version, without opening a desk on it. */
export const migrateTo = async ({ url }: { url: string }): Promise<void> => {
  // payload.config.ts reads it.
  Object.assign(process.env, {
    DATABASE_URL: url,
    PAYLOAD_SECRET: 'not used to read or write here',
  })
  const { default: config } = await import('../../../payload.config')
  const { migrations } = await import('../../migrations')
  const payload = await getPayload({ config: await config, disableOnInit: true })
  try {
    await applyMigrations({ migrations, onEvent: print, payload })
  } finally {
    await payload.destroy()
    await payload.db.pool.end()
  }
}
