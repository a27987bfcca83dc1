import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser } from '../../helpers/people'
import { asJSON, graphQL, withAPIKey } from '../../helpers/requests'

type Headers = Record<string, string>
type Key = { id: string; key?: string; lastUsedAt: null | string; prefix: string }
type Account = Awaited<ReturnType<typeof makeClient>>

let desk: TestDesk
let root: Headers
let client: Account
let other: Account
let byClient: Headers
let byOther: Headers

const bearer = (key: string): Headers => ({ authorization: `Bearer ${key}` })

const create = (headers: Headers, data: Record<string, unknown> = {}) =>
  asJSON<{ doc?: Key; errors?: { message: string }[] }>({
    body: { name: 'CRM', ...data },
    headers,
    url: `${desk.url}/api/api-keys`,
  })

const issue = async (headers: Headers, data: Record<string, unknown> = {}) => {
  const { body, status } = await create(headers, data)
  const { id, key } = body.doc ?? {}
  if (status !== 201 || !id || !key) throw new Error(`No key: ${JSON.stringify(body)}`)
  return { id, key }
}

const me = async (headers: Headers) =>
  (
    await asJSON<{ user: null | { id: string } }>({
      headers,
      url: `${desk.url}/api/users/me`,
    })
  ).body.user?.id ?? null

const revoke = (headers: Headers, id: string) =>
  asJSON<{ doc?: { revokedAt?: string } }>({
    headers,
    method: 'POST',
    url: `${desk.url}/api/api-keys/${id}/revoke`,
  })

const list = async (headers: Headers, query = '') =>
  asJSON<{ docs?: Key[]; totalDocs?: number }>({
    headers,
    url: `${desk.url}/api/api-keys?limit=100${query}`,
  })

beforeAll(async () => {
  desk = await createTestDesk()
  root = await desk.login(await makeSuperuser(desk.payload))
  client = await makeClient(desk.payload)
  other = await makeClient(desk.payload)
  byClient = await desk.login(client)
  byOther = await desk.login(other)
  await desk.sql.query(
    `insert into call_summaries (id, client_id, vapi_call_id, reported_at)
     select gen_random_uuid(), id, 'call of ' || id, now() from users where id = any($1)`,
    [[client.id, other.id]],
  )
}, 120_000)

afterAll(() => desk.stop())

