import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PERMISSIONS } from '../../../src/access/permissions'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser, makeUser, PASSWORD } from '../../helpers/people'
import { asJSON, graphQL, withAPIKey } from '../../helpers/requests'

/** What no key may, whosever it is: whoever finds one must not become more than a reader. */

type Headers = Record<string, string>

const SECRET = 'the secret of the sender, 0123456789'

let desk: TestDesk
let client: Awaited<ReturnType<typeof makeClient>>
let group: string
let owners: { staff: string; superuser: string }
const keys = new Map<string, Headers>()

const KEYS = [
  'a superuser’s own key of Payload’s',
  'a superuser’s named key',
  'a key of Payload’s of staff with every permission',
  'a named key of staff with every permission',
] as const

const rows = async () =>
  (
    await desk.sql.query(
      `select users.id, email, name is null as unnamed, is_active, is_staff, is_superuser, hash, api_key_index,
         vapi_webhook_token, vapi_sender_secret, vapi_guard,
         (select json_agg(groups_id) from users_rels where parent_id = users.id) as groups
       from users order by users.id`,
    )
  ).rows

const groups = async () =>
  (
    await desk.sql.query(
      `select groups.id, name, (select json_agg(value order by value) from groups_permissions
         where parent_id = groups.id) as permissions from groups order by id`,
    )
  ).rows

const send = (headers: Headers, method: string, path: string, body?: unknown) =>
  asJSON({ body, headers, method, url: `${desk.url}/api${path}` })

beforeAll(async () => {
  desk = await createTestDesk()
  const superuser = await makeSuperuser(desk.payload)
  const staff = await makeStaff(desk.payload, PERMISSIONS)
  group = String(staff.groups?.[0])
  owners = { staff: staff.id, superuser: superuser.id }
  client = await makeClient(desk.payload, {
    vapiSender: { secret: SECRET, verification: 'secret' },
  })
  await desk.sql.query(
    `insert into call_summaries (id, client_id, vapi_call_id, reported_at)
     values (gen_random_uuid(), $1, 'a call', now())`,
    [client.id],
  )
  for (const [own, named, user] of [
    [KEYS[0], KEYS[1], superuser],
    [KEYS[2], KEYS[3], staff],
  ] as const) {
    await desk.payload.update({
      collection: 'users',
      data: { apiKey: `payload key of ${user.id}`, enableAPIKey: true },
      id: user.id,
    })
    keys.set(own, withAPIKey(`payload key of ${user.id}`))
    const made = await send(await desk.login(user), 'POST', '/api-keys', { name: 'reads' })
    const key = (made.body as { doc?: { key?: string } }).doc?.key
    keys.set(named, withAPIKey(String(key)))
  }
})

afterAll(() => desk.stop())

/** Attempts of REST: method, path and body. */
const RAISED = [
  { isSuperuser: true },
  { isStaff: true },
  { isActive: false },
  { groups: ['GROUP'] },
  { email: 'mine@desk.test' },
  { password: 'hijacked password' },
  { apiKey: 'a key of my choice', enableAPIKey: true },
  { apiKeyIndex: '0'.repeat(64) },
  { enableAPIKey: false },
  { vapiWebhookToken: 'token-of-my-choice-0123456789' },
  { vapiSender: { secret: 'a secret of my choice', verification: 'secret' } },
  { vapiSender: { verification: 'none' } },
  { name: 'x', sessions: [] },
  { hash: 'x', salt: 'x' },
  { loginAttempts: 0, lockUntil: null },
  { resetPasswordToken: 'x' },
  { somethingToCome: true },
]

