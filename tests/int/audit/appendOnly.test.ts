import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prune } from '../../../src/retention/prune'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser } from '../../helpers/people'
import { asJSON, graphQL, withAPIKey } from '../../helpers/requests'

type Headers = Record<string, string>

const SUPER_KEY = 'a key of Payload for the superuser'

let desk: TestDesk
let clientID: string
let entryID: string
let bulkID: string
const headersOf: Record<string, Headers> = {}

beforeAll(async () => {
  desk = await createTestDesk()
  const boss = await makeSuperuser(desk.payload)
  const [client, other] = [await makeClient(desk.payload), await makeClient(desk.payload)]
  clientID = client.id
  const staff = await makeStaff(desk.payload, ['users.view', 'users.change', 'groups.view'])
  const auditor = await makeStaff(desk.payload, ['audit-log.view'])
  headersOf.superuser = await desk.login(boss)
  headersOf.client = await desk.login(client)
  headersOf.staff = await desk.login(staff)
  headersOf.auditor = await desk.login(auditor)
  headersOf.anonymous = {}
  const { body } = await asJSON<{ doc: { key: string } }>({
    body: { name: 'of the superuser' },
    headers: headersOf.superuser,
    url: `${desk.url}/api/api-keys`,
  })
  headersOf.namedKey = { authorization: `Bearer ${body.doc.key}` }
  await desk.payload.update({
    collection: 'users',
    data: { apiKey: SUPER_KEY, enableAPIKey: true },
    id: boss.id,
  })
  headersOf.payloadKey = withAPIKey(SUPER_KEY)
  await asJSON({
    body: { ids: [client.id, other.id] },
    headers: headersOf.superuser,
    url: `${desk.url}/api/users/rotate-vapi-token`,
  })
  const find = async (where: string) => {
    const { rows } = await desk.sql.query<{ id: string }>(
      `select id from audit_log where ${where} limit 1`,
    )
    return rows[0]?.id ?? ''
  }
  entryID = await find(`action = 'created' and document = '${client.id}'`)
  bulkID = await find(`action = 'token_rotated'`)
})

afterAll(() => desk.stop())

const get = (path: string, who: string) =>
  asJSON<{ docs?: unknown[]; totalDocs?: number }>({
    headers: headersOf[who],
    url: `${desk.url}/api/audit-log${path}`,
  })

const REFUSED = ['anonymous', 'client', 'staff', 'namedKey', 'payloadKey']
const PATHS = (): string[] => [
  '',
  `/${entryID}`,
  '/count',
  `/of/users/${clientID}`,
  `/${bulkID}/touched`,
]

describe('reading', () => {
  it.each(REFUSED)('is refused to whoever may not: %s', async (who) => {
    for (const path of PATHS()) expect([401, 403]).toContain((await get(path, who)).status)
    const { body } = await graphQL({
      headers: headersOf[who],
      query: `{ AuditLogs { docs { id } } countAuditLogs { totalDocs } }`,
      url: desk.url,
    })
    expect(body.errors?.length).toBeGreaterThan(0)
    expect(JSON.stringify(body.data ?? null)).not.toContain(entryID)
  })

  it.each(['superuser', 'auditor'])('is open to those who may: %s', async (who) => {
    for (const path of PATHS()) expect((await get(path, who)).status).toBe(200)
  })

  it('never filters or sorts by what it hides', async () => {
    for (const query of ['where[onceKey][exists]=true', 'sort=onceKey', 'where[onceKey][like]=s']) {
      expect((await get(`?${query}`, 'superuser')).status).toBe(400)
    }
    const { body } = await get('', 'superuser')
    expect(JSON.stringify(body)).not.toContain('onceKey')
  })

  it('filters by who, what and when', async () => {
    const total = async (query: string) => (await get(`?${query}`, 'auditor')).body.totalDocs
    expect(await total('where[action][equals]=token_rotated')).toBe(1)
    expect(await total(`where[document][equals]=${clientID}&where[action][equals]=created`)).toBe(1)
    expect(await total(`where[actor][equals]=${clientID}`)).toBe(1)
    expect(await total('where[at][greater_than]=2100-01-01')).toBe(0)
  })

  it('counts what a bulk action touched, in lists and by itself', async () => {
    const one = await get(`/${bulkID}`, 'superuser')
    expect(one.body).toMatchObject({ document: null, touchedCount: 2 })
    const list = await get('?where[action][equals]=token_rotated', 'superuser')
    expect(list.body.docs).toMatchObject([{ touchedCount: 2 }])
  })

  it('refuses what is no document and no cursor', async () => {
    const status = async (path: string) => (await get(path, 'superuser')).status
    expect(await status('/of/users/nothing')).toBe(404)
    expect(await status(`/of/payload-kv/${clientID}`)).toBe(404)
    expect(await status(`/of/users/${clientID}?at=yesterday`)).toBe(400)
    expect(await status(`/of/users/${clientID}?id=${entryID}`)).toBe(400)
    expect(await status('/nothing/touched')).toBe(404)
    expect(await status(`/${bulkID}/touched?after=x`)).toBe(404)
  })
})