describe('a key', () => {
  it('is in the answer to its creation and nowhere else', async () => {
    const answer = await create(byClient, { name: ' Spreadsheet\u0000 ' })
    expect(answer.status).toBe(201)
    expect(answer.headers.get('cache-control')).toContain('no-store')
    const { id, key = '' } = answer.body.doc ?? {}
    expect(key).toMatch(/^vcd_[0-9A-Za-z]{40}$/)
    expect(answer.body.doc).toMatchObject({
      lastUsedAt: null,
      name: 'Spreadsheet',
      prefix: key.slice(0, 10),
      user: client.id,
    })
    expect(JSON.stringify(answer.body)).not.toContain('hash')

    const one = await asJSON({ headers: root, url: `${desk.url}/api/api-keys/${id}` })
    const graph = await graphQL({
      headers: byClient,
      query: '{ ApiKeys { docs { id key hash prefix } } }',
      url: desk.url,
    })
    expect(graph.body.data).toMatchObject({ ApiKeys: { docs: [{ hash: null, id, key: null }] } })
    const seen = JSON.stringify([one.body, (await list(root)).body, graph.body])
    expect(seen).not.toContain(key)
    const { rows } = await desk.sql.query('select api_keys::text as text from api_keys')
    expect(JSON.stringify(rows)).not.toContain(key.slice(10))
  })

  it('is made by GraphQL too, and revoked', async () => {
    const made = await graphQL<{ createApiKey: Key }>({
      headers: byClient,
      query: 'mutation { createApiKey(data: {name: "Zapier"}) { id key prefix } }',
      url: desk.url,
    })
    const { id = '', key = '' } = made.body.data?.createApiKey ?? {}
    expect(await me(bearer(key))).toBe(client.id)
    const query = `mutation { revokeApiKey(id: "${id}") { revokedAt key } }`
    const foreign = await graphQL({ headers: byOther, query, url: desk.url })
    expect(foreign.body.errors).toHaveLength(1)
    expect(await me(bearer(key))).toBe(client.id)
    const ended = await graphQL({ headers: byClient, query, url: desk.url })
    expect(ended.body.data).toMatchObject({
      revokeApiKey: { key: null, revokedAt: expect.any(String) },
    })
    expect(await me(bearer(key))).toBeNull()
  })

  it('cannot be chosen, nor anything that the desk writes of it', async () => {
    const chosen = {
      createdBy: other.id,
      hash: 'a',
      key: 'vcd_chosen',
      lastUsedAt: '2020-01-01T00:00:00.000Z',
      prefix: 'chosen',
      revokedAt: '2020-01-01T00:00:00.000Z',
    }
    const { body } = await create(byClient, chosen)
    expect(body.doc).toMatchObject({
      createdBy: client.id,
      key: expect.stringMatching(/^vcd_\w{40}$/),
      lastUsedAt: null,
      revokedAt: null,
    })
  })

  it.each(['users API-Key', 'Bearer'])('reads as its user by %s', async (form) => {
    const { key } = await issue(byClient)
    const headers = { authorization: `${form} ${key}` }
    expect(await me(headers)).toBe(client.id)
    const profile = await asJSON({ headers, url: `${desk.url}/api/users/me` })
    expect(Object.keys(profile.body).sort()).toEqual(['collection', 'message', 'strategy', 'user'])
    const { body } = await asJSON<{ docs: { vapiCallId: string }[] }>({
      headers,
      url: `${desk.url}/api/call-summaries`,
    })
    expect(body.docs.map(({ vapiCallId }) => vapiCallId)).toEqual([`call of ${client.id}`])
    const graph = await graphQL({
      headers,
      query: '{ CallSummaries { docs { vapiCallId } } }',
      url: desk.url,
    })
    expect(graph.body.data).toEqual({
      CallSummaries: { docs: [{ vapiCallId: `call of ${client.id}` }] },
    })
    const foreign = await asJSON({ headers, url: `${desk.url}/api/users/${other.id}` })
    expect(foreign.status).toBe(404)
  })

  it('of staff reads with the permissions of their groups, such as the metrics', async () => {
    const staff = await makeStaff(desk.payload, ['webhook-deliveries.view'])
    const { key } = await issue(await desk.login(staff))
    const scrape = await fetch(`${desk.url}/metrics`, { headers: bearer(key) })
    expect([scrape.status, await scrape.text()]).toEqual([
      200,
      expect.stringContaining('desk_webhook_received_total'),
    ])
  })

  it('works beside Payload’s own', async () => {
    const own = crypto.randomUUID()
    await desk.payload.update({
      collection: 'users',
      data: { apiKey: own, enableAPIKey: true },
      id: client.id,
      overrideAccess: true,
    })
    const { key } = await issue(byClient)
    expect([await me(withAPIKey(own)), await me(withAPIKey(key))]).toEqual([client.id, client.id])
  })

  it('unknown, cut short or in another case is nobody’s', async () => {
    const { key } = await issue(byClient)
    const wrong = [key.slice(0, -1), `${key}a`, key.toLowerCase(), `vcd_${'0'.repeat(40)}`]
    for (const each of wrong) expect(await me(bearer(each))).toBeNull()
  })
})

