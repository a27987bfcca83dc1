import { executeAuthStrategies } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PERMISSION_ACTIONS, PERMISSIONS, type Permission } from '../../../src/access/permissions'
import { mayCallServerFunction } from '../../../src/access/serverFunctions'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser, makeUser, PASSWORD } from '../../helpers/people'
import { asJSON, graphQL, withAPIKey } from '../../helpers/requests'

/**
 * Who may do what, to one target document: the client, a key, a call, a delivery or a notification of
 * the client, or a group.
 * Columns: list, read, count, create, update, delete. 1 allowed, 0 refused.
 */
const TABLE = {
  // Of the client. Staff hold permissions on users, whose keys they are.
  'api-keys': {
    anonymous: '000000',
    client: '111100',
    otherClient: '000000',
    inactiveClient: '000000',
    staffWithoutGroup: '000000',
    staffWithView: '111000',
    staffWithAdd: '000000',
    staffWithChange: '000100',
    staffWithDelete: '000000',
    superuser: '111100',
  },
  // Nobody writes it through the desk. There is one permission on it: to view.
  'audit-log': {
    anonymous: '000000',
    client: '000000',
    otherClient: '000000',
    inactiveClient: '000000',
    staffWithoutGroup: '000000',
    staffWithView: '111000',
    staffWithAdd: '000000',
    staffWithChange: '000000',
    staffWithDelete: '000000',
    superuser: '111000',
  },
  // Only superusers write them: pages at their hosts may act for whoever is signed in there. Staff who may view
  // users also read them, which has a test of its own below. There is no permission on them.
  brands: {
    anonymous: '000000',
    client: '000000',
    otherClient: '000000',
    inactiveClient: '000000',
    staffWithoutGroup: '000000',
    staffWithView: '000000',
    staffWithAdd: '000000',
    staffWithChange: '000000',
    staffWithDelete: '000000',
    superuser: '111111',
  },
  'call-summaries': {
    anonymous: '000000',
    client: '111000',
    otherClient: '000000',
    inactiveClient: '000000',
    staffWithoutGroup: '000000',
    staffWithView: '111000',
    staffWithAdd: '000100',
    staffWithChange: '000010',
    staffWithDelete: '000001',
    superuser: '111111',
  },
  groups: {
    anonymous: '000000',
    client: '000000',
    otherClient: '000000',
    inactiveClient: '000000',
    staffWithoutGroup: '000000',
    staffWithView: '111000',
    staffWithAdd: '000100',
    staffWithChange: '000010',
    staffWithDelete: '000001',
    superuser: '111111',
  },
  // Nobody adds, changes or deletes what the desk alone writes: those permissions do not exist.
  notifications: {
    anonymous: '000000',
    client: '000000',
    otherClient: '000000',
    inactiveClient: '000000',
    staffWithoutGroup: '000000',
    staffWithView: '111000',
    staffWithAdd: '000000',
    staffWithChange: '000000',
    staffWithDelete: '000000',
    superuser: '111000',
  },
  users: {
    anonymous: '000000',
    client: '111010',
    otherClient: '000000',
    inactiveClient: '000000',
    staffWithoutGroup: '000000',
    staffWithView: '111000',
    staffWithAdd: '000100',
    staffWithChange: '000010',
    staffWithDelete: '000001',
    superuser: '111111',
  },
  // GraphQL has no mutations of them. Without a key there is nothing to ask Vapi for.
  'vapi-accounts': {
    anonymous: '000000',
    client: '000000',
    otherClient: '000000',
    inactiveClient: '000000',
    staffWithoutGroup: '000000',
    staffWithView: '111000',
    staffWithAdd: '000100',
    staffWithChange: '000010',
    staffWithDelete: '000001',
    superuser: '111111',
  },
  'webhook-deliveries': {
    anonymous: '000000',
    client: '000000',
    otherClient: '000000',
    inactiveClient: '000000',
    staffWithoutGroup: '000000',
    staffWithView: '111000',
    staffWithAdd: '000000',
    staffWithChange: '000000',
    staffWithDelete: '000001',
    superuser: '111001',
  },
} as const

/**
 * Who may read and change the desk's settings. There is one document, which is neither created nor deleted, and
 * GraphQL does not know it. No permission of a group is on it.
 */
