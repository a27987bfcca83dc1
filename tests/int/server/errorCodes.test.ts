import { createConnection } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RefusalCode } from '../../../src/refusals/refusals'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser, PASSWORD } from '../../helpers/people'
import { withAPIKey } from '../../helpers/requests'

type Asked = {
  as?: 'client' | 'key' | 'staff' | 'superuser'
  body?: unknown
  headers?: Record<string, string>
  method?: string
  path: string
}

const NOBODY = '00000000-0000-7000-8000-000000000000'
const JSON_BODY = { 'content-type': 'application/json' }

let desk: TestDesk
let ids: { call: string; client: string; superuser: string }
const headersOf = new Map<string, Record<string, string>>()

const withIDs = (text: string): string =>
  Object.entries(ids).reduce((placed, [name, id]) => placed.replaceAll(`:${name}`, id), text)

const ask = async ({ as, body, headers, method, path }: Asked) => {
  const sent = typeof body === 'string' ? body : JSON.stringify(body)
  const answer = await fetch(withIDs(`${desk.url}${path}`), {
    headers: { ...(sent === undefined ? {} : JSON_BODY), ...headersOf.get(as ?? ''), ...headers },
    method: method ?? (sent === undefined ? 'GET' : 'POST'),
    redirect: 'manual',
    ...(sent === undefined ? {} : { body: withIDs(sent) }),
  })
  return { headers: answer.headers, status: answer.status, text: await answer.text() }
}

beforeAll(async () => {
  desk = await createTestDesk({ env: { API_CLIENT_LIMIT: '0', WEBHOOK_MAX_BYTES: '1024' } })
  const { payload } = desk
  const superuser = await makeSuperuser(payload)
  const client = await makeClient(payload, { vapiWebhookToken: 'token-of-the-client-0123456789' })
  const staff = await makeStaff(payload, ['users.view'])
  headersOf.set('superuser', await desk.login(superuser))
  headersOf.set('client', await desk.login(client))
  headersOf.set('staff', await desk.login(staff))
  await payload.update({
    collection: 'users',
    data: { apiKey: 'a key of the superuser', enableAPIKey: true },
    id: superuser.id,
    overrideAccess: true,
  })
  headersOf.set('key', withAPIKey('a key of the superuser'))
  const { rows } = await desk.sql.query<{ id: string }>(
    `insert into call_summaries (id, client_id, vapi_call_id, reported_at)
     values (gen_random_uuid(), $1, 'call', now()) returning id`,
    [client.id],
  )
  ids = { call: rows[0]?.id ?? '', client: client.id, superuser: superuser.id }
}, 60_000)

afterAll(() => desk.stop())

