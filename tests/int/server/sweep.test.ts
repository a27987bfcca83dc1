import { configToSchema } from '@payloadcms/graphql'
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import type { Endpoint, SanitizedConfig } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PERMISSIONS } from '../../../src/access/permissions'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser, signedIn } from '../../helpers/people'
import { holdToCodes, withAPIKey } from '../../helpers/requests'

type Headers = Record<string, string>
type Route = { method: string; path: string }
type Asked = { body?: string | undefined; method: string; url: string }

const ROLES = ['nobody', 'client', 'key', 'staffWithoutGroup', 'staff', 'superuser'] as const
type Role = (typeof ROLES)[number]

const READS = new Set(['delete', 'get'])
const WRITES = new Set(['delete', 'patch', 'post', 'put'])

/** No more of one client are worked on at a time. */
const AT_ONCE = 4
const LONG = { timeout: 600_000 }

/** What stands for the parameters of a path, beside ids of documents that there are. */
const PARAMETERS = ['nothing', '00000000-0000-7000-8000-000000000000', '__proto__', '%00']

const QUERIES = [
  'depth=x&draft=x&joins=x&limit=x&locale=x&page=x&pagination=x&populate=x&select=x&sort=x&trash=x',
  'depth=-1&fallback-locale[]=a&joins[a]=b&limit=-1&populate[users][a]=b&select[a][b]=c&sort[]=-a&where[__proto__][equals]=1',
  'limit=1e99&sort=__proto__,constructor&select[__proto__]=true&where[id][nonsense]=x',
  'where[or]=a&where[and][0]=b',
  'where=x',
  'where[id][equals]=%00',
  'where[createdAt.0.a][like]=%27',
  'cursor=x&updatedSince=x&search=%00&format=x&data=%00&id=%00&token=%00&uuid=x',
]

const BODIES: (string | undefined)[] = [
  undefined,
  '{',
  'null',
  '[]',
  '"text"',
  JSON.stringify({
    data: 'x',
    email: { a: 1 },
    groups: [{}],
    id: [1],
    ids: 'x',
    key: {},
    locale: {},
    name: { a: 1 },
    password: 5,
    permissions: { a: 1 },
    token: {},
    user: 'nobody',
    value: null,
    where: 'x',
  }),
  JSON.stringify({
    client: ['x'],
    confirm: {},
    email: 'a\u0000b',
    groups: 'x',
    ids: [{}],
    name: 'a\u0000b',
    permissions: 'x',
    query: '{',
    serviceHours: 'x',
    setupStatus: {},
    token: 'x',
    where: { id: { in: [{}] } },
  }),
]

let desk: TestDesk
let config: SanitizedConfig
let schema: GraphQLSchema
let ids: string[] = []
const people = new Map<Role, { email: string; id: string }>()
let key: string

const signIn = async (role: Role): Promise<Headers> => {
  if (role === 'key') return withAPIKey(key)
  const person = people.get(role)
  return person ? signedIn(desk.payload, person) : {}
}

/** Each path that Payload or the desk registers, with its method, and some that nobody does. */
const routesOf = ({ collections, endpoints, globals }: SanitizedConfig): Map<string, Route[]> => {
  const below = (root: string, list: false | Omit<Endpoint, 'root'>[] | undefined): Route[] =>
    (list || [])
      .filter(({ method }) => method !== 'connect')
      .map(({ method, path }) => ({ method, path: `${root}${path}`.replace(/\/$/, '') }))
  const get = (path: string): Route => ({ method: 'get', path })
  return new Map([
    ...collections.map(({ endpoints: own, slug }): [string, Route[]] => [
      slug,
      [
        ...below(`/${slug}`, own),
        get(`/${slug}/versions`),
        get(`/${slug}/versions/:id`),
        { method: 'post', path: `/${slug}/versions/:id` },
        { method: 'post', path: `/${slug}/:id/duplicate` },
        { method: 'post', path: `/${slug}/verify/:id` },
        { method: 'put', path: `/${slug}/:id` },
      ],
    ]),
    ...globals.map(({ endpoints: own, slug }): [string, Route[]] => [
      slug,
      below(`/globals/${slug}`, own),
    ]),
    [
      'the rest',
      [
        ...below('', endpoints),
        get('/globals'),
        get('/globals/none'),
        get('/globals/none/versions/:id'),
        { method: 'post', path: '/globals/none' },
        get('/graphql'),
        get('/graphql-playground'),
        { method: 'post', path: '/graphql' },
        { method: 'put', path: '/graphql' },
        get('/none'),
        get('/payload-jobs/run'),
        get('/payload-jobs/handle-schedules'),
        { method: 'post', path: '/reorder' },
      ],
    ],
  ])
}

