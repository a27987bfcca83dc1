import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser, PASSWORD } from '../../helpers/people'
import { asJSON, graphQL } from '../../helpers/requests'

type Headers = Record<string, string>
type Doc = { doc: { id: string } }

let desk: TestDesk
let root: Headers = {}
let client: Headers = {}
let clientID = ''
let email = ''
let groupID = ''
let token = ''

beforeAll(async () => {
  desk = await createTestDesk({
    // One for reports, and one for all the rest: whatever asks for a second one gets none.
    env: { DATABASE_POOL_MAX: '2', SERVER_URL: '' },
  })
  root = await desk.login(await makeSuperuser(desk.payload))
  const made = await makeClient(desk.payload)
  clientID = made.id
  email = made.email
  token = made.vapiWebhookToken
  client = await desk.login(made)
  await makeStaff(desk.payload, ['users.view'])
  const { rows } = await desk.sql.query<{ id: string }>('select id from groups limit 1')
  groupID = rows[0]?.id ?? ''
  await asJSON({
    body: {
      message: { analysis: { summary: 's' }, call: { id: 'c1' }, type: 'end-of-call-report' },
    },
    url: `${desk.url}/api/v1/vapi/webhook/${token}`,
  })
}, 180_000)

afterAll(() => desk.stop())

type Sent = { body?: object; headers?: Headers; method?: string }

const send = (path: string, { body, headers = root, method }: Sent = {}) =>
  asJSON<Doc>({ body, headers, url: `${desk.url}/api${path}`, ...(method ? { method } : {}) })

const mutate = async (query: string, headers = root) => {
  const { body, status } = await graphQL({ headers, query, url: desk.url })
  return { status: body.errors ? `${body.errors[0]?.message}` : status }
}

const idOf = async (table: string): Promise<string> => {
  const { rows } = await desk.sql.query<{ id: string }>(
    `select id from ${table} order by id desc limit 1`,
  )
  return rows[0]?.id ?? ''
}

let number = 0
const fresh = () => {
  number += 1
  return `fresh-${number}@desk.test`
}

/** A client made for being changed or deleted. */
const spare = async (): Promise<string> => (await makeClient(desk.payload)).id

type Write = [string, number, () => Promise<{ status: number | string }>]

