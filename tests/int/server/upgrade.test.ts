import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import pg from 'pg'
import { afterEach, describe, expect, it } from 'vitest'
import { conditions } from '../../../src/server/cli/conditions.mjs'
import { root } from '../../../src/server/cli/root.mjs'
import { asJSON, login } from '../../helpers/requests'
import { runToEnd } from '../../helpers/runToEnd'
import { type SpawnedDesk, spawnDesk, untilOpen } from '../../helpers/spawnDesk'
import { createTestDatabase, type TestDatabase } from '../../helpers/testDatabase'
import { type Release, releaseSchema } from '../../releases/release'
import { writeRows } from '../../releases/rows'

const folder = join(root, 'tests', 'fixtures', 'releases')
const RELEASES = readdirSync(folder).map((file) =>
  releaseSchema.parse(JSON.parse(gunzipSync(readFileSync(join(folder, file))).toString())),
)

let database: TestDatabase | undefined
let desk: SpawnedDesk | undefined

afterEach(async () => {
  await desk?.stop()
  await database?.drop()
  desk = undefined
  database = undefined
}, 60_000)

/** The database as the release left it: made by its migrations, filled with its rows. */
const restore = async ({ tables }: Release): Promise<TestDatabase> => {
  database = await createTestDatabase({ empty: true })
  const migrations = tables.find(({ table }) => table.startsWith('public."payload_migrations"'))
  const names = Array.from(
    (migrations?.rows ?? '').matchAll(/\b\d{8}_\d{6}_\w+/g),
    ([name]) => name,
  )
  expect(names.length).toBeGreaterThan(0)
  const { code, output } = await runToEnd({
    args: [conditions, '--import', 'tsx', 'tests/releases/migrate.ts', ...names],
    env: { DATABASE_URL: database.url, PAYLOAD_SECRET: 'a secret for tests only' },
  })
  expect(output.slice(-500)).toContain(`${names.length} applied`)
  expect(code).toBe(0)
  const client = new pg.Client({ connectionString: database.url })
  client.on('error', () => undefined)
  await client.connect()
  await writeRows(client, tables)
  await client.end()
  return database
}

describe('a database of release', () => {
  it.each(RELEASES.map((release) => ({ release, version: release.version })))(
    '$version is migrated at the start, and read back as it was',
    async ({ release }) => {
      const { url: databaseURL } = await restore(release)
      desk = await spawnDesk({ env: { DATABASE_URL: databaseURL, PAYLOAD_SECRET: release.secret } })
      await untilOpen({ desk, seconds: 120 })
      const { url } = desk
      const list = `${url}/api/call-summaries?limit=100&sort=vapiCallId`

      const admin = await login({ ...release.admin, url })
      for (const { calls, email, key, password, token } of release.clients) {
        const asClient = await login({ email, password, url })
        const byKey = { authorization: `Bearer ${key}` }
        for (const headers of [asClient, byKey]) {
          const { body } = await asJSON<{ docs: object[] }>({ headers, url: list })
          expect(body.docs).toHaveLength(calls.length)
          expect(body.docs).toMatchObject(calls)
        }
        const posted = await asJSON({
          body: {
            message: {
              analysis: { summary: 'After the upgrade.' },
              call: { id: 'merged' },
              timestamp: 1775125000000,
              type: 'end-of-call-report',
            },
          },
          url: `${url}/api/v1/vapi/webhook/${token}`,
        })
        expect(posted.body).toEqual({ received: true, state: 'merged' })
        const changed = await asJSON<{ docs: { vapiCallId: string }[] }>({
          headers: asClient,
          url: `${url}/api/call-summaries?limit=100&search=upgrade`,
        })
        await expect
          .poll(
            async () =>
              (
                await asJSON<{ docs: object[] }>({
                  headers: asClient,
                  url: `${list}&where[summary][equals]=After%20the%20upgrade.`,
                })
              ).body.docs.length,
          )
          .toBe(1)
        expect(changed.status).toBe(200)
      }
      const review = await asJSON({
        headers: admin,
        url: `${url}/api/webhook-deliveries?limit=1&where[state][equals]=needs_review`,
      })
      expect(review.body).toMatchObject({ totalDocs: release.needsReview })
      // All bodies are read by this version, and what staff set is kept.
      const reread = await asJSON({
        body: { all: true },
        headers: admin,
        url: `${url}/api/call-summaries/reread`,
      })
      expect(reread.body).toMatchObject({ unreadable: 0, withoutBodies: 0 })
      for (const { email, password } of release.clients) {
        const headers = await login({ email, password, url })
        const kept = await asJSON<{ docs: object[] }>({
          headers,
          url: `${list}&where[outcome][equals]=Set%20by%20staff`,
        })
        expect(kept.body.docs).toHaveLength(1)
      }
    },
    180_000,
  )
})
