import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PERMISSIONS } from '../../../src/access/permissions'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser } from '../../helpers/people'
import { asJSON, graphQL } from '../../helpers/requests'

let desk: TestDesk
const people = new Map<string, Record<string, string>>()

beforeAll(async () => {
  // The sweep asks more often than one client may in a minute.
  desk = await createTestDesk({ env: { API_CLIENT_LIMIT: '0' } })
  people.set('a superuser', await desk.login(await makeSuperuser(desk.payload)))
  people.set('staff', await desk.login(await makeStaff(desk.payload, PERMISSIONS)))
  people.set('a client', await desk.login(await makeClient(desk.payload)))
})

afterAll(() => desk.stop())

const get = (who: string, path: string) =>
  asJSON({ headers: people.get(who) ?? {}, url: `${desk.url}/api/${path}` })

const WHO = ['a superuser', 'staff', 'a client'] as const

describe('sorting through a relation', () => {
  it.each(WHO)(
    'is refused for %s in every collection',
    async (who) => {
      const { collections } = desk.payload.config
      const tried: string[] = []
      for (const { flattenedFields, slug } of collections) {
        for (const field of flattenedFields) {
          if (field.type !== 'relationship') continue
          const target = [field.relationTo].flat()[0] ?? 'users'
          const names = desk.payload.collections[target].config.flattenedFields.map(
            ({ name }) => name,
          )
          const to = Array.isArray(field.relationTo) ? `${field.name}.value` : field.name
          for (const name of names.filter((each) => each !== 'id')) {
            for (const sort of [`${to}.${name}`, `-${to}.${name}`, `id,-${to}.${name}`]) {
              tried.push(`${slug} ${sort}`)
              const { status } = await get(who, `${slug}?sort=${sort}`)
              expect(status, `${slug} ${sort}`).toBeGreaterThanOrEqual(400)
              expect(status, `${slug} ${sort}`).toBeLessThan(500)
              if (who !== 'a client') break
            }
          }
        }
      }
      expect(tried.length).toBeGreaterThan(100)
    },
    240_000,
  )

  it.each(WHO)('is refused for %s by GraphQL, in exports and in changes of many', async (who) => {
    const headers = people.get(who) ?? {}
    for (const [name, sort] of [
      ['ApiKeys', 'createdBy.name'],
      ['ApiKeys', '-user.lastLogin'],
      ['CallSummaries', 'client.email'],
      ['Notifications', 'callSummary.transcript'],
      ['WebhookDeliveries', 'client.name'],
      ['Users', 'groups.name'],
    ]) {
      const query = `{ ${name}(sort: "${sort}") { docs { id } } }`
      const { body } = await graphQL({ headers, query, url: desk.url })
      expect(body.errors, `${name} ${sort}`).toHaveLength(1)
    }
    const exported = await get(who, 'call-summaries/export?format=csv&sort=client.email')
    const plain = await get(who, 'call-summaries/export?format=csv')
    expect(exported.status === 400 || exported.body === plain.body).toBe(true)
    const changed = await asJSON({
      body: { businessType: 'x' },
      headers,
      method: 'PATCH',
      url: `${desk.url}/api/users?where[id][exists]=true&limit=1&sort=groups.name`,
    })
    expect(changed.status).toBe(400)
  })

  it.each(WHO)('by its id alone gives nothing away to %s', async (who) => {
    expect((await get(who, 'api-keys?sort=createdBy')).status).toBe(200)
    expect((await get(who, 'call-summaries?sort=client')).status).toBe(200)
  })
})

describe('preferences', () => {
  const key = 'payload-preferences/collection-users'
  const value = { value: { columns: [] } }

  it('are no place for clients, nor for strangers', async () => {
    for (const who of ['a client', 'nobody']) {
      const headers = people.get(who) ?? {}
      const at = (path: string, method: string, body?: unknown) =>
        asJSON({ body, headers, method, url: `${desk.url}/api/${path}` })
      for (const [path, method, body] of [
        [key, 'POST', { value: 'x'.repeat(100_000) }],
        [key, 'GET', undefined],
        [key, 'DELETE', undefined],
        ['payload-preferences', 'GET', undefined],
        ['payload-preferences', 'POST', { key: 'k', ...value }],
        ['payload-preferences?where[key][exists]=true', 'PATCH', value],
        ['payload-preferences?where[key][exists]=true', 'DELETE', undefined],
      ] as const) {
        expect((await at(path, method, body)).status, `${who} ${method} ${path}`).toBe(403)
      }
      const query = 'mutation { createPayloadPreference(data: {key: "k", value: {}}) { id } }'
      expect((await graphQL({ headers, query, url: desk.url })).body.errors).toHaveLength(1)
    }
    expect((await desk.sql.query('select 1 from payload_preferences')).rowCount).toBe(0)
  })

  it.each(['a superuser', 'staff'])('are kept for %s', async (who) => {
    const headers = people.get(who) ?? {}
    const url = `${desk.url}/api/${key}`
    expect((await asJSON({ body: value, headers, url })).status).toBe(200)
    expect((await asJSON({ headers, url })).body).toMatchObject(value)
    expect((await asJSON({ headers, method: 'DELETE', url })).status).toBe(200)
  })
})