describe('a key stops at once', () => {
  it('when it is revoked, also a second time', async () => {
    const { id, key } = await issue(byClient)
    expect(await me(bearer(key))).toBe(client.id)
    const first = await revoke(byClient, id)
    expect(first.status).toBe(200)
    expect(await me(bearer(key))).toBeNull()
    const second = await revoke(byClient, id)
    expect(second.body.doc?.revokedAt).toBe(first.body.doc?.revokedAt)
  })

  it('when it expires', async () => {
    const { id, key } = await issue(byClient, {
      expiresAt: new Date(Date.now() + 60_000).toISOString(),
    })
    expect(await me(bearer(key))).toBe(client.id)
    await desk.sql.query("update api_keys set expires_at = now() - interval '1 s' where id = $1", [
      id,
    ])
    expect(await me(bearer(key))).toBeNull()
  })

  it('when the account is deactivated, and stays so when it is activated again', async () => {
    const leaving = await makeClient(desk.payload)
    const { key } = await issue(root, { user: leaving.id })
    expect(await me(bearer(key))).toBe(leaving.id)
    const set = (isActive: boolean) =>
      asJSON({
        body: { isActive },
        headers: root,
        method: 'PATCH',
        url: `${desk.url}/api/users/${leaving.id}`,
      })
    await set(false)
    expect(await me(bearer(key))).toBeNull()
    expect((await create(root, { user: leaving.id })).status).toBe(400)
    await set(true)
    expect(await me(bearer(key))).toBeNull()
  })

  it('when the account is switched off behind the hooks', async () => {
    const leaving = await makeClient(desk.payload)
    const { key } = await issue(root, { user: leaving.id })
    await desk.sql.query('update users set is_active = false where id = $1', [leaving.id])
    expect(await me(bearer(key))).toBeNull()
  })

  it('when the account is deleted', async () => {
    const leaving = await makeClient(desk.payload)
    const { id, key } = await issue(root, { user: leaving.id })
    const url = `${desk.url}/api/users/${leaving.id}`
    expect((await asJSON({ headers: root, method: 'DELETE', url })).status).toBe(200)
    expect(await me(bearer(key))).toBeNull()
    expect((await desk.sql.query('select 1 from api_keys where id = $1', [id])).rowCount).toBe(0)
  })
})

describe('the last use', () => {
  const usedAt = async (id: string) => {
    const { rows } = await desk.sql.query<{ at: Date | null; updated: Date }>(
      'select last_used_at as at, updated_at as updated from api_keys where id = $1',
      [id],
    )
    return rows[0]?.at?.getTime() ?? null
  }

  it('is noted, at most once a minute', async () => {
    const { id, key } = await issue(byClient)
    expect(await usedAt(id)).toBeNull()
    await Promise.all(Array.from({ length: 5 }, () => me(bearer(key))))
    await expect.poll(() => usedAt(id)).not.toBeNull()
    const first = await usedAt(id)
    await me(bearer(key))
    await me(bearer(key))
    expect(await usedAt(id)).toBe(first)
    await desk.sql.query(
      "update api_keys set last_used_at = now() - interval '61 s' where id = $1",
      [id],
    )
    await me(bearer(key))
    await expect.poll(() => usedAt(id)).toBeGreaterThanOrEqual(first ?? 0)
  })

  it('never holds a request up, nor fails it', async () => {
    const { id, key } = await issue(byClient)
    const locking = await desk.sql.connect()
    await locking.query('begin')
    await locking.query('select 1 from api_keys where id = $1 for update', [id])
    expect(await me(bearer(key))).toBe(client.id)
    await locking.query('rollback')
    locking.release()
  })
})

