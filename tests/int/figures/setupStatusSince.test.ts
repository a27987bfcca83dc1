import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { User } from '../../../src/payload-types'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeStaff, makeSuperuser, makeUser } from '../../helpers/people'
import { asJSON, graphQL } from '../../helpers/requests'

const LONG_AGO = '2026-01-02T03:04:05.678Z'

let client: User
let desk: TestDesk
let root: Record<string, string>

const send = (path: string, body: unknown, method = 'POST', headers = root) =>
  asJSON({ body, headers, method, url: `${desk.url}/api/users${path}` })

const read = async (id = client.id) => {
  const { rows } = await desk.sql.query<{ since: Date; status: string }>(
    'select setup_status as status, setup_status_since as since from users where id = $1',
    [id],
  )
  const [row] = rows
  if (!row) throw new Error('There is no such user')
  return { isFresh: row.since.toISOString() !== LONG_AGO, status: row.status }
}

beforeAll(async () => {
  desk = await createTestDesk()
  root = await desk.login(await makeSuperuser(desk.payload))
})

beforeEach(async () => {
  client = await makeUser(desk.payload)
  await desk.sql.query('update users set setup_status_since = $2 where id = $1', [
    client.id,
    LONG_AGO,
  ])
})

afterAll(() => desk.stop())

describe('since when a setup status holds', () => {
  it.each([
    ['the form', () => send(`/${client.id}`, { setupStatus: 'live' }, 'PATCH'), 'live'],
    ['the list', () => send(`/${client.id}/setup-status`, { setupStatus: 'live' }), 'live'],
    ['a bulk action', () => send('/mark-setup-live', { ids: [client.id] }), 'live'],
    [
      'a token that is generated',
      () => send('/generate-vapi-token', { ids: [client.id] }),
      'token_generated',
    ],
    [
      'a token that is pasted',
      () => send(`/${client.id}`, { vapiWebhookToken: `token-${crypto.randomUUID()}` }, 'PATCH'),
      'token_generated',
    ],
  ])('is noted when it is changed by %s', async (_, change, status) => {
    expect((await change()).status).toBe(200)
    expect(await read()).toEqual({ isFresh: true, status })
  })

  it('is noted for a new user', async () => {
    expect((await read((await makeUser(desk.payload)).id)).isFresh).toBe(true)
  })

  it('stays when something else, or the same status, is saved', async () => {
    await send(`/${client.id}`, { name: 'Renamed' }, 'PATCH')
    await send(`/${client.id}/setup-status`, { setupStatus: 'not_started' })
    await desk.login(client)
    expect(await read()).toEqual({ isFresh: false, status: 'not_started' })
  })

  it('belongs to the status that is left when two change it at once', async () => {
    const statuses = ['live', 'agent_configured', 'client_notified', 'token_generated']
    await Promise.all([
      ...statuses.map((setupStatus) => send(`/${client.id}`, { setupStatus }, 'PATCH')),
      ...statuses.map((setupStatus) => send(`/${client.id}/setup-status`, { setupStatus })),
      send(`/${client.id}`, { name: 'Meanwhile' }, 'PATCH'),
    ])
    expect((await read()).isFresh).toBe(true)
    expect(statuses).toContain((await read()).status)
  })
})

describe('who may', () => {
  it('write it: nobody', async () => {
    const setupStatusSince = '2020-01-01T00:00:00.000Z'
    expect((await send(`/${client.id}`, { setupStatusSince }, 'PATCH')).status).toBe(200)
    const own = await desk.login(client)
    await send(`/${client.id}`, { setupStatusSince }, 'PATCH', own)
    expect((await read()).isFresh).toBe(false)
  })

  it('read it: staff with users.view, and no client of its own profile', async () => {
    const url = `${desk.url}/api/users/${client.id}`
    const as = async (user: User) => (await asJSON({ headers: await desk.login(user), url })).body
    expect(await as(await makeStaff(desk.payload, ['users.view']))).toHaveProperty(
      'setupStatusSince',
      LONG_AGO,
    )
    expect(await as(client)).not.toHaveProperty('setupStatusSince')
  })

  it('filter or sort by it: no client', async () => {
    const headers = await desk.login(client)
    const list = async (query: string) =>
      (
        await asJSON<{ docs?: unknown[] }>({
          headers,
          url: `${desk.url}/api/users?${query}`,
        })
      ).body.docs ?? []
    expect(await list('where[setupStatusSince][greater_than]=2000-01-01')).toEqual([])
    const { body } = await graphQL({
      headers,
      query: `{ User(id: "${client.id}") { id setupStatusSince } }`,
      url: desk.url,
    })
    expect(body.data).toEqual({ User: { id: client.id, setupStatusSince: null } })
  })
})
