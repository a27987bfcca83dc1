import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser, makeUser, signedIn } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

type Shown = {
  clients: { businessName: null | string; email: string; token: string }[]
  skipped: number
}

let desk: TestDesk
let root: Record<string, string>

const show = (body: unknown, headers = root) =>
  asJSON<Shown>({ body, headers, url: `${desk.url}/api/users/show-vapi-token` })

const entries = async () =>
  (
    await desk.sql.query<{ document: null | string; id: string; touched: string[] }>(
      `select id, document, array(
         select document from audit_log_touched where entry_id = audit_log.id order by document) as touched
       from audit_log where action = 'token_shown' order by id`,
    )
  ).rows

beforeAll(async () => {
  desk = await createTestDesk()
  root = await signedIn(desk.payload, await makeSuperuser(desk.payload))
})
afterAll(() => desk.stop())

describe('the webhook tokens of several clients', () => {
  it('are shown by business, and recorded as shown', async () => {
    const b = await makeClient(desk.payload, { businessName: 'B & Sons' })
    const a = await makeClient(desk.payload, { businessName: 'A "Salon"' })
    const without = await makeUser(desk.payload)
    const staff = await makeUser(desk.payload, { isStaff: true })
    const before = (await entries()).length
    const answer = await show({ ids: [b.id, without.id, a.id, staff.id] })
    expect(answer).toMatchObject({
      body: {
        clients: [
          { businessName: 'A "Salon"', email: a.email, token: a.vapiWebhookToken },
          { businessName: 'B & Sons', email: b.email, token: b.vapiWebhookToken },
        ],
        skipped: 1,
      },
      status: 200,
    })
    expect(answer.headers.get('cache-control')).toContain('no-store')
    const added = (await entries()).slice(before)
    expect(added.map(({ document, touched }) => ({ document, touched }))).toEqual([
      { document: null, touched: [a.id, b.id].sort() },
    ])

    await show({ ids: [a.id] })
    expect((await entries()).at(-1)).toMatchObject({ document: a.id, touched: [] })
  })

  it('are not recorded where none was shown', async () => {
    const without = await makeUser(desk.payload)
    const before = await entries()
    expect((await show({ ids: [without.id] })).body).toEqual({ clients: [], skipped: 1 })
    expect(await entries()).toEqual(before)
  })

  it('are found by a filter, and work as they are', async () => {
    const client = await makeClient(desk.payload, { businessName: 'Found by its name' })
    const { body } = await show({ where: { businessName: { equals: 'Found by its name' } } })
    expect(body.clients.map(({ token }) => token)).toEqual([client.vapiWebhookToken])
    const { status } = await asJSON({
      body: { message: { call: { id: 'x' }, type: 'end-of-call-report' } },
      url: `${desk.url}/api/v1/vapi/webhook/${body.clients[0]?.token}`,
    })
    expect(status).toBe(200)
  })

  it('are 1,000 at most', async () => {
    await desk.sql.query(
      `insert into users (id, email, name, is_active, is_staff, is_superuser)
       select gen_random_uuid(), 'crowd' || n || '@desk.test', 'Crowd', true, false, false
       from generate_series(1, 1001) n`,
    )
    const before = await entries()
    expect(await show({ where: { name: { equals: 'Crowd' } } })).toMatchObject({
      body: { errors: [{ code: 'TOO_MANY_DOCUMENTS' }] },
      status: 400,
    })
    await desk.sql.query("delete from users where email = 'crowd1@desk.test'")
    expect(await show({ where: { name: { equals: 'Crowd' } } })).toMatchObject({
      body: { clients: [], skipped: 1000 },
      status: 200,
    })
    expect(await entries()).toEqual(before)
  })

  it('are for staff who may change clients, signed in themselves', async () => {
    const client = await makeClient(desk.payload)
    const other = await makeClient(desk.payload)
    const body = { ids: [client.id, other.id] }
    const before = await entries()
    const of = async (permissions: Parameters<typeof makeStaff>[1]) =>
      signedIn(desk.payload, await makeStaff(desk.payload, permissions))
    const statusOf = async (headers: Record<string, string>) => (await show(body, headers)).status
    expect(await statusOf({})).toBe(401)
    expect(await statusOf(await signedIn(desk.payload, client))).toBe(403)
    expect(await statusOf(await of([]))).toBe(403)
    expect(await statusOf(await of(['users.view', 'users.add', 'users.delete']))).toBe(403)
    const key = crypto.randomUUID()
    const { id } = await makeSuperuser(desk.payload)
    await desk.payload.update({
      collection: 'users',
      data: { apiKey: key, enableAPIKey: true },
      id,
      overrideAccess: true,
    })
    const byKey = await show(body, { Authorization: `users API-Key ${key}` })
    expect(byKey).toMatchObject({ body: { errors: [{ code: 'NOT_BY_KEY' }] }, status: 403 })
    expect(await entries()).toEqual(before)
    expect(await statusOf(await of(['users.view', 'users.change']))).toBe(200)
  })

  it.each([{}, { all: false }, { ids: [] }, { all: true, graceHours: 1 }, { ids: ['x'] }])(
    'are not shown for %j',
    async (body) => {
      expect(await show(body)).toMatchObject({
        body: { errors: [{ code: 'BODY_INVALID' }] },
        status: 400,
      })
    },
  )
})