describe('a named key only reads', () => {
  it('whatever its user may do, over REST', async () => {
    const { key } = await issue(root)
    const attempts = [
      ['POST', '/api-keys', { name: 'another' }],
      ['POST', `/users/generate-vapi-token`, { all: true }],
      ['PATCH', `/users/${client.id}`, { name: 'Changed by a key' }],
      ['PATCH', `/users/${client.id}`, { password: 'another long password' }],
      ['DELETE', `/users/${client.id}`, undefined],
      ['POST', '/users', { email: 'made-by-key@desk.test', password: 'another long password' }],
      ['POST', '/users/logout?allSessions=true', undefined],
    ] as const
    for (const [method, path, body] of attempts) {
      const { status } = await asJSON({
        body,
        headers: bearer(key),
        method,
        url: `${desk.url}/api${path}`,
      })
      expect([path, status >= 400 && status < 500]).toEqual([path, true])
    }
    const user = await desk.payload.findByID({ collection: 'users', id: client.id })
    expect(user.name ?? null).toBeNull()
    expect(await me(byClient)).toBe(client.id)
  })

  it('and over GraphQL', async () => {
    const { key } = await issue(byClient)
    const mutations = [
      'mutation { createApiKey(data: {name: "another"}) { id } }',
      'mutation { logoutUser(allSessions: true) }',
      `mutation { updateUser(id: "${client.id}", data: {name: "Changed by a key"}) { id } }`,
      'query Q { meUser { user { id } } } mutation M { logoutUser(allSessions: true) }',
    ]
    for (const query of mutations) {
      const { body } = await graphQL({ headers: bearer(key), query, url: desk.url })
      expect(JSON.stringify(body)).toContain('API keys are read-only.')
    }
    expect(await me(byClient)).toBe(client.id)
  })

  it('also where a POST says that it is a GET', async () => {
    const { key } = await issue(byClient)
    const { body } = await asJSON<{ docs: unknown[] }>({
      body: 'limit=1',
      headers: {
        ...bearer(key),
        'content-type': 'application/x-www-form-urlencoded',
        'x-http-method-override': 'GET',
      },
      url: `${desk.url}/api/call-summaries`,
    })
    expect(body.docs).toHaveLength(1)
  })

  it('and Payload’s own neither makes keys nor changes password or e-mail', async () => {
    const own = crypto.randomUUID()
    const account = await makeClient(desk.payload)
    await desk.payload.update({
      collection: 'users',
      data: { apiKey: own, enableAPIKey: true },
      id: account.id,
      overrideAccess: true,
    })
    const headers = withAPIKey(own)
    const patch = async (data: Record<string, unknown>) =>
      (
        await asJSON({
          body: data,
          headers,
          method: 'PATCH',
          url: `${desk.url}/api/users/${account.id}`,
        })
      ).status
    expect((await create(headers)).status).toBe(403)
    expect(await patch({ password: 'another long password' })).toBe(403)
    expect(await patch({ email: 'taken-over@desk.test' })).toBe(403)
    expect(await patch({ businessName: 'Changed' })).toBe(200)
    const { id } = await issue(await desk.login(account))
    expect((await revoke(headers, id)).status).toBe(404)
  })
})