const OVER_REST: [RefusalCode, number, Asked][] = [
  ['NOT_FOUND', 404, { path: '/none' }],
  ['NOT_FOUND', 404, { path: '/api/none' }],
  ['NOT_FOUND', 404, { path: '/api/users/none/none/none' }],
  ['NOT_FOUND', 404, { path: '/api/%ff' }],
  ['NOT_FOUND', 404, { method: 'PUT', path: `/api/users/${NOBODY}` }],
  ['NOT_FOUND', 404, { as: 'superuser', path: `/api/users/${NOBODY}` }],
  ['METHOD_NOT_ALLOWED', 405, { method: 'PROPFIND', path: '/api/users' }],
  ['FORBIDDEN', 403, { path: '/api/call-summaries' }],
  ['FORBIDDEN', 403, { as: 'client', path: '/api/groups' }],
  ['FORBIDDEN', 403, { as: 'client', body: { client: ':client' }, path: '/api/call-summaries' }],
  ['QUERY_INVALID', 400, { as: 'client', path: '/api/users?where[hash][equals]=x' }],
  ['QUERY_INVALID', 400, { as: 'client', path: '/api/call-summaries?sort=client.email' }],
  ['INVALID_JSON', 400, { as: 'client', path: '/api/call-summaries?where={' }],
  ['INVALID_JSON', 400, { as: 'superuser', body: '{', path: '/api/groups' }],
  ['BODY_INVALID', 400, { as: 'superuser', body: 'null', path: '/api/groups' }],
  ['VALIDATION_FAILED', 400, { as: 'superuser', body: {}, path: '/api/groups' }],
  ['TEXT_INVALID', 400, { as: 'superuser', body: { name: 'a\u0000b' }, path: '/api/groups' }],
  ['VALUE_INVALID', 400, { as: 'client', path: '/api/call-summaries?where[price][equals]=x' }],
  [
    'CLIENT_FILTER_MISSING',
    400,
    { as: 'superuser', path: '/api/call-summaries?where[fields.nights][greater_than]=2' },
  ],
  ['USE_SEARCH', 400, { as: 'client', path: '/api/call-summaries?where[transcript][like]=x' }],
  ['CURSOR_INVALID', 400, { as: 'client', path: '/api/call-summaries?before=x' }],
  ['UPDATED_SINCE_INVALID', 400, { as: 'client', path: '/api/call-summaries?updatedSince=x' }],
  ['PARAMETERS_CONFLICT', 400, { as: 'client', path: '/api/call-summaries?before=x&page=2' }],
  ['SEARCH_INVALID', 400, { as: 'client', path: '/api/call-summaries?search[]=a&search[]=b' }],
  [
    'SEARCH_SORT_UNSUPPORTED',
    400,
    { as: 'client', path: '/api/call-summaries?search=a&sort=price' },
  ],
  [
    'SEARCH_TOO_DEEP',
    400,
    { as: 'client', path: '/api/call-summaries?search=a&limit=100&page=102' },
  ],
  [
    'SEARCH_NESTED',
    400,
    {
      as: 'client',
      path: '/api/call-summaries?where[or][0][search][like]=a&where[or][1][price][equals]=1',
    },
  ],
  ['LAST_SUPERUSER', 409, { as: 'superuser', method: 'DELETE', path: '/api/users/:superuser' }],
  ['CLIENT_HAS_CALLS', 409, { as: 'superuser', method: 'DELETE', path: '/api/users/:client' }],
  ['NOT_BY_KEY', 403, { as: 'key', method: 'DELETE', path: '/api/users/:client' }],
  ['PREFERENCES_OF_ADMIN', 403, { as: 'client', path: '/api/payload-preferences/x' }],
  [
    'WRONG_LOGIN',
    401,
    { body: { email: 'nobody@desk.test', password: 'x' }, path: '/api/users/login' },
  ],
  ['LOGIN_INCOMPLETE', 400, { body: {}, path: '/api/users/login' }],
  ['EMAIL_MISSING', 400, { body: {}, path: '/api/users/forgot-password' }],
  [
    'LINK_DEAD',
    403,
    { body: { password: PASSWORD, token: 'x' }, path: '/api/users/reset-password' },
  ],
  [
    'PASSWORD_TOO_SHORT',
    400,
    { body: { password: 'x', token: 'x' }, path: '/api/users/reset-password' },
  ],
  [
    'FORBIDDEN',
    403,
    { body: { email: 'a@desk.test', password: PASSWORD }, path: '/api/users/first-register' },
  ],
  [
    'FOREIGN_ORIGIN',
    403,
    {
      body: { email: 'a@desk.test', password: 'x' },
      headers: { origin: 'https://else.example' },
      path: '/api/users/login',
    },
  ],
  [
    'PRESENT_PASSWORD_MISSING',
    403,
    { as: 'client', body: { password: PASSWORD }, method: 'PATCH', path: '/api/users/:client' },
  ],
  ['BAD_REQUEST', 400, { body: {}, path: '/api/users/logout' }],
]