describe.each(KEYS)('%s', (who) => {
  const headers = () => keys.get(who) ?? {}
  const unchanged = async (attempt: () => Promise<unknown>) => {
    const before = [await rows(), await groups()]
    const answer = await attempt()
    expect([await rows(), await groups()]).toEqual(before)
    return answer
  }

  it('reads users and groups, as before', async () => {
    expect((await send(headers(), 'GET', '/users?limit=1')).body.docs).toHaveLength(1)
    expect((await send(headers(), 'GET', `/groups/${group}`)).status).toBe(200)
  })

  it('makes nobody, and deletes nobody', async () => {
    const user = { email: 'evil@desk.test', isSuperuser: true, password: PASSWORD }
    for (const [method, path, body] of [
      ['POST', '/users', user],
      ['POST', `/users/${client.id}/duplicate`, user],
      ['POST', '/users/first-register', user],
      ['DELETE', `/users/${client.id}`, undefined],
      ['DELETE', '/users?where[isStaff][equals]=false', undefined],
    ] as const) {
      const answer = await unchanged(() => send(headers(), method, path, body))
      expect(answer).toMatchObject({ status: expect.toSatisfy((status: number) => status >= 400) })
    }
    for (const query of [
      `mutation { createUser(data: {email: "evil@desk.test", password: "${PASSWORD}", isSuperuser: true}) { id } }`,
      `mutation { deleteUser(id: "${client.id}") { id } }`,
      `mutation { duplicateUser(id: "${client.id}", data: {email: "evil@desk.test"}) { id } }`,
    ]) {
      const answer = await unchanged(() => graphQL({ headers: headers(), query, url: desk.url }))
      // Payload answers a document that breaks a rule with a bare list of errors.
      expect(JSON.stringify(answer)).toContain('"message"')
    }
  })

  it('raises, ends and opens nobody, itself included', async () => {
    for (const data of RAISED) {
      const body = JSON.parse(JSON.stringify(data).replace('GROUP', group))
      for (const path of [
        `/users/${client.id}`,
        `/users/${owners.staff}`,
        `/users/${owners.superuser}`,
        `/users?where[id][equals]=${client.id}`,
        '/users?where[id][exists]=true',
      ]) {
        const answer = await unchanged(() => send(headers(), 'PATCH', path, body))
        expect(answer, `${JSON.stringify(data)} ${path}`).toMatchObject({ status: 403 })
      }
    }
    const query =
      'mutation ($data: mutationUserUpdateInput!) { updateUser(id: "ID", data: $data) { id } }'
    for (const data of [{ isSuperuser: true }, { email: 'mine@desk.test' }, { groups: [group] }]) {
      await unchanged(() =>
        graphQL({
          headers: headers(),
          query: query.replace('ID', client.id),
          url: desk.url,
          variables: { data },
        }),
      )
    }
  })

  it('changes no group, least of all its own', async () => {
    const permissions = [...PERMISSIONS]
    for (const [method, path, body] of [
      ['POST', '/groups', { name: 'mine', permissions }],
      ['POST', `/groups/${group}/duplicate`, {}],
      ['PATCH', `/groups/${group}`, { permissions: [] }],
      ['PATCH', '/groups?where[id][exists]=true', { name: 'mine' }],
      ['DELETE', `/groups/${group}`, undefined],
      ['DELETE', '/groups?where[id][exists]=true', undefined],
    ] as const) {
      const answer = await unchanged(() => send(headers(), method, path, body))
      expect(answer, `${method} ${path}`).toMatchObject({
        status: expect.toSatisfy((status: number) => status === 403 || status === 404),
      })
    }
    for (const query of [
      'mutation { createGroup(data: {name: "mine"}) { id } }',
      `mutation { updateGroup(id: "${group}", data: {name: "mine"}) { id } }`,
      `mutation { deleteGroup(id: "${group}") { id } }`,
    ]) {
      await unchanged(() => graphQL({ headers: headers(), query, url: desk.url }))
    }
  })

  it('makes and revokes no keys', async () => {
    const count = async () => (await desk.sql.query('select count(*) from api_keys')).rows
    const before = await count()
    await send(headers(), 'POST', '/api-keys', { name: 'x', user: client.id })
    await send(headers(), 'POST', '/api-keys', { name: 'x' })
    expect(await count()).toEqual(before)
  })

  it('reads no token and no secret, at no door', async () => {
    const fields = '{ id vapiWebhookToken vapiSender { secret verification } }'
    const answers = [
      await send(headers(), 'GET', `/users/${client.id}`),
      await send(headers(), 'GET', `/users/${client.id}?depth=2&select[vapiWebhookToken]=true`),
      await send(headers(), 'GET', `/users?where[id][equals]=${client.id}`),
      await send(headers(), 'GET', '/call-summaries?depth=2'),
      await send(headers(), 'PATCH', `/users/${client.id}`, { businessType: 'x' }),
      await send(headers(), 'PATCH', `/users?where[id][equals]=${client.id}`, {
        businessType: 'y',
      }),
      await send(headers(), 'POST', '/users/rotate-vapi-token', { ids: [crypto.randomUUID()] }),
      await send(headers(), 'GET', `/users/${client.id}/sender`),
      await send(headers(), 'POST', '/users/test-call', { id: client.id }),
      ...(await Promise.all(
        [
          `{ User(id: "${client.id}") ${fields} }`,
          `{ Users { docs ${fields} } }`,
          `{ CallSummaries { docs { client ${fields} } } }`,
          `mutation { updateUser(id: "${client.id}", data: {businessType: "z"}) ${fields} }`,
        ].map((query) => graphQL({ headers: headers(), query, url: desk.url })),
      )),
    ]
    const text = JSON.stringify(answers.map(({ body }) => body))
    expect(text).toContain(client.id)
    expect(text).not.toContain(client.vapiWebhookToken)
    expect(text).not.toContain(SECRET)
    for (const path of ['vapiWebhookToken', 'vapiSender.secret', 'vapiSender.verification']) {
      const filtered = await send(headers(), 'GET', `/users?where[${path}][exists]=true`)
      expect(filtered.status, path).toBe(400)
    }
  })
})

describe('Payload’s own key', () => {
  it('goes on writing what it may', async () => {
    const body = { businessName: 'Fit Foundry', id: client.id, setupStatus: 'live', updatedAt: 'x' }
    const answer = await send(keys.get(KEYS[2]) ?? {}, 'PATCH', `/users/${client.id}`, body)
    expect(answer).toMatchObject({ body: { doc: { businessName: 'Fit Foundry' } }, status: 200 })
  })

  it('says by a code why not', async () => {
    const answer = await send(keys.get(KEYS[0]) ?? {}, 'PATCH', `/users/${client.id}`, {
      isSuperuser: true,
    })
    expect(answer.body).toMatchObject({ errors: [{ code: 'NOT_BY_KEY' }] })
  })
})

describe('answers to writes of many', () => {
  it('carry no tokens, in person either', async () => {
    const root = await desk.login(await makeUser(desk.payload, { isSuperuser: true }))
    const gone = await makeClient(desk.payload, {
      vapiSender: { secret: SECRET, verification: 'secret' },
    })
    const found = `/users?where[id][in]=${client.id},${gone.id}`
    const answers = [
      await send(root, 'PATCH', found, { businessType: 'x' }),
      await send(root, 'PATCH', `${found}&depth=1&select[vapiWebhookToken]=true`, {
        businessType: 'y',
      }),
      await send(root, 'DELETE', `/users?where[id][equals]=${gone.id}`),
    ]
    for (const { body, status } of answers) {
      expect(status).toBe(200)
      const text = JSON.stringify(body)
      expect(text).not.toContain(client.vapiWebhookToken)
      expect(text).not.toContain(gone.vapiWebhookToken)
      expect(text).not.toContain(SECRET)
    }
    expect(answers[0]?.body.docs).toHaveLength(2)
  })
})