const SETTINGS = {
  anonymous: '00',
  client: '00',
  otherClient: '00',
  inactiveClient: '00',
  staffWithoutGroup: '00',
  staffWithView: '00',
  staffWithAdd: '00',
  staffWithChange: '00',
  staffWithDelete: '00',
  superuser: '11',
} as const satisfies Record<keyof (typeof TABLE)['users'], string>

/** The same for the mapping of fields. Two permissions are on it: to view, and to change. */
const FIELD_MAPPING = {
  anonymous: '00',
  client: '00',
  otherClient: '00',
  inactiveClient: '00',
  staffWithoutGroup: '00',
  staffWithView: '10',
  staffWithAdd: '00',
  staffWithChange: '01',
  staffWithDelete: '00',
  superuser: '11',
} as const satisfies Record<keyof (typeof TABLE)['users'], string>

const OPERATIONS = ['list', 'read', 'count', 'create', 'update', 'delete'] as const
const DOORS = ['REST', 'GraphQL'] as const

type Collection = keyof typeof TABLE
type Role = keyof (typeof TABLE)['users']
type Operation = (typeof OPERATIONS)[number]
type Headers = Record<string, string>
type Attempt = { headers: Headers; operation: Operation; target: string }

const NAMES = {
  'api-keys': ['ApiKey', 'ApiKeys'],
  'audit-log': ['AuditLog', 'AuditLogs'],
  brands: ['Brand', 'Brands'],
  'call-summaries': ['CallSummary', 'CallSummaries'],
  groups: ['Group', 'Groups'],
  notifications: ['Notification', 'Notifications'],
  users: ['User', 'Users'],
  'vapi-accounts': ['VapiAccount', 'VapiAccounts'],
  'webhook-deliveries': ['WebhookDelivery', 'WebhookDeliveries'],
} as const satisfies Record<Collection, readonly [string, string]>

// The field that an update changes and by which a created document is recognised.
const MARK = {
  'api-keys': 'name',
  'audit-log': 'label',
  brands: 'name',
  'call-summaries': 'outcome',
  groups: 'name',
  notifications: 'problem',
  users: 'name',
  'vapi-accounts': 'label',
  'webhook-deliveries': 'problem',
} as const satisfies Record<Collection, string>

const ROLES = Object.keys(TABLE.users).filter((role): role is Role => role in TABLE.users)
const COLLECTIONS = Object.keys(TABLE).filter((name): name is Collection => name in TABLE)

let desk: TestDesk
let clientID: string
const headersOf = new Map<string, Headers>()
const targets = new Map<Collection, string>()
let counter = 0

const isStaffRole = (role: Role) => role.startsWith('staffWith') && role !== 'staffWithoutGroup'

/** Staff roles hold one permission, on the collection in question. */
const headersFor = (role: Role, collection: Collection | 'field-mapping'): Headers => {
  const headers = headersOf.get(isStaffRole(role) ? `${role} ${collection}` : role)
  if (!headers) throw new Error(`Nobody is signed in as ${role}`)
  return headers
}

const newTarget = async (collection: Collection): Promise<string> => {
  counter += 1
  if (collection === 'users') return clientID
  if (collection === 'api-keys') {
    const key = await desk.payload.create({
      collection,
      data: { name: `target ${counter}`, user: clientID },
      overrideAccess: true,
    })
    return key.id
  }
  if (collection === 'audit-log') {
    const { rows } = await desk.sql.query<{ id: string }>('select id from audit_log limit 1')
    return rows[0]?.id ?? ''
  }
  if (collection === 'brands') {
    const brand = await desk.payload.create({
      collection,
      data: { name: `target ${counter}` },
      overrideAccess: true,
    })
    return brand.id
  }
  if (collection === 'groups') {
    const group = await desk.payload.create({
      collection,
      data: { name: `target ${counter}`, permissions: [] },
      overrideAccess: true,
    })
    return group.id
  }
  if (collection === 'vapi-accounts') {
    const account = await desk.payload.create({
      collection,
      data: { label: `target ${counter}`, region: 'us' },
      overrideAccess: true,
    })
    return account.id
  }
  if (collection === 'notifications') {
    const { rows } = await desk.sql.query<{ id: string }>(
      `insert into notifications (id, client_id, channel, kind, state, vapi_call_id, due_at)
       values (gen_random_uuid(), $1, 'email', 'call', 'dead', $2, now()) returning id`,
      [clientID, `target ${counter}`],
    )
    return rows[0]?.id ?? ''
  }
  const { rows } = await desk.sql.query<{ delivery: string; summary: string }>(
    `with summary as (
       insert into call_summaries (id, client_id, vapi_call_id, reported_at)
       values (gen_random_uuid(), $1, $2, now()) returning id
     ) insert into webhook_deliveries (id, client_id, call_summary_id, state, body, received_at)
       select gen_random_uuid(), $1, id, 'stored', '{}', now() from summary
       returning id as delivery, call_summary_id as summary`,
    [clientID, `target ${counter}`],
  )
  const id = collection === 'call-summaries' ? rows[0]?.summary : rows[0]?.delivery
  if (!id) throw new Error('No target was made')
  return id
}