const BY_ENDPOINTS: [RefusalCode, number, Asked][] = [
  ['UNAUTHORIZED', 401, { path: '/api/users/:client/figures' }],
  ['UNAUTHORIZED', 401, { path: '/api/users/:client/sender' }],
  ['UNAUTHORIZED', 401, { path: '/api/call-summaries/export?format=csv' }],
  ['UNAUTHORIZED', 401, { path: '/api/metrics' }],
  ['UNAUTHORIZED', 401, { body: { all: true }, path: '/api/webhook-deliveries/replay' }],
  ['UNAUTHORIZED', 401, { body: {}, path: `/api/api-keys/${NOBODY}/revoke` }],
  ['FORBIDDEN', 403, { as: 'staff', path: '/api/users/:client/delivery-health' }],
  ['FORBIDDEN', 403, { as: 'client', path: '/api/metrics' }],
  ['FORBIDDEN', 403, { as: 'client', path: '/api/audit-log/of/users/:client' }],
  ['FORBIDDEN', 403, { as: 'staff', body: { all: true }, path: '/api/users/rotate-vapi-token' }],
  ['FORBIDDEN', 403, { as: 'staff', body: { all: true }, path: '/api/notifications/retry' }],
  ['FORBIDDEN', 403, { as: 'staff', body: { all: true }, path: '/api/call-summaries/reread' }],
  ['NOT_FOUND', 404, { as: 'superuser', path: `/api/users/${NOBODY}/figures` }],
  ['NOT_FOUND', 404, { as: 'superuser', path: '/api/users/x/delivery-health' }],
  ['NOT_FOUND', 404, { as: 'superuser', path: '/api/audit-log/of/none/none' }],
  ['NOT_FOUND', 404, { as: 'superuser', path: '/api/audit-log/x/touched' }],
  ['NOT_FOUND', 404, { as: 'superuser', body: {}, path: `/api/api-keys/${NOBODY}/revoke` }],
  ['NOT_FOUND', 404, { path: '/api/docs/none' }],
  ['CURSOR_INVALID', 400, { as: 'superuser', path: '/api/audit-log/of/users/:client?at=x' }],
  ['QUERY_INVALID', 400, { as: 'client', path: '/api/call-summaries/export?format=pdf' }],
  ['BODY_INVALID', 400, { as: 'superuser', body: {}, path: '/api/users/mark-setup-live' }],
  ['BODY_INVALID', 400, { as: 'superuser', body: '{', path: '/api/users/mark-setup-live' }],
  ['BODY_INVALID', 400, { as: 'superuser', body: {}, path: '/api/users/:client/setup-status' }],
  ['BODY_INVALID', 400, { as: 'superuser', body: {}, path: '/api/users/send-welcome' }],
  ['BODY_INVALID', 400, { as: 'superuser', body: {}, path: '/api/users/test-call' }],
  ['BODY_INVALID', 400, { as: 'superuser', body: {}, path: '/api/call-summaries/:call/give-back' }],
  [
    'CLIENTS_ONLY',
    400,
    { as: 'superuser', body: { id: ':superuser' }, path: '/api/users/send-welcome' },
  ],
  ['NOT_BY_KEY', 403, { as: 'key', body: { id: ':client' }, path: '/api/users/test-call' }],
]

const WEBHOOK = '/api/v1/vapi/webhook/token-of-the-client-0123456789'

const BY_WEBHOOK: [RefusalCode, number, Asked][] = [
  ['NOT_FOUND', 404, { body: {}, path: '/api/v1/vapi/webhook/nobody-has-this-token-0123' }],
  ['NOT_FOUND', 404, { body: {}, path: '/api/v1/vapi/webhook/x' }],
  ['METHOD_NOT_ALLOWED', 405, { path: WEBHOOK }],
  ['METHOD_NOT_ALLOWED', 405, { method: 'DELETE', path: WEBHOOK }],
  ['INVALID_JSON', 400, { body: '{', path: WEBHOOK }],
  ['BODY_TOO_LARGE', 413, { body: 'x'.repeat(1_025), path: WEBHOOK }],
  [
    'ENCODING_UNSUPPORTED',
    415,
    { body: '{}', headers: { 'content-encoding': 'zstd' }, path: WEBHOOK },
  ],
]

const graphQL = (query: string, rest: Partial<Asked> & { variables?: object } = {}): Asked => ({
  as: 'client',
  body: { query, variables: rest.variables },
  path: '/api/graphql',
  ...rest,
})