const addressesOf = (path: string): string[] =>
  path.includes(':')
    ? [...PARAMETERS, ...ids].map((value) => path.replace(/:\w+\??/g, value))
    : [path]

/** All that a role asks of a route: those that get far more than those who are soon turned away. */
const requestsFor = ({ method, path }: Route, role: Role): Asked[] => {
  const addresses = addressesOf(path)
  const last = addresses.at(-1) ?? path
  const writes = WRITES.has(method)
  const all = [
    ...(writes ? BODIES : []).map((body) => ({ body, method, url: last })),
    ...(READS.has(method) ? QUERIES : []).map((query) => ({ method, url: `${last}?${query}` })),
    ...addresses.map((url) => ({ method, url, ...(writes && { body: '{}' }) })),
  ]
  return role === 'superuser' ? all : all.filter((_, index) => index % 5 === ROLES.indexOf(role))
}

const send = async ({ body, method, url }: Asked, headers: Headers) => {
  const answer = await fetch(`${desk.url}/api${url}`, {
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    method: method.toUpperCase(),
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
  })
  const text = await answer.text()
  const isJSON = answer.headers.get('content-type')?.startsWith('application/json') === true
  return {
    isUncoded: isUncoded(answer.status, isJSON && text ? JSON.parse(text) : undefined),
    status: answer.status,
    text,
  }
}

// Mail that is not set up, and a database that is busy, are no errors of the desk.
const isFailure = (status: number, text: string) =>
  (status >= 500 && !(status === 503 && text.includes('"code"'))) ||
  /Something went wrong|Failed query|select (?:\\?"|[\w.,*() ]+ from \w+ (?:where|join)\b)/.test(
    text,
  )

/** Whether it is refused, not as a page for people, without a code of the table for each error. */
const isUncoded = (status: number, body: unknown): boolean => {
  const errors: unknown = Reflect.get(Object(body), 'errors')
  if (body !== undefined && status >= 400 && !Array.isArray(errors)) return true
  try {
    holdToCodes(body, '')
    return false
  } catch {
    return true
  }
}

const inParallel = async <Item>(items: readonly Item[], work: (item: Item) => Promise<void>) => {
  const left = [...items]
  const next = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, next))
}

/** What fails of all this, sent by that role. */
const failuresOf = async (role: Role, routes: readonly Route[]): Promise<string[]> => {
  const failures: string[] = []
  let session: Headers | undefined
  for (const route of routes) {
    session ??= await signIn(role)
    const headers = session
    await inParallel(requestsFor(route, role), async (asked) => {
      const { isUncoded, status, text } = await send(asked, headers)
      if (!isUncoded && !isFailure(status, text)) return
      const { body = '', method, url } = asked
      failures.push(`${status} ${method} ${url.slice(0, 200)} ${body} → ${text.slice(0, 200)}`)
    })
    // Some writes end the session.
    if (route.method !== 'get') session = undefined
  }
  return failures
}

const oddValue = (type: GraphQLInputType): string => {
  if (isNonNullType(type)) return oddValue(type.ofType)
  if (isListType(type)) return `[${oddValue(type.ofType)}]`
  if (isEnumType(type)) return type.getValues()[0]?.name ?? 'null'
  return (
    { Boolean: 'true', Float: '-1.5', Int: '-1', JSON: '{a: [1]}', String: '"a\\u0000b"' }[
      String(type)
    ] ?? (String(type) === 'JSONObject' ? '{a: 1}' : '{}')
  )
}

const withArguments = (args: readonly GraphQLArgument[]): string =>
  args.length > 0
    ? `(${args.map(({ name, type }) => `${name}: ${oddValue(type)}`).join(', ')})`
    : ''