describe('whose keys', () => {
  it('a client sees and revokes: its own alone', async () => {
    const theirs = await issue(byOther)
    const { body } = await list(byClient)
    expect(body.docs?.length).toBeGreaterThan(0)
    expect(JSON.stringify(body.docs)).not.toContain(theirs.id)
    expect((await list(byClient, `&where[user][equals]=${other.id}`)).body.totalDocs).toBe(0)
    const url = `${desk.url}/api/api-keys/${theirs.id}`
    expect((await asJSON({ headers: byClient, url })).status).toBe(404)
    expect((await revoke(byClient, theirs.id)).status).toBe(404)
    expect((await revoke(byClient, 'nonsense')).status).toBe(404)
    expect((await revoke({}, theirs.id)).status).toBe(401)
    expect(await me(bearer(theirs.key))).toBe(other.id)
    for (const method of ['PATCH', 'DELETE']) {
      const answer = await asJSON({ body: { name: 'x' }, headers: byOther, method, url })
      expect(answer.status).toBe(403)
    }
  })

  it.each(['hash', 'key', 'user.hash', 'createdBy.vapiWebhookToken'])(
    'cannot be searched or sorted by %s',
    async (field) => {
      expect((await list(byClient, `&where[${field}][like]=a`)).status).toBe(400)
      expect((await list(byClient, `&sort=${field}`)).status).toBe(400)
    },
  )

  it('are made: a client for itself, staff with users.change for clients, superusers for all', async () => {
    const staff = await makeStaff(desk.payload, ['users.change', 'users.view'])
    const byStaff = await desk.login(staff)
    const onlyView = await desk.login(await makeStaff(desk.payload, ['users.view']))
    const boss = await makeSuperuser(desk.payload)
    const made = async (headers: Headers, user: string) => (await create(headers, { user })).status
    expect(await made(byClient, other.id)).toBe(403)
    expect(await made(byClient, boss.id)).toBe(403)
    expect(await made({}, client.id)).toBe(403)
    expect(await made(onlyView, client.id)).toBe(403)
    expect(await made(byStaff, client.id)).toBe(201)
    expect(await made(byStaff, staff.id)).toBe(201)
    expect(await made(byStaff, boss.id)).toBe(403)
    expect(await made(root, staff.id)).toBe(201)
    expect(await made(root, crypto.randomUUID())).toBe(400)

    const ofBoss = await issue(root, { user: boss.id })
    const ofClient = await issue(byClient)
    expect((await revoke(byStaff, ofBoss.id)).status).toBe(404)
    expect((await revoke(onlyView, ofClient.id)).status).toBe(404)
    expect((await revoke(byStaff, ofClient.id)).status).toBe(200)
    expect((await list(onlyView)).body.totalDocs).toBeGreaterThan(3)
  })

  it.each([
    ['a name', { name: '  ' }],
    ['a short name', { name: 'x'.repeat(101) }],
    ['an expiry to come', { expiresAt: '2020-01-01T00:00:00.000Z' }],
    ['an expiry that is a date', { expiresAt: 'soon' }],
    ['a user', { user: null }],
  ])('have %s', async (_, data) => {
    expect((await create(root, data)).status).toBe(400)
  })
})

describe('the number of keys', () => {
  it('that work is at most 20 for each user, however many are made at once', async () => {
    const busy = await makeClient(desk.payload)
    const headers = await desk.login(busy)
    const answers = await Promise.all(Array.from({ length: 30 }, () => create(headers)))
    const made = answers.filter(({ status }) => status === 201)
    expect(made).toHaveLength(20)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(10)
    await revoke(headers, made[0]?.body.doc?.id ?? '')
    expect((await create(headers)).status).toBe(201)
    expect((await create(headers)).status).toBe(409)
  })

  it('that are remembered after their end is limited too', async () => {
    const busy = await makeClient(desk.payload)
    await desk.sql.query(
      `insert into api_keys (id, user_id, name, hash, revoked_at)
       select gen_random_uuid(), $1, 'ended', 'ended ' || n, now() - n * interval '1 day'
       from generate_series(1, 130) n`,
      [busy.id],
    )
    await issue(root, { user: busy.id })
    const { rows } = await desk.sql.query(
      'select count(*)::int as n, min(revoked_at) as oldest from api_keys where user_id = $1',
      [busy.id],
    )
    expect(rows[0]?.n).toBe(101)
  })

  it('races with a deactivation without leaving a key that works', async () => {
    for (let round = 0; round < 5; round += 1) {
      const leaving = await makeClient(desk.payload)
      const [, ...made] = await Promise.all([
        asJSON({
          body: { isActive: false },
          headers: root,
          method: 'PATCH',
          url: `${desk.url}/api/users/${leaving.id}`,
        }),
        ...Array.from({ length: 4 }, () => create(root, { user: leaving.id })),
      ])
      await desk.sql.query('update users set is_active = true where id = $1', [leaving.id])
      for (const { body } of made) {
        if (body.doc?.key) expect(await me(bearer(body.doc.key))).toBeNull()
      }
    }
  })
})