const OVER_GRAPHQL: [RefusalCode, Asked][] = [
  ['QUERY_INVALID', graphQL('{')],
  ['QUERY_INVALID', graphQL('{ nothing }')],
  ['QUERY_INVALID', graphQL('{ CallSummaries(where: {cost: {equals: 1}}) { docs { id } } }')],
  [
    'QUERY_INVALID',
    graphQL('query ($n: Int) { CallSummaries(limit: $n) { docs { id } } }', {
      variables: { n: 'x' },
    }),
  ],
  ['QUERY_INVALID', graphQL('mutation { nothing }')],
  ['QUERY_INVALID', graphQL('query A { __typename } query B { __typename }')],
  ['QUERY_INVALID', { as: 'client', body: { query: 5 }, path: '/api/graphql' }],
  ['INVALID_JSON', { as: 'client', body: '{', path: '/api/graphql' }],
  [
    'TYPE_UNSUPPORTED',
    { as: 'client', body: 'x', headers: { 'content-type': 'text/plain' }, path: '/api/graphql' },
  ],
  ['NOT_ACCEPTABLE', graphQL('{ __typename }', { headers: { accept: 'text/html' } })],
  [
    'QUERY_TOO_COSTLY',
    graphQL(
      `{ ${Array.from({ length: 11 }, (_, n) => `a${n}: CallSummaries(limit: 100) { docs { id } }`).join(' ')} }`,
    ),
  ],
  ['NO_SUBSCRIPTIONS', graphQL('subscription { CallSummaries { docs { id } } }')],
  ['CURSOR_INVALID', graphQL('{ CallSummaries(before: "x") { docs { id } } }')],
  ['FORBIDDEN', graphQL('{ Groups { docs { id } } }')],
  ['NOT_FOUND', graphQL(`{ CallSummary(id: "${NOBODY}") { id } }`)],
  [
    'VALIDATION_FAILED',
    graphQL('mutation { createGroup(data: {name: ""}) { id } }', { as: 'superuser' }),
  ],
  ['NOT_BY_KEY', graphQL('mutation { deleteUser(id: ":client") { id } }', { as: 'key' })],
  ['WRONG_LOGIN', graphQL('mutation { loginUser(email: "a@desk.test", password: "x") { token } }')],
]

describe.each([
  ['over REST', OVER_REST],
  ['by an endpoint', BY_ENDPOINTS],
  ['by the webhook', BY_WEBHOOK],
])('refused %s', (_, table) => {
  it.each(table)('%s %i %j', async (code, status, asked) => {
    const answer = await ask(asked)
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([
      status,
      { errors: [{ code, message: expect.stringMatching(/./) }] },
    ])
  })
})

describe('refused over GraphQL', () => {
  it.each(OVER_GRAPHQL)('%s %j', async (code, asked) => {
    const { errors } = JSON.parse((await ask(asked)).text)
    for (const error of errors) expect(error.extensions?.code ?? error.code).toBe(code)
    expect(errors.length).toBeGreaterThan(0)
  })
})

describe('several documents at a time', () => {
  it('says of each why it was refused, beside what Payload says', async () => {
    const { status, text: answered } = await ask({
      as: 'superuser',
      method: 'DELETE',
      path: '/api/users?where[id][in]=:client,:superuser',
    })
    expect(status).toBe(400)
    const { docs, errors } = JSON.parse(answered)
    expect(docs).toEqual([])
    expect(
      new Map(errors.map((error: { code: string; id: string }) => [error.id, error.code])),
    ).toEqual(
      new Map([
        [ids.client, 'CLIENT_HAS_CALLS'],
        [ids.superuser, 'LAST_SUPERUSER'],
      ]),
    )
  })

  it('says that it stopped half-way, as an answer and as the last line', async () => {
    await desk.sql.query(`
      create function fail() returns trigger language plpgsql as $$ begin raise 'no'; end $$;
      create trigger fail before update on users for each row execute function fail()`)
    try {
      const asked = {
        as: 'superuser',
        body: { all: true },
        path: '/api/users/mark-setup-live',
      } as const
      const plain = await ask(asked)
      expect([plain.status, JSON.parse(plain.text)]).toMatchObject([
        500,
        { errors: [{ code: 'UNFINISHED' }] },
      ])
      const lines = await ask({ ...asked, headers: { accept: 'application/x-ndjson' } })
      expect(lines.status).toBe(200)
      expect(JSON.parse(lines.text.trim().split('\n').at(-1) ?? '')).toMatchObject({
        errors: [{ code: 'UNFINISHED' }],
      })
    } finally {
      await desk.sql.query('drop trigger fail on users; drop function fail()')
    }
  })
})

it('refuses a request line that is none', async () => {
  const socket = createConnection({ host: '127.0.0.1', port: Number(new URL(desk.url).port) })
  socket.end('GET * HTTP/1.1\r\nHost: desk\r\nConnection: close\r\n\r\n')
  const heard = await text(socket)
  expect(heard).toMatch(/^HTTP\/1.1 400 /)
  expect(heard).toContain('"code":"BAD_REQUEST"')
})
