import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser } from '../../helpers/people'
import { asJSON, graphQL, withAPIKey } from '../../helpers/requests'

type Client = Awaited<ReturnType<typeof makeClient>>
type Headers = Record<string, string>

let desk: TestDesk
let client: Client
let byJWT: Headers
let byKey: Headers
let root: Headers

const send = (path: string, headers: Headers, method = 'GET', body?: unknown) =>
  asJSON({ body, headers, method, url: `${desk.url}/api${path}` })

const reads = async (headers: Headers) => {
  const { status } = await send('/call-summaries', headers)
  const { body } = await graphQL({ headers, query: '{ CallSummaries { limit } }', url: desk.url })
  return [status === 200, body.errors === undefined]
}

const edit = (data: unknown, id: string = client.id) => send(`/users/${id}`, root, 'PATCH', data)

beforeAll(async () => {
  desk = await createTestDesk({ env: { API_CLIENT_LIMIT: '0' } })
  root = await desk.login(await makeSuperuser(desk.payload))
}, 60_000)

afterAll(() => desk.stop())

beforeEach(async () => {
  client = await makeClient(desk.payload, { name: 'First name' })
  const key = crypto.randomUUID()
  expect((await edit({ apiKey: key, enableAPIKey: true })).status).toBe(200)
  byKey = withAPIKey(key)
  byJWT = await desk.login(client)
  for (const headers of [byJWT, byKey, byJWT, byKey])
    expect(await reads(headers)).toEqual([true, true])
})

describe('who signs in again and again', () => {
  it('is read from the database once', async () => {
    const findOne = vi.spyOn(desk.payload.db, 'findOne')
    const find = vi.spyOn(desk.payload.db, 'find')
    for (const headers of [byJWT, byKey]) expect(await reads(headers)).toEqual([true, true])
    const asked = [...findOne.mock.calls, ...find.mock.calls].map(([{ collection }]) => collection)
    expect(asked).toContain('call-summaries')
    expect(asked).not.toContain('users')
    findOne.mockRestore()
    find.mockRestore()
  })

  it('is never somebody else', async () => {
    const others = await Promise.all(Array.from({ length: 4 }, () => makeClient(desk.payload)))
    const headers = await Promise.all(others.map((other) => desk.login(other)))
    const rounds = Array.from({ length: 10 }, () => headers).flat()
    const seen = await Promise.all(rounds.map((each) => send('/users/me', each)))
    expect(seen.map(({ body }) => Reflect.get(Object(body.user), 'id'))).toEqual(
      rounds.map((_, index) => others[index % others.length]?.id),
    )
  })
})

describe('what changes about somebody counts for the next request', () => {
  it('being deactivated, also by SQL', async () => {
    await desk.sql.query('update users set is_active = false where id = $1', [client.id])
    expect(await reads(byJWT)).toEqual([false, false])
    expect(await reads(byKey)).toEqual([false, false])
    await desk.sql.query('update users set is_active = true where id = $1', [client.id])
    expect(await reads(byJWT)).toEqual([true, true])
  })

  it('a session that ends, while another goes on', async () => {
    const second = await desk.login(client)
    expect(await reads(second)).toEqual([true, true])
    expect((await send('/users/logout', byJWT, 'POST')).status).toBe(200)
    expect(await reads(byJWT)).toEqual([false, false])
    expect(await reads(second)).toEqual([true, true])
    await desk.sql.query('delete from users_sessions where _parent_id = $1', [client.id])
    expect(await reads(second)).toEqual([false, false])
  })

  it('an API key that is replaced or revoked', async () => {
    const next = crypto.randomUUID()
    await edit({ apiKey: next, enableAPIKey: true })
    expect(await reads(byKey)).toEqual([false, false])
    expect(await reads(withAPIKey(next))).toEqual([true, true])
    await edit({ apiKey: null, enableAPIKey: false })
    expect(await reads(withAPIKey(next))).toEqual([false, false])
  })

  it('the rights of a group, and who is in it', async () => {
    const staff = await makeStaff(desk.payload, ['call-summaries.view'])
    const headers = await desk.login(staff)
    for (let turn = 0; turn < 2; turn += 1) expect(await reads(headers)).toEqual([true, true])
    const group = Object(staff.groups?.[0])
    const id = String(group.id ?? staff.groups?.[0])
    await desk.sql.query('delete from groups_permissions where parent_id = $1', [id])
    expect(await reads(headers)).toEqual([false, false])
    await desk.payload.update({
      collection: 'groups',
      data: { permissions: ['call-summaries.view'] },
      id,
    })
    expect(await reads(headers)).toEqual([true, true])
    await desk.sql.query('delete from users_rels where parent_id = $1', [staff.id])
    expect(await reads(headers)).toEqual([false, false])
  })

  it('the profile, working hours included', async () => {
    await edit({ name: 'Second name' })
    expect((await send('/users/me', byJWT)).body.user).toMatchObject({ name: 'Second name' })
    await desk.sql.query('delete from users where id = $1', [client.id])
    expect(await reads(byJWT)).toEqual([false, false])
    expect(await reads(byKey)).toEqual([false, false])
  })
})
