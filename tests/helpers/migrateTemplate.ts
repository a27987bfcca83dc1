import { getPayload } from 'payload'
import config from '../../payload.config'
import { migrations } from '../../src/migrations'
import { applyMigrations } from '../../src/server/migrate'

const payload = await getPayload({ config, disableOnInit: true })
await applyMigrations({ migrations, onEvent: () => undefined, payload })
await payload.destroy()
await payload.db.pool.end()
process.exit(0)
