import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import pg from 'pg'
import { z } from 'zod'
import { root } from '../../src/server/cli/root.mjs'
import { createClosers } from '../../src/server/closers'
import { startPostgres } from '../../src/server/postgres/startPostgres'
import * as reports from '../fixtures/reports'
import { asJSON, login } from '../helpers/requests'
import { makeDataFolder, spawnDesk, untilOpen } from '../helpers/spawnDesk'
import { callSchema, type Release } from './release'
import { readRows } from './rows'

/**
 * Fills a database by a release, and keeps it for `upgrade.test.ts`:
 * `node --conditions=production --import tsx tests/releases/make.ts <folder of the release> <version>`.
 */
const [folder, version] = process.argv.slice(2)
if (!folder || !version) throw new Error('Say where the release is, and its version')

const PASSWORD = 'a long enough password'
const admin = { email: 'root@desk.test', password: PASSWORD }
const secret = 'a secret of a release, for tests only'

const closers = createClosers()
try {
  const data = await makeDataFolder()
  closers.add(data.remove)
  const postgres = await startPostgres({ folder: data.path })
  closers.add(postgres.stop)
  const server = new pg.Client({ connectionString: postgres.url('postgres') })
  await server.connect()
  await server.query('create database release')
  await server.end()
  const databaseURL = postgres.url('release')
  const desk = await spawnDesk({
    env: {
      ADMIN_EMAIL: admin.email,
      ADMIN_PASSWORD: admin.password,
      DATABASE_URL: databaseURL,
      PAYLOAD_SECRET: secret,
    },
    folder,
  })
  closers.add(async () => {
    if (desk.child.exitCode === null) await desk.stop()
  })
  await untilOpen({ desk, seconds: 120 })
  const { url } = desk
  const headers = await login({ ...admin, url })
  const ask = async (path: string, body?: unknown, as = headers, method?: string) => {
    const answer = await asJSON({
      body,
      headers: as,
      ...(method && { method }),
      url: `${url}${path}`,
    })
    if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}`)
    return answer.body
  }

  const group = z.object({ doc: z.object({ id: z.string() }) }).parse(
    await ask('/api/groups', {
      name: 'Support',
      permissions: ['call-summaries.view', 'users.change'],
    }),
  )
  await ask('/api/users', {
    email: 'staff@desk.test',
    groups: [group.doc.id],
    isStaff: true,
    password: PASSWORD,
  })

  const bodies = Object.entries(reports).flatMap(([name, body]) =>
    typeof body === 'object' && body !== null && 'message' in body ? [{ body, name }] : [],
  )
  const clients: Release['clients'] = []
  for (const [index, businessName] of ['Salon Berg', 'Praxis Dr. Öz', 'Garage 12'].entries()) {
    const email = `client-${index}@desk.test`
    const token = `token-of-release-client-${index}-0123456789`
    const made = z.object({ doc: z.object({ id: z.string() }) }).parse(
      await ask('/api/users', {
        adminNotes: {
          root: { children: [], direction: null, format: '', indent: 0, type: 'root', version: 1 },
        },
        businessName,
        currency: 'EUR',
        email,
        password: PASSWORD,
        phone: '+4930901820',
        serviceHours: [{ closes: '17:00', day: 'monday', opens: '09:00' }],
        timezone: 'Europe/Berlin',
        vapiWebhookToken: token,
      }),
    )
    const client = await login({ email, password: PASSWORD, url })
    const key = z
      .object({ key: z.string() })
      .parse(Object(await ask('/api/api-keys', { name: 'CRM' }, client)).doc).key
    const post = (body: unknown) => ask(`/api/v1/vapi/webhook/${token}`, body, {})
    for (const { body } of bodies) await post(body)
    await post({
      message: {
        analysis: { structuredData: { outcome: 'Booked', price: '€30' }, summary: 'First words.' },
        call: { id: 'merged' },
        timestamp: 1775124130000,
        type: 'end-of-call-report',
      },
    })
    await post({
      message: {
        analysis: { summary: 'Later words.' },
        call: { id: 'merged' },
        customer: { number: '+12025550146' },
        timestamp: 1775124190000,
        type: 'end-of-call-report',
      },
    })
    await post({ message: { summary: 'of no call', type: 'end-of-call-report' } })
    const { docs } = z
      .object({ docs: z.array(callSchema.extend({ id: z.string() })) })
      .parse(await ask('/api/call-summaries?limit=100&sort=vapiCallId', undefined, client))
    const [first] = docs
    if (first)
      await ask(`/api/call-summaries/${first.id}`, { outcome: 'Set by staff' }, headers, 'PATCH')
    const after = z
      .object({ docs: z.array(callSchema) })
      .parse(await ask('/api/call-summaries?limit=100&sort=vapiCallId', undefined, client))
    clients.push({ calls: after.docs, email, key, password: PASSWORD, token })
    if (index === 1)
      await ask('/api/users/rotate-vapi-token', { grace: 24, ids: [made.doc.id] }).catch(
        () => undefined,
      )
  }
  const review = z
    .object({ totalDocs: z.number() })
    .parse(await ask('/api/webhook-deliveries?limit=1&where[state][equals]=needs_review'))
  await desk.stop()

  const client = new pg.Client({ connectionString: databaseURL })
  await client.connect()
  const tables = await readRows(client)
  await client.end()
  const release: Release = {
    admin,
    clients,
    needsReview: review.totalDocs,
    secret,
    tables,
    version,
  }
  const target = join(root, 'tests', 'fixtures', 'releases')
  await mkdir(target, { recursive: true })
  await writeFile(
    join(target, `${version}.json.gz`),
    gzipSync(JSON.stringify(release), { level: 9 }),
  )
  console.log(`${version}: ${tables.length} tables, ${clients.length} clients`)
} finally {
  await closers.closeAll()
}
process.exit()
