import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PERMISSIONS } from '../../../src/access/permissions'
import { readCallers, readClientLabels } from '../../../src/clients/names'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser } from '../../helpers/people'
import { asJSON, graphQL } from '../../helpers/requests'

type Headers = Record<string, string>

let desk: TestDesk
let root: Headers
let viewer: Headers
let client: Awaited<ReturnType<typeof makeClient>>

const labelOf = async (id: string) =>
  (await desk.sql.query<{ label: string }>('select label from users where id = $1', [id])).rows[0]
    ?.label

const patch = (data: Record<string, unknown>, headers = root) =>
  asJSON<{ doc?: { label?: string } }>({
    body: data,
    headers,
    method: 'PATCH',
    url: `${desk.url}/api/users/${client.id}`,
  })

const get = (path: string, headers: Headers) => asJSON({ headers, url: `${desk.url}/api/${path}` })

beforeAll(async () => {
  desk = await createTestDesk()
  root = await desk.login(await makeSuperuser(desk.payload))
  viewer = await desk.login(
    await makeStaff(
      desk.payload,
      PERMISSIONS.filter((each) => !each.startsWith('users.')),
    ),
  )
  client = await makeClient(desk.payload)
})

afterAll(() => desk.stop())

describe('what a user is called', () => {
  it('is the business, else the name, else the e-mail, as each edit answers', async () => {
    expect(await labelOf(client.id)).toBe(client.email)
    for (const [data, label] of [
      [{ name: ' Ada Example ' }, 'Ada Example'],
      [{ businessName: 'Willow & Wave' }, 'Willow & Wave'],
      [{ businessName: ' \t ' }, 'Ada Example'],
      [{ name: '' }, client.email],
      [{ email: 'changed@clients.test' }, 'changed@clients.test'],
      [{ label: 'of my choice' }, 'changed@clients.test'],
      [{ businessName: 'x'.repeat(9_000) }, 'x'.repeat(500)],
      [{ businessName: null, name: null }, 'changed@clients.test'],
    ] as const) {
      expect((await patch(data)).body.doc?.label).toBe(label)
      expect(await labelOf(client.id)).toBe(label)
    }
  })

  it('holds whichever way those are written', async () => {
    await desk.sql.query(`update users set business_name = 'By SQL' where id = $1`, [client.id])
    expect(await labelOf(client.id)).toBe('By SQL')
    await desk.sql.query(`update users set label = 'no' where id = $1`, [client.id])
    expect(await labelOf(client.id)).toBe('By SQL')
    await desk.sql.query('update users set business_name = null where id = $1', [client.id])
    const [made] = (
      await desk.sql.query<{ label: string }>(
        `insert into users (id, email, label) values (gen_random_uuid(), 'raw@clients.test', 'no') returning label`,
      )
    ).rows
    expect(made?.label).toBe('raw@clients.test')
  })

  it('is of the row that two people write at once', async () => {
    await Promise.all([
      patch({ name: 'One' }),
      patch({ businessName: 'Two' }),
      patch({ phone: null }),
    ])
    expect(await labelOf(client.id)).toBe('Two')
    await patch({ businessName: null })
    expect(await labelOf(client.id)).toBe('One')
  })

  it('is no entry of the history by itself', async () => {
    await patch({ businessName: 'Noted' })
    const { rows } = await desk.sql.query<{ text: string }>(
      `select coalesce(string_agg(changes::text, ' '), '') as text from audit_log where document = $1`,
      [client.id],
    )
    expect(rows[0]?.text).toContain('businessName')
    expect(rows[0]?.text).not.toContain('label')
  })
})

describe('who may know it', () => {
  it('finds, filters and sorts for those who view users', async () => {
    await patch({ businessName: 'Findable Florist' })
    const found = await get('users?where[label][like]=findable%20florist&sort=label', root)
    expect(found.body).toMatchObject({ docs: [{ label: 'Findable Florist' }], totalDocs: 1 })
  })

  it('is refused to all others, as filter, sort and field, but of oneself', async () => {
    const own = await desk.login({ email: 'changed@clients.test' })
    for (const headers of [viewer, own]) {
      for (const path of [
        'users?sort=label',
        'users?sort=-label',
        'users?where[label][like]=a',
        'call-summaries?sort=client.label',
        'call-summaries?where[client.label][like]=a',
      ]) {
        expect((await get(path, headers)).status, path).toBe(400)
      }
    }
    expect((await get(`users/${client.id}`, own)).body).toMatchObject({ label: 'Findable Florist' })
    const query = `{ User(id: "${client.id}") { label } }`
    expect((await graphQL({ headers: viewer, query, url: desk.url })).body.data?.User).toBeFalsy()
    expect((await patch({ label: 'mine' }, own)).body.doc?.label).toBe('Findable Florist')
  })
})

describe('names of what rows lead to', () => {
  it('are read for many at once', async () => {
    const { rows } = await desk.sql.query<{ id: string }>(
      `insert into call_summaries (id, client_id, vapi_call_id, reported_at, customer_name, customer_phone)
       values (gen_random_uuid(), $1, 'a', now(), 'Ada', '+1'), (gen_random_uuid(), $1, 'b', now(), ' ', '+2'),
         (gen_random_uuid(), $1, 'c', now(), null, null) returning id`,
      [client.id],
    )
    const ids = rows.map(({ id }) => id)
    const callers = await readCallers(desk.payload.db.pool, ids)
    expect(ids.map((id) => callers.get(id))).toEqual(['Ada', '+2', ''])
    const labels = await readClientLabels(desk.payload.db.pool, [client.id, crypto.randomUUID()])
    expect([...labels]).toEqual([[client.id, 'Findable Florist']])
  })
})
