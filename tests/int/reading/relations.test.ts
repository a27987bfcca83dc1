import type { CollectionSlug, FlattenedField } from 'payload'
import { stringify } from 'qs-esm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Permission } from '../../../src/access/permissions'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser, signedIn } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

type Headers = Record<string, string>
type Answer = { errors?: unknown; totalDocs?: number }

const VIEWS: Permission[] = [
  'audit-log.view',
  'call-summaries.view',
  'groups.view',
  'notifications.view',
  'users.view',
  'webhook-deliveries.view',
]

let desk: TestDesk
const people = new Map<string, Headers>()

const count = async (who: string, collection: string, where: object) => {
  const { body, status } = await asJSON<Answer>({
    headers: people.get(who) ?? {},
    url: `${desk.url}/api/${collection}/count?${stringify({ where })}`,
  })
  return { found: body.totalDocs ?? 0, status }
}

beforeAll(async () => {
  desk = await createTestDesk({ env: { API_CLIENT_LIMIT: '0' } })
  const { payload } = desk
  people.set('superuser', await signedIn(payload, await makeSuperuser(payload)))
  const group = await payload.create({
    collection: 'groups',
    data: { name: 'of the client', permissions: [] },
    overrideAccess: true,
  })
  const client = await makeClient(payload, {
    adminNotes: null,
    businessName: 'Salon Ada',
    groups: [group.id],
    phone: '+4930901820',
  })
  people.set('client', await signedIn(payload, client))
  for (const view of VIEWS) {
    people.set(view, await signedIn(payload, await makeStaff(payload, [view])))
  }
  people.set('staffWithoutGroup', await signedIn(payload, await makeStaff(payload)))
  await payload.create({
    collection: 'api-keys',
    data: { name: 'key', user: client.id },
    overrideAccess: true,
  })
  await desk.sql.query(
    `with call as (
       insert into call_summaries (id, client_id, vapi_call_id, reported_at, outcome, cost)
       values (gen_random_uuid(), $1, 'call', now(), 'booked', 5) returning id
     ), delivery as (
       insert into webhook_deliveries (id, client_id, call_summary_id, state, body, received_at)
       select gen_random_uuid(), $1, id, 'stored', '{}', now() from call
     ) insert into notifications (id, client_id, channel, kind, state, vapi_call_id, due_at)
       values (gen_random_uuid(), $1, 'email', 'call', 'dead', 'call', now())`,
    [client.id],
  )
}, 120_000)

afterAll(() => desk.stop())

/** Each way that leaves a document by a relation, two relations far at most. */
const waysOut = (slug: CollectionSlug, prefix = '', depth = 2): string[] => {
  const { flattenedFields } = desk.payload.collections[slug].config
  const related = (field: FlattenedField): CollectionSlug[] =>
    field.type === 'relationship' && typeof field.relationTo === 'string' ? [field.relationTo] : []
  return flattenedFields.flatMap((field) =>
    related(field).flatMap((target) => {
      const way = `${prefix}${field.name}.`
      const names = desk.payload.collections[target].config.flattenedFields.map(({ name }) => name)
      return [
        ...names.map((name) => `${way}${name}`),
        ...(depth > 1 ? waysOut(target, way, depth - 1) : []),
      ]
    }),
  )
}

const collectionsOfDesk = () =>
  desk.payload.config.collections
    .map(({ slug }) => slug)
    .filter((slug) => !slug.startsWith('payload-'))

describe('a filter through a relation', () => {
  it('is never an error of the desk, and finds nothing more than without it', {
    timeout: 240_000,
  }, async () => {
    const failed: string[] = []
    let asked = 0
    for (const slug of collectionsOfDesk()) {
      const ways = waysOut(slug)
      for (const [at, who] of [...people.keys()].entries()) {
        const all = await count(who, slug, {})
        const work = ways.filter((_, index) => who === 'client' || index % 3 === at % 3)
        const next = async () => {
          for (let path = work.shift(); path !== undefined; path = work.shift()) {
            const { found, status } = await count(who, slug, { [path]: { exists: true } })
            asked += 1
            if (status >= 500 || found > all.found) failed.push(`${who} ${slug} ${path}: ${status}`)
          }
        }
        await Promise.all([next(), next(), next()])
      }
    }
    expect(asked).toBeGreaterThan(500)
    expect(failed).toEqual([])
  })

  it.each<[string, CollectionSlug, string, unknown]>([
    // Who may view one thing does not learn of another by it.
    ['call-summaries.view', 'call-summaries', 'client.email', { like: '@' }],
    ['call-summaries.view', 'call-summaries', 'client.phone', { equals: '+4930901820' }],
    ['call-summaries.view', 'call-summaries', 'client.businessName', { like: 'Salon' }],
    ['call-summaries.view', 'call-summaries', 'client.groups.name', { equals: 'of the client' }],
    ['call-summaries.view', 'call-summaries', 'client.vapiWebhookToken', { exists: true }],
    ['webhook-deliveries.view', 'webhook-deliveries', 'callSummary.outcome', { equals: 'booked' }],
    ['webhook-deliveries.view', 'webhook-deliveries', 'callSummary.client.email', { like: '@' }],
    ['webhook-deliveries.view', 'webhook-deliveries', 'client.email', { like: '@' }],
    ['notifications.view', 'notifications', 'client.email', { like: '@' }],
    ['users.view', 'users', 'groups.name', { equals: 'of the client' }],
    ['users.view', 'api-keys', 'user.groups.name', { equals: 'of the client' }],
    ['client', 'call-summaries', 'client.groups.name', { equals: 'of the client' }],
    ['client', 'call-summaries', 'client.adminNotes', { exists: false }],
    ['client', 'users', 'groups.name', { equals: 'of the client' }],
    ['client', 'api-keys', 'user.groups.permissions', { exists: false }],
    ['client', 'api-keys', 'hash', { exists: true }],
    ['users.view', 'api-keys', 'user.vapiWebhookTokenIndex', { exists: true }],
    ['superuser', 'call-summaries', 'client.hash', { exists: true }],
    ['superuser', 'call-summaries', 'client.password', { exists: true }],
    ['superuser', 'api-keys', 'user.salt', { exists: true }],
  ])('gives nothing away to %s of %s by %s', async (who, collection, path, condition) => {
    const asked = await count(who, collection, { [path]: condition })

    expect([asked.found, asked.status === 200 || asked.status === 400]).toEqual([0, true])
  })

  it('goes through one relation: what is behind a second is refused to everybody', async () => {
    const ways: [CollectionSlug, string][] = [
      ['api-keys', 'user.groups.name'],
      ['call-summaries', 'client.groups.name'],
      ['webhook-deliveries', 'callSummary.client.email'],
    ]
    for (const [collection, path] of ways) {
      const deep = { and: [{ or: [{ [path]: { exists: true } }] }] }
      expect((await count('superuser', collection, { [path]: { exists: true } })).status).toBe(400)
      expect((await count('superuser', collection, deep)).status).toBe(400)
    }
  })

  it('finds what one may read on its other side', async () => {
    const own = await count('client', 'call-summaries', { 'client.email': { like: '@' } })
    const all = await count('superuser', 'users', { 'groups.name': { equals: 'of the client' } })
    expect([own, all]).toEqual([
      { found: 1, status: 200 },
      { found: 1, status: 200 },
    ])
  })
})