/** A root field asked in its ways: with the arguments it must have, and with all of them. */
const documentsOf = (kind: string, { args, name, type }: GraphQLField<unknown, unknown>) => {
  const selection = isObjectType(getNamedType(type)) ? ' { __typename }' : ''
  const needed = args.filter((arg) => isNonNullType(arg.type))
  return [needed, args].map((some) => `${kind} { ${name}${withArguments(some)}${selection} }`)
}

const ODD_DOCUMENTS = [
  '',
  '{',
  '{ __schema { types { name fields { name } } } }',
  '{ a: __typename b: __typename }',
  '{ Access { canAccessAdmin users { create { permission } fields { email { update { permission } } } } } }',
  '{ Access { call_summaries { read { permission where } delete { permission } } } }',
  'subscription { CallSummaries { docs { id } } }',
  'subscription A { a } query B { __typename }',
  'query A { __typename } query B { __typename }',
  'query ($id: String!) { User(id: $id) { id } }',
  'query ($id: Nope) { User(id: $id) { id } }',
  '{ ...F }',
  'fragment F on Query { ...F } { ...F }',
  'fragment F on User { id }',
  '{ User(id: "x") { ...F } } fragment F on CallSummary { id }',
  '{ CallSummaries(limit: 99999999999) { docs { id } } }',
  '{ CallSummaries(where: {OR: [{AND: []}]}) { docs { id } } }',
  '{ CallSummaries(sort: "__proto__") { docs { id } } }',
  '{ CallSummaries @skip { docs { id } } }',
  '{ CallSummaries @include(if: "x") { docs { id } } }',
  'mutation { nothing }',
  'mutation { verifyEmailUser(token: "x") }',
  'schema { query: Query }',
]

beforeAll(async () => {
  desk = await createTestDesk({ env: { API_CLIENT_LIMIT: '0' } })
  const { payload } = desk
  config = payload.config
  ;({ schema } = configToSchema(config))
  people.set('superuser', await makeSuperuser(payload))
  const client = await makeClient(payload)
  people.set('client', client)
  people.set('staffWithoutGroup', await makeStaff(payload))
  people.set('staff', await makeStaff(payload, PERMISSIONS))
  const made = await payload.create({
    collection: 'api-keys',
    data: { name: 'key', user: client.id },
    overrideAccess: true,
  })
  key = String(made.key)
  const { rows } = await desk.sql.query<{ id: string }>(
    `insert into call_summaries (id, client_id, vapi_call_id, reported_at, structured_data)
     values (gen_random_uuid(), $1, 'call', now(), '{"a": "b"}') returning id`,
    [client.id],
  )
  ids = [rows[0]?.id ?? '']
}, 120_000)

afterAll(() => desk.stop())

describe.each(ROLES)('%s', (role) => {
  it('gets no error of the desk from any path, and no refusal without a code', LONG, async () => {
    const failures: string[] = []
    for (const routes of routesOf(config).values()) {
      failures.push(...(await failuresOf(role, routes)))
    }
    expect(failures).toEqual([])
  })

  it('gets no error of the desk from GraphQL, and no refusal without a code', LONG, async () => {
    const roots = [schema.getQueryType(), schema.getMutationType()] as const
    const documents = roots.flatMap((root, index) =>
      Object.values(root?.getFields() ?? {}).flatMap((field) =>
        documentsOf(index === 0 ? 'query' : 'mutation', field),
      ),
    )
    const bodies = [
      ...[...documents, ...ODD_DOCUMENTS].map((query) => JSON.stringify({ query })),
      JSON.stringify({ query: 5 }),
      JSON.stringify({ query: '{ __typename }', variables: 'x' }),
      JSON.stringify({ operationName: {}, query: '{ __typename }' }),
      JSON.stringify({ operationName: 'x', query: '{ __typename }' }),
      JSON.stringify([{ query: '{ __typename }' }, { query: '{ __typename }' }]),
    ]
    expect(documents.length).toBeGreaterThan(100)
    const headers = await signIn(role)
    const failures: string[] = []
    await inParallel(bodies, async (body) => {
      const asked = { body, method: 'post', url: '/graphql' }
      const { isUncoded, status, text } = await send(asked, headers)
      if (isUncoded || isFailure(status, text))
        failures.push(`${status} ${body} → ${text.slice(0, 300)}`)
    })
    expect(failures).toEqual([])
  })
})