const newDocument = (collection: Collection, mark: string): Record<string, unknown> =>
  ({
    'api-keys': { name: mark, user: clientID },
    'audit-log': {
      action: 'created',
      actorKind: 'staff',
      at: new Date().toISOString(),
      collection: 'users',
      label: mark,
    },
    brands: { name: mark },
    'call-summaries': { client: clientID, outcome: mark, vapiCallId: mark },
    groups: { name: mark },
    notifications: {
      channel: 'email',
      client: clientID,
      dueAt: new Date().toISOString(),
      kind: 'call',
      problem: mark,
      state: 'waiting',
    },
    users: { email: `${mark}@desk.test`, name: mark, password: PASSWORD },
    'vapi-accounts': { label: mark, region: 'us' },
    'webhook-deliveries': {
      body: '{}',
      client: clientID,
      problem: mark,
      receivedAt: new Date().toISOString(),
      state: 'stored',
    },
  })[collection]

const isThere = async (collection: Collection, where: Record<string, unknown>) => {
  const [[field, value] = ['', '']] = Object.entries(where)
  const { totalDocs } = await desk.payload.count({
    collection,
    overrideAccess: true,
    where: { [field]: { equals: value } },
  })
  return totalDocs > 0
}

const REFUSED_BY: Readonly<Record<number, string>> = { 403: 'FORBIDDEN', 404: 'NOT_FOUND' }
// What GraphQL has no field for is refused by the schema.
const DENIED = /^(?:FORBIDDEN|NOT_FOUND|QUERY_INVALID)$/

type Found = { docs: unknown[]; id: string; totalDocs: number }

const rest = async (
  collection: Collection,
  mark: string,
  { headers, operation, target }: Attempt,
) => {
  const base = `${desk.url}/api/${collection}`
  const ask = async (url: string, asked: { body?: unknown; method?: string } = {}) => {
    const answer = await asJSON<Partial<Found>>({ ...asked, headers, url })
    if (answer.status >= 400) {
      expect(answer.body).toMatchObject({ errors: [{ code: REFUSED_BY[answer.status] }] })
    }
    return answer
  }
  const one = `${base}/${target}`
  const found = `?where[id][equals]=${target}`
  switch (operation) {
    case 'list':
      return (await ask(base + found)).body.docs?.length === 1
    case 'read':
      return (await ask(one)).body.id === target
    case 'count':
      return (await ask(`${base}/count${found}`)).body.totalDocs === 1
    case 'create':
      return (await ask(base, { body: newDocument(collection, mark) })).status === 201
    case 'update': {
      const body = { [MARK[collection]]: mark }
      return (await ask(one, { body, method: 'PATCH' })).status === 200
    }
    case 'delete':
      return (await ask(one, { method: 'DELETE' })).status === 200
  }
}