const WRITES: Write[] = [
  [
    'a login',
    200,
    () => send('/users/login', { body: { email, password: PASSWORD }, headers: {} }),
  ],
  [
    'a wrong login',
    401,
    () => send('/users/login', { body: { email, password: 'wrong wrong' }, headers: {} }),
  ],
  [
    'a login of nobody',
    401,
    () =>
      send('/users/login', { body: { email: 'no@desk.test', password: PASSWORD }, headers: {} }),
  ],
  ['a refresh', 200, () => send('/users/refresh-token', { headers: client, method: 'POST' })],
  [
    'a forgotten password',
    200,
    () => send('/users/forgot-password', { body: { email }, headers: {} }),
  ],
  [
    'one of nobody',
    200,
    () => send('/users/forgot-password', { body: { email: 'no@desk.test' }, headers: {} }),
  ],
  ['an unlock', 200, () => send('/users/unlock', { body: { email } })],
  [
    'a client’s own profile',
    200,
    () =>
      send(`/users/${clientID}`, {
        body: { businessType: 'Salon' },
        headers: client,
        method: 'PATCH',
      }),
  ],
  [
    'a new password of a client',
    200,
    async () =>
      send(`/users/${await spare()}`, { body: { password: `${PASSWORD}!` }, method: 'PATCH' }),
  ],
  ['a user made', 201, () => send('/users', { body: { email: fresh(), password: PASSWORD } })],
  [
    'a user changed',
    200,
    () => send(`/users/${clientID}`, { body: { name: 'New' }, method: 'PATCH' }),
  ],
  [
    'users changed by a filter',
    200,
    () =>
      send(`/users?where[id][equals]=${clientID}`, { body: { name: 'Newer' }, method: 'PATCH' }),
  ],
  [
    'a user deactivated',
    200,
    async () => send(`/users/${await spare()}`, { body: { isActive: false }, method: 'PATCH' }),
  ],
  [
    'a user with an API key',
    200,
    async () =>
      send(`/users/${await spare()}`, {
        body: { apiKey: crypto.randomUUID(), enableAPIKey: true },
        method: 'PATCH',
      }),
  ],
  ['a user deleted', 200, async () => send(`/users/${await spare()}`, { method: 'DELETE' })],
  [
    'users deleted by a filter',
    200,
    async () => send(`/users?where[id][equals]=${await spare()}`, { method: 'DELETE' }),
  ],
  [
    'a group made',
    201,
    () => send('/groups', { body: { name: fresh(), permissions: ['users.view'] } }),
  ],
  [
    'a group changed',
    200,
    () => send(`/groups/${groupID}`, { body: { permissions: ['users.change'] }, method: 'PATCH' }),
  ],
  [
    'groups changed by a filter',
    200,
    () =>
      send(`/groups?where[id][equals]=${groupID}`, {
        body: { permissions: ['users.view'] },
        method: 'PATCH',
      }),
  ],
  ['an API key made', 201, () => send('/api-keys', { body: { name: 'CRM' }, headers: client })],
  [
    'an API key revoked',
    200,
    async () =>
      send(`/api-keys/${await idOf('api_keys')}/revoke`, { headers: client, method: 'POST' }),
  ],
  [
    'a call summary changed',
    200,
    async () =>
      send(`/call-summaries/${await idOf('call_summaries')}`, {
        body: { outcome: 'booked' },
        method: 'PATCH',
      }),
  ],
  [
    'a token generated',
    200,
    async () => send('/users/generate-vapi-token', { body: { ids: [await spare()] } }),
  ],
  [
    'a token rotated',
    200,
    async () =>
      send('/users/rotate-vapi-token', { body: { graceHours: 24, ids: [await spare()] } }),
  ],
  [
    'a token revoked',
    200,
    async () => send('/users/revoke-vapi-token', { body: { ids: [await spare()] } }),
  ],
  [
    'a set-up marked live',
    200,
    async () => send('/users/mark-setup-live', { body: { ids: [await spare()] } }),
  ],
  [
    'a set-up moved on',
    200,
    () => send(`/users/${clientID}/setup-status`, { body: { setupStatus: 'live' } }),
  ],
  [
    'a replay',
    200,
    async () =>
      send('/webhook-deliveries/replay', { body: { ids: [await idOf('webhook_deliveries')] } }),
  ],
  [
    'a delivery marked as seen',
    200,
    async () =>
      send('/webhook-deliveries/mark-seen', { body: { ids: [await idOf('webhook_deliveries')] } }),
  ],
  ['a retry', 200, () => send('/notifications/retry', { body: { all: true } })],
  [
    'a delivery deleted',
    200,
    async () =>
      send(`/webhook-deliveries/${await idOf('webhook_deliveries')}`, { method: 'DELETE' }),
  ],
  ['a preference', 200, () => send('/payload-preferences/mine', { body: { value: { a: 1 } } })],
  ['an export', 200, () => send('/call-summaries/export?format=ndjson')],
  [
    'a login by GraphQL',
    200,
    () =>
      mutate(`mutation { loginUser(email: "${email}", password: "${PASSWORD}") { token } }`, {}),
  ],
  [
    'a forgotten password by GraphQL',
    200,
    () => mutate(`mutation { forgotPasswordUser(email: "${email}") }`, {}),
  ],
  ['an unlock by GraphQL', 200, () => mutate(`mutation { unlockUser(email: "${email}") }`)],
  ['a refresh by GraphQL', 200, () => mutate('mutation { refreshTokenUser { exp } }', client)],
  [
    'a user made by GraphQL',
    200,
    () =>
      mutate(
        `mutation { createUser(data: { email: "${fresh()}", password: "${PASSWORD}" }) { id } }`,
      ),
  ],
  [
    'a user changed by GraphQL',
    200,
    () => mutate(`mutation { updateUser(id: "${clientID}", data: { name: "G" }) { id } }`),
  ],
  [
    'a user deleted by GraphQL',
    200,
    async () => mutate(`mutation { deleteUser(id: "${await spare()}") { id } }`),
  ],
  [
    'a group changed by GraphQL',
    200,
    () =>
      mutate(
        `mutation { updateGroup(id: "${groupID}", data: { permissions: [users_view] }) { id } }`,
      ),
  ],
  [
    'an API key made by GraphQL',
    200,
    () => mutate('mutation { createApiKey(data: { name: "CRM" }) { id } }', client),
  ],
  [
    'a logout by GraphQL',
    200,
    async () => mutate('mutation { logoutUser }', await desk.login({ email })),
  ],
  [
    'a logout',
    200,
    async () => send('/users/logout', { headers: await desk.login({ email }), method: 'POST' }),
  ],
  ['a group deleted', 200, () => send(`/groups/${groupID}`, { method: 'DELETE' })],
  [
    'calls deleted by a filter',
    200,
    () => send('/call-summaries?where[outcome][equals]=booked', { method: 'DELETE' }),
  ],
]

describe('with one connection left for everything but reports', () => {
  it.each(WRITES)('%s is answered', async (_, status, write) => {
    expect(await write()).toMatchObject({ status })
  })
})

describe('a document that somebody else is editing', () => {
  it('is not changed, whatever the door', async () => {
    const id = await spare()
    const { headers, ...other } = {
      headers: await desk.login(await makeSuperuser(desk.payload)),
      method: 'POST',
    }
    const locked = await send('/payload-locked-documents', {
      body: {
        document: { relationTo: 'users', value: id },
        user: { relationTo: 'users', value: await idOf('users') },
      },
      headers,
      ...other,
    })
    expect(locked.status).toBe(201)
    const change = { body: { name: 'Mine' }, method: 'PATCH' }
    expect((await send(`/users/${id}`, change)).status).toBe(423)
    expect((await send(`/users?where[id][equals]=${id}`, change)).status).toBe(423)
    expect((await send(`/users/${id}`, { method: 'DELETE' })).status).toBe(423)
    expect((await send(`/users/${id}`, { ...change, headers })).status).toBe(200)
    expect((await send(`/users/${id}?overrideLock=true`, change)).status).toBe(200)
  })
})