describe('nothing changes an entry', () => {
  it.each([...REFUSED, 'auditor', 'superuser'])('over REST: %s', async (who) => {
    const headers = headersOf[who]
    const url = `${desk.url}/api/audit-log`
    const answers = [
      await asJSON({ body: { action: 'created' }, headers, url }),
      await asJSON({ body: { label: 'x' }, headers, method: 'PATCH', url: `${url}/${entryID}` }),
      await asJSON({ headers, method: 'DELETE', url: `${url}/${entryID}` }),
      await asJSON({
        body: { label: 'x' },
        headers,
        method: 'PATCH',
        url: `${url}?where[id][exists]=true`,
      }),
      await asJSON({ headers, method: 'DELETE', url: `${url}?where[id][exists]=true` }),
      await asJSON({ headers, method: 'POST', url: `${url}/${entryID}/duplicate` }),
    ]
    for (const { status } of answers) expect([401, 403, 404]).toContain(status)
  })

  it('over GraphQL, which has no mutation for it', async () => {
    for (const query of [
      `mutation { deleteAuditLog(id: "${entryID}") { id } }`,
      `mutation { updateAuditLog(id: "${entryID}", data: { label: "x" }) { id } }`,
      `mutation { createAuditLog(data: { label: "x" }) { id } }`,
    ]) {
      const { body } = await graphQL({ headers: headersOf.superuser, query, url: desk.url })
      expect(body.errors?.[0]?.message).toMatch(/Cannot query field/)
    }
  })

  it.each([
    `update audit_log set label = 'x'`,
    'update audit_log_touched set label = null',
    'delete from audit_log',
    'delete from audit_log_touched',
    'truncate audit_log cascade',
    'truncate audit_log_touched',
    `insert into audit_log select * from audit_log limit 1 on conflict (id) do update set label = 'x'`,
  ])('in the database: %s', async (statement) => {
    await expect(desk.sql.query(statement)).rejects.toThrow(/only added to|conflict/)
  })

  it('by deleting the account whose they are', async () => {
    const gone = await makeClient(desk.payload, { isActive: false, name: 'Gone' })
    await desk.payload.delete({ collection: 'users', id: gone.id })
    const { body } = await get(`?where[document][equals]=${gone.id}&sort=at`, 'superuser')
    expect(body.docs).toMatchObject([
      { action: 'created', label: 'Gone' },
      { action: 'deleted', label: 'Gone' },
    ])
  })
})

describe('retention', () => {
  const old = async (days: number) => {
    const { rows } = await desk.sql.query<{ id: string }>(
      `with entry as (
         insert into audit_log (id, at, action, collection, actor_kind)
         values (gen_random_uuid(), now() - make_interval(days => $1::int), 'changed', 'users', 'staff')
         returning id
       )
       insert into audit_log_touched (entry_id, document) select id, 'one' from entry
       returning entry_id as id`,
      [days],
    )
    return rows[0]?.id
  }

  it('deletes what is older than it is told, with what that touched', async () => {
    const [older, younger] = [await old(366), await old(364)]
    expect(await prune({ days: 365, pool: desk.sql, what: 'history' })).toBe(1)
    const { rows } = await desk.sql.query<{ id: string }>(
      'select entry_id as id from audit_log_touched where entry_id = any($1::uuid[])',
      [[older, younger]],
    )
    expect(rows).toEqual([{ id: younger }])
  })

  it('never gets at the last 30 days, whatever it is told', async () => {
    await old(29)
    await expect(prune({ days: 1, pool: desk.sql, what: 'history' })).rejects.toThrow(
      'only added to',
    )
  })
})