const overGraphQL = async (
  collection: Collection,
  mark: string,
  { headers, operation, target }: Attempt,
) => {
  const [one, many] = NAMES[collection]
  const found = `(where: {id: {equals: "${target}"}})`
  const ask = async (query: string, variables: Record<string, unknown> = {}) => {
    const { body } = await graphQL<Record<string, Found | null>>({
      headers,
      query,
      url: desk.url,
      variables,
    })
    for (const error of body.errors ?? []) {
      expect(error).toMatchObject({ extensions: { code: expect.stringMatching(DENIED) } })
    }
    return body.data
  }
  switch (operation) {
    case 'list':
      return (await ask(`{ it: ${many}${found} { docs { id } } }`))?.it?.docs.length === 1
    case 'read':
      return (await ask(`{ it: ${one}(id: "${target}") { id } }`))?.it?.id === target
    case 'count':
      return (await ask(`{ it: count${many}${found} { totalDocs } }`))?.it?.totalDocs === 1
    case 'create': {
      const mutation = `mutation ($data: mutation${one}Input!) { it: create${one}(data: $data) { id } }`
      return Boolean((await ask(mutation, { data: newDocument(collection, mark) }))?.it?.id)
    }
    case 'update': {
      const mutation = `mutation ($data: mutation${one}UpdateInput!) {
        it: update${one}(id: "${target}", data: $data) { id } }`
      return Boolean((await ask(mutation, { data: { [MARK[collection]]: mark } }))?.it?.id)
    }
    case 'delete':
      return Boolean((await ask(`mutation { it: delete${one}(id: "${target}") { id } }`))?.it?.id)
  }
}

/** As `tests/e2e/serverFunctions.test.ts` sends it for real. */
const mayCall = async (headers: Headers, name: string) => {
  const { payload } = desk
  const { user } = await executeAuthStrategies({
    headers: new globalThis.Headers(headers),
    payload,
  })
  return mayCallServerFunction({ name, user })
}

const signInAs = async (role: string, user: { email: string }) =>
  headersOf.set(role, await desk.login(user))

beforeAll(async () => {
  desk = await createTestDesk()
  await signInAs('superuser', await makeSuperuser(desk.payload))
  const client = await makeClient(desk.payload)
  clientID = client.id
  await signInAs('client', client)
  await signInAs('otherClient', await makeClient(desk.payload))
  const inactive = await makeClient(desk.payload)
  await signInAs('inactiveClient', inactive)
  // Behind the hooks, which would end the session: access alone must refuse.
  await desk.sql.query('update users set is_active = false where id = $1', [inactive.id])
  await signInAs('staffWithoutGroup', await makeStaff(desk.payload))
  headersOf.set('anonymous', {})
  for (const action of PERMISSION_ACTIONS) {
    const permissions = PERMISSIONS.filter((each) => each === `field-mapping.${action}`)
    const role = `staffWith${action.replace(/^./, (letter) => letter.toUpperCase())}`
    await signInAs(`${role} field-mapping`, await makeStaff(desk.payload, permissions))
  }
  for (const collection of COLLECTIONS) {
    for (const action of PERMISSION_ACTIONS) {
      const guarded = collection === 'api-keys' ? 'users' : collection
      const permissions = PERMISSIONS.filter((each) => each === `${guarded}.${action}`)
      const role = `staffWith${action.replace(/^./, (letter) => letter.toUpperCase())}`
      await signInAs(`${role} ${collection}`, await makeStaff(desk.payload, permissions))
    }
    targets.set(collection, await newTarget(collection))
  }
}, 120_000)

afterAll(() => desk.stop())

/** What GraphQL has no mutations of. */
const WITHOUT_MUTATIONS: ReadonlySet<Collection> = new Set(['vapi-accounts', 'webhook-deliveries'])
const isMutation = (operation: Operation) => /^(?:create|delete|update)$/.test(operation)

// A field access error of GraphQL's type system is a refusal too.
const isAllowed = (door: string, collection: Collection, role: Role, operation: Operation) =>
  TABLE[collection][role][OPERATIONS.indexOf(operation)] === '1' &&
  !(door === 'GraphQL' && WITHOUT_MUTATIONS.has(collection) && isMutation(operation))

// Whoever may do something to a document may not thereby call a function of the admin's: clients never.
const ENTERS = {
  anonymous: false,
  client: false,
  inactiveClient: false,
  otherClient: false,
  staffWithAdd: true,
  staffWithChange: true,
  staffWithDelete: true,
  staffWithoutGroup: true,
  staffWithView: true,
  superuser: true,
} as const satisfies Record<Role, boolean>

describe('server functions of the admin', () => {
  describe.each(ROLES)('%s', (role) => {
    it.each(['form-state', 'render-document', 'render-list', 'render-widget', 'table-state'])(
      '%s',
      async (name) => {
        expect(await mayCall(headersFor(role, 'users'), name)).toBe(ENTERS[role])
      },
    )

    it.each(['__proto__', 'constructor', 'schedule-publish', 'slugify', 'toString', 'none'])(
      '%s, never',
      async (name) => {
        expect(await mayCall(headersFor(role, 'users'), name)).toBe(false)
      },
    )
  })
})

