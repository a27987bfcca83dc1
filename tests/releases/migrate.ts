import { getPayload } from 'payload'
import config from '../../payload.config'
import { migrations } from '../../src/migrations'
import { applyMigrations } from '../../src/server/migrate'

/** Applies those migrations only whose names are given: the ones of a release. */
const names = new Set(process.argv.slice(2))
const ofRelease = migrations.filter(({ name }) => names.has(name))
const payload = await getPayload({ config: await config, disableOnInit: true })
await applyMigrations({ migrations: ofRelease, onEvent: () => undefined, payload })
console.log(`${ofRelease.length} applied`)
process.exit()