describe.each(COLLECTIONS)('%s', (collection) => {
  describe.each(ROLES)('%s', (role) => {
    describe.each(DOORS)('%s', (door) => {
      it.each(OPERATIONS)('%s', async (operation) => {
        const allowed = isAllowed(door, collection, role, operation)
        // Deleting the client itself would end the sessions of the roles below.
        const isOwnEnd = allowed && operation === 'delete' && collection === 'users'
        const target = isOwnEnd
          ? (await makeClient(desk.payload)).id
          : (targets.get(collection) ?? '')
        counter += 1
        const mark = `${role}-${door}-${operation}-${counter}`
        const attempt = { headers: headersFor(role, collection), operation, target }

        const did = await (door === 'REST' ? rest : overGraphQL)(collection, mark, attempt)

        expect(did).toBe(allowed)
        if (operation === 'create' || operation === 'update') {
          expect(await isThere(collection, { [MARK[collection]]: mark })).toBe(allowed)
        }
        expect(await isThere(collection, { id: target })).toBe(!(allowed && operation === 'delete'))
        if (allowed && operation === 'delete') targets.set(collection, await newTarget(collection))
      })
    })
  })
})

describe('brands', () => {
  it('are read by staff who may view users, so that they can choose one, and written by no staff', async () => {
    const id = targets.get('brands') ?? ''
    const viewer = headersFor('staffWithView', 'users')
    const changer = headersFor('staffWithChange', 'users')
    const readBy = async (headers: Headers) =>
      (await asJSON({ headers, url: `${desk.url}/api/brands/${id}` })).status
    expect(await readBy(viewer)).toBe(200)
    expect(await readBy(changer)).toBe(403)
    for (const headers of [viewer, changer]) {
      const change = { body: { name: 'theirs' }, headers, method: 'PATCH' }
      expect((await asJSON({ ...change, url: `${desk.url}/api/brands/${id}` })).status).toBe(403)
    }
  })

  it('are given to a client by staff, and never by the client', async () => {
    const id = targets.get('brands') ?? ''
    const give = (headers: Headers, brand: null | string) =>
      asJSON<{ doc: { brand: null | string } }>({
        body: { brand },
        headers,
        method: 'PATCH',
        url: `${desk.url}/api/users/${clientID}`,
      })
    const brandNow = async () => {
      const { rows } = await desk.sql.query<{ brand_id: null | string }>(
        'select brand_id from users where id = $1',
        [clientID],
      )
      return rows[0]?.brand_id
    }
    await give(headersFor('client', 'users'), id)
    expect(await brandNow()).toBe(null)
    expect((await give(headersFor('staffWithChange', 'users'), id)).status).toBe(200)
    expect(await brandNow()).toBe(id)
    await give(headersFor('client', 'users'), null)
    expect(await brandNow()).toBe(id)
    await give(headersFor('superuser', 'users'), null)
  })
})

describe('the settings of the desk', () => {
  const url = () => `${desk.url}/api/globals/desk`
  const agencyName = async () => {
    const { rows } = await desk.sql.query<{ agency_name: null | string }>(
      'select agency_name from desk',
    )
    return rows.map((row) => row.agency_name)
  }

  describe.each(ROLES)('%s', (role) => {
    // The strongest of each kind of staff: the permission on users.
    const headers = () => headersFor(role, 'users')
    const [mayRead, mayChange] = [...SETTINGS[role]].map((mark) => mark === '1')

    it('REST read', async () => {
      await desk.payload.updateGlobal({
        data: { agencyName: 'Unread Ltd' },
        overrideAccess: true,
        slug: 'desk',
      })
      const { body, status } = await asJSON({ headers: headers(), url: url() })
      expect(status).toBe(mayRead ? 200 : 403)
      expect(JSON.stringify(body).includes('Unread Ltd')).toBe(mayRead)
      if (!mayRead) expect(body).toMatchObject({ errors: [{ code: 'FORBIDDEN' }] })
    })

    it.each(['POST', 'PATCH', 'PUT', 'DELETE'])('REST %s', async (method) => {
      const before = await agencyName()
      const mark = `${role} by ${method}`
      const { status } = await asJSON({
        body: { agencyName: mark, id: crypto.randomUUID() },
        headers: headers(),
        method,
        url: url(),
      })
      const changes = mayChange && method === 'POST'
      if (method === 'POST') expect(status).toBe(mayChange ? 200 : 403)
      else expect(status).toBeGreaterThanOrEqual(400)
      expect(await agencyName()).toEqual(changes ? [mark] : before)
    })

    it('GraphQL', async () => {
      for (const query of [
        '{ Desk { agencyName } }',
        '{ docAccessDesk { read { permission } } }',
        'mutation { updateDesk(data: { agencyName: "x" }) { agencyName } }',
      ]) {
        const { body } = await graphQL({ headers: headers(), query, url: desk.url })
        expect(body).toMatchObject({ errors: [{ extensions: { code: 'QUERY_INVALID' } }] })
      }
      expect(await agencyName()).not.toContain('x')
    })
  })
})

/** Who may read the past calls of a client, or of all, again with the mapping: staff with all of these, in person. */
const PAST_CALLS = {
  all: ['field-mapping.change', 'call-summaries.change', 'webhook-deliveries.view'],
  client: ['users.view', 'users.change', 'call-summaries.change', 'webhook-deliveries.view'],
} as const satisfies Record<string, readonly Permission[]>

describe.each(['all', 'client'] as const)('past calls, of %s', (scope) => {
  const url = () =>
    scope === 'all' ? `${desk.url}/api/reproject` : `${desk.url}/api/users/${clientID}/reproject`
  const doors = (headers: Headers) => [
    () => asJSON({ body: { dryRun: true }, headers, url: url() }),
    () => asJSON({ body: {}, headers, url: url() }),
    () => asJSON({ headers, url: url() }),
    () => asJSON({ body: {}, headers, url: `${url()}/stop` }),
  ]
  const statuses = async (headers: Headers): Promise<number[]> => {
    const all: number[] = []
    for (const open of doors(headers)) all.push((await open()).status)
    return all
  }
  const runs = async () => (await desk.sql.query('select id from reprojections')).rows
  const staffWith = async (permissions: readonly Permission[]) =>
    desk.login(await makeStaff(desk.payload, permissions))

  it.each(ROLES)('%s', async (role) => {
    const before = await runs()
    const answers = await statuses(headersFor(role, 'users'))
    if (role === 'superuser') return expect(answers).toEqual([200, 202, 200, 200])
    for (const status of answers) expect([401, 403]).toContain(status)
    expect(await runs()).toEqual(before)
  })

  it('staff with all permissions that it takes, and not with one less', async () => {
    for (const missing of PAST_CALLS[scope]) {
      const rest = PAST_CALLS[scope].filter((each) => each !== missing)
      const before = await runs()
      const answers = await statuses(await staffWith(rest))
      for (const status of answers) expect([403, 404]).toContain(status)
      expect(await runs()).toEqual(before)
    }
    expect((await statuses(await staffWith(PAST_CALLS[scope])))[0]).toBe(200)
  })

  it('no API key, not even that of a superuser', async () => {
    const key = `a key of Payload for ${scope}`
    const { email, id } = await makeUser(desk.payload, { isStaff: true, isSuperuser: true })
    await desk.payload.update({
      collection: 'users',
      data: { apiKey: key, enableAPIKey: true },
      id,
      overrideAccess: true,
    })
    const { body } = await asJSON<{ doc: { key: string } }>({
      body: { name: 'of a superuser' },
      headers: await desk.login({ email }),
      url: `${desk.url}/api/api-keys`,
    })
    const before = await runs()
    for (const status of await statuses({ authorization: `Bearer ${body.doc.key}` })) {
      expect([401, 403]).toContain(status)
    }
    for (const open of doors(withAPIKey(key))) {
      expect(await open()).toMatchObject({
        body: { errors: [{ code: 'NOT_BY_KEY' }] },
        status: 403,
      })
    }
    expect(await runs()).toEqual(before)
  })
})

describe('the desk’s mapping of fields', () => {
  const url = () => `${desk.url}/api/globals/field-mapping`
  const mappingOf = (label: string) => ({
    lines: {},
    outcomes: [{ colour: 'green', followUp: true, key: 'booked', label }],
    values: [],
  })
  const stored = async () => {
    const { rows } = await desk.sql.query<{ mapping: unknown; rule: unknown }>(
      'select mapping, follow_up_rule as rule from field_mapping',
    )
    return rows[0]
  }

  describe.each(ROLES)('%s', (role) => {
    const headers = () => headersFor(role, 'field-mapping')
    const [mayRead, mayChange] = [...FIELD_MAPPING[role]].map((mark) => mark === '1')

    it('REST read', async () => {
      await desk.payload.updateGlobal({
        data: { mapping: mappingOf('Unread') },
        overrideAccess: true,
        slug: 'field-mapping',
      })
      const { body, status } = await asJSON({ headers: headers(), url: url() })
      expect(status).toBe(mayRead ? 200 : 403)
      expect(JSON.stringify(body).includes('Unread')).toBe(mayRead)
      if (!mayRead) expect(body).toMatchObject({ errors: [{ code: 'FORBIDDEN' }] })
    })

    it.each(['POST', 'PATCH', 'PUT', 'DELETE'])('REST %s', async (method) => {
      const before = await stored()
      const { status } = await asJSON({
        body: { followUpRule: { endings: [], outcomes: ['x'] }, mapping: mappingOf(role + method) },
        headers: headers(),
        method,
        url: url(),
      })
      const changes = mayChange && method === 'POST'
      if (method === 'POST') expect(status).toBe(mayChange ? 200 : 403)
      else expect(status).toBeGreaterThanOrEqual(400)
      const after = await stored()
      if (!changes) expect(after).toEqual(before)
      else {
        expect(after?.mapping).toEqual(mappingOf(role + method))
        // The rule is made from the outcomes, whatever is sent.
        expect(JSON.stringify(after?.rule)).toContain('booked')
      }
    })

    it('a preview, which also needs what it shows', async () => {
      const answer = await asJSON({
        body: { mapping: null },
        headers: headers(),
        url: `${desk.url}/api/mapping-preview`,
      })
      const refused = role === 'anonymous' ? 401 : 403
      expect(answer.status).toBe(role === 'superuser' ? 200 : refused)
    })

    it('GraphQL', async () => {
      for (const query of [
        '{ FieldMapping { mapping } }',
        'mutation { updateFieldMapping(data: { mapping: null }) { mapping } }',
      ]) {
        const { body } = await graphQL({ headers: headers(), query, url: desk.url })
        expect(body).toMatchObject({ errors: [{ extensions: { code: 'QUERY_INVALID' } }] })
      }
    })
  })
})

describe('the mapping of a client', () => {
  const mapping = { fields: [], lines: {}, values: [{ outcome: 'booked', value: 'gebucht' }] }
  const clear = () =>
    desk.sql.query('update users set field_mapping = null where id = $1', [clientID])
  const stored = async () => {
    const { rows } = await desk.sql.query<{ field_mapping: unknown }>(
      'select field_mapping from users where id = $1',
      [clientID],
    )
    return rows[0]?.field_mapping ?? null
  }

  it.each(ROLES)(
    'is read by staff who may view users, and never by the client: %s',
    async (role) => {
      await desk.sql.query('update users set field_mapping = $2 where id = $1', [
        clientID,
        JSON.stringify(mapping),
      ])
      const headers = headersFor(role, 'users')
      const { body } = await asJSON({ headers, url: `${desk.url}/api/users/${clientID}` })
      const { body: asked } = await graphQL({
        headers,
        query: `{ it: User(id: "${clientID}") { fieldMapping } }`,
        url: desk.url,
      })
      const mayRead = role === 'superuser' || role === 'staffWithView'
      expect(JSON.stringify(body).includes('gebucht')).toBe(mayRead)
      expect(JSON.stringify(asked).includes('gebucht')).toBe(mayRead)
      const filter = '?where[fieldMapping][exists]=true'
      const filtered = await asJSON<Found>({ headers, url: `${desk.url}/api/users${filter}` })
      expect((filtered.body.docs ?? []).length > 0).toBe(mayRead)
      await clear()
    },
  )

  it.each(ROLES)('is changed by staff who may change users: %s', async (role) => {
    await clear()
    await asJSON({
      body: { fieldMapping: mapping },
      headers: headersFor(role, 'users'),
      method: 'PATCH',
      url: `${desk.url}/api/users/${clientID}`,
    })
    const mayChange = role === 'superuser' || role === 'staffWithChange'
    expect(await stored()).toEqual(mayChange ? mapping : null)
    await clear()
  })
})
