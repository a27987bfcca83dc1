import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeStaff, makeSuperuser, makeUser } from '../../helpers/people'

let desk: TestDesk
let root: Record<string, string>
let rootID: string

const act = async (action: string, body: unknown, headers: Record<string, string> = root) => {
  const answer = await fetch(`${desk.url}/api/users/${action}`, {
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
    method: 'POST',
  })
  return { body: await answer.json(), status: answer.status }
}

const rows = async (ids: readonly string[]) =>
  (
    await desk.sql.query<{ setup_status: string; token: string; token_index: null | string }>(
      `select setup_status, vapi_webhook_token as token, vapi_webhook_token_index as token_index
       from users where id = any($1) order by id`,
      [ids],
    )
  ).rows

/** Users made directly in the database: hashing 5,000 passwords would take a quarter of an hour. */
const insertClients = async (count: number, prefix: string): Promise<string[]> =>
  (
    await desk.sql.query<{ id: string }>(
      `insert into users (id, email, name, setup_status, is_active, is_staff, is_superuser)
       select gen_random_uuid(), $2 || n || '@desk.test', $2, 'not_started', true, false, false
       from generate_series(1, $1) n returning id`,
      [count, prefix],
    )
  ).rows.map(({ id }) => id)

beforeAll(async () => {
  desk = await createTestDesk()
  const superuser = await makeSuperuser(desk.payload)
  rootID = superuser.id
  root = await desk.login(superuser)
})

beforeEach(() => desk.sql.query('delete from users where is_superuser is not true'))

afterAll(() => desk.stop())

describe('generating tokens', () => {
  it('gives a unique token to those who have none and skips the others', async () => {
    const ids = await insertClients(12, 'a')
    expect(await act('generate-vapi-token', { ids: ids.slice(0, 3) })).toEqual({
      body: { generated: 3, skipped: 0 },
      status: 200,
    })
    const before = await rows(ids.slice(0, 3))
    expect(await act('generate-vapi-token', { ids })).toEqual({
      body: { generated: 9, skipped: 3 },
      status: 200,
    })
    const after = await rows(ids)
    expect(new Set(after.map(({ token_index }) => token_index)).size).toBe(12)
    expect(after.every(({ setup_status }) => setup_status === 'token_generated')).toBe(true)
    expect(after).toEqual(expect.arrayContaining(before))
  })

  it('makes one token each when several people press at once', async () => {
    const ids = await insertClients(300, 'b')
    const reversed = [...ids].reverse()
    const answers = await Promise.all(
      [ids, reversed, ids, reversed].map((each) => act('generate-vapi-token', { ids: each })),
    )
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    expect(answers.reduce((sum, { body }) => sum + body.generated, 0)).toBe(300)
  })

  it('does 5,000 users found by a filter, with progress, and touches no others', async () => {
    await insertClients(5_000, 'many')
    const others = await insertClients(3, 'few')
    const answer = await fetch(`${desk.url}/api/users/generate-vapi-token`, {
      body: JSON.stringify({ where: { name: { equals: 'many' } } }),
      headers: { ...root, accept: 'application/x-ndjson', 'content-type': 'application/json' },
      method: 'POST',
    })
    const lines = (await answer.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.at(-1)).toEqual({ generated: 5_000, skipped: 0 })
    expect(lines.at(-2)).toEqual({ done: 5_000, total: 5_000 })
    expect(lines.length).toBeGreaterThan(5)
    expect((await rows(others)).every(({ token_index }) => token_index === null)).toBe(true)
  })

  it('survives a form that was opened before and is saved after', async () => {
    const user = await makeUser(desk.payload)
    await act('generate-vapi-token', { ids: [user.id] })
    const saved = await fetch(`${desk.url}/api/users/${user.id}`, {
      body: JSON.stringify({ ...user, name: 'saved', vapiWebhookToken: null }),
      headers: { 'content-type': 'application/json', ...root },
      method: 'PATCH',
    })
    expect(saved.status).toBe(200)
    expect((await saved.json()).doc).toMatchObject({
      name: 'saved',
      vapiWebhookToken: expect.stringMatching(/^[\w-]{40}$/),
    })
  })

  it('survives the client logging in meanwhile', async () => {
    for (const delay of [0, 50, 100, 150]) {
      const user = await makeUser(desk.payload)
      const login = desk.login(user)
      await new Promise((resolve) => setTimeout(resolve, delay))
      await act('generate-vapi-token', { ids: [user.id] })
      await login
      expect((await rows([user.id]))[0]?.token_index).toMatch(/^[0-9a-f]{64}$/)
    }
  })
})

describe('marking as live', () => {
  it('writes the status alone and skips those who are live', async () => {
    const ids = await insertClients(4, 'c')
    await act('mark-setup-live', { ids: ids.slice(0, 1) })
    expect((await act('mark-setup-live', { ids })).body).toEqual({ skipped: 1, updated: 3 })
    expect((await rows(ids)).every(({ setup_status }) => setup_status === 'live')).toBe(true)
    expect((await rows(ids)).every(({ token_index }) => token_index === null)).toBe(true)
  })
})

describe('staff among the selected', () => {
  const ACTIONS = [
    'generate-vapi-token',
    'rotate-vapi-token',
    'revoke-vapi-token',
    'end-retired-token',
    'end-retired-secret',
    'mark-setup-live',
  ] as const

  it.each(ACTIONS)('%s leaves them alone, and says how many they are', async (action) => {
    const [client = ''] = await insertClients(1, 'with-staff')
    const colleague = await makeStaff(desk.payload, ['users.change'])
    const other = await makeUser(desk.payload, { isSuperuser: true })
    const staff = [colleague.id, other.id]
    const before = await rows(staff)
    for (const body of [
      { ids: [client, ...staff] },
      { where: { id: { in: [client, ...staff] } } },
    ]) {
      expect((await act(action, body)).body).toMatchObject({ staffLeftAlone: 2 })
    }
    expect(await act(action, { ids: staff })).toMatchObject({
      body: { skipped: 0, staffLeftAlone: 2 },
      status: 200,
    })
    // The one who asks as well.
    expect((await act(action, { all: true })).body.staffLeftAlone).toBeGreaterThan(2)
    expect(await rows(staff)).toEqual(before)
    expect(await rows([rootID])).toMatchObject([{ setup_status: 'not_started', token_index: null }])
  })

  it('leaves alone whoever asks, too', async () => {
    const changer = await makeStaff(desk.payload, ['users.view', 'users.change'])
    const headers = await desk.login(changer)
    const answer = await act('generate-vapi-token', { ids: [changer.id] }, headers)
    expect(answer.body).toEqual({ generated: 0, skipped: 0, staffLeftAlone: 1 })
    expect(await rows([changer.id])).toMatchObject([{ token_index: null }])
  })

  it.each([
    ['setup-status', (id: string) => [`${id}/setup-status`, { setupStatus: 'live' }] as const],
    ['send-welcome', (id: string) => ['send-welcome', { id }] as const],
    ['test-call', (id: string) => ['test-call', { id }] as const],
  ])('%s refuses them with a code', async (_, of) => {
    const colleague = await makeStaff(desk.payload)
    const [path, body] = of(colleague.id)
    expect(await act(path, body)).toMatchObject({
      body: { errors: [{ code: 'CLIENTS_ONLY' }] },
      status: 400,
    })
    expect(await rows([colleague.id])).toMatchObject([{ setup_status: 'not_started' }])
  })
})

describe('who may', () => {
  it.each(['generate-vapi-token', 'mark-setup-live'] as const)(
    '%s asks for users.change',
    async (action) => {
      const [id] = await insertClients(1, 'd')
      const client = await desk.login(await makeUser(desk.payload))
      const viewer = await desk.login(await makeStaff(desk.payload, ['users.view']))
      expect((await act(action, { ids: [id] }, {})).status).toBe(401)
      expect((await act(action, { ids: [id] }, client)).status).toBe(403)
      expect((await act(action, { ids: [id] }, viewer)).status).toBe(403)

      const changer = await desk.login(
        await makeStaff(desk.payload, ['users.view', 'users.change']),
      )
      const superuser = await makeUser(desk.payload, { isStaff: true, isSuperuser: true })
      expect((await act(action, { ids: [id, superuser.id] }, changer)).body).toMatchObject({
        skipped: 0,
      })
      const [touched] = await rows([superuser.id])
      expect(touched).toMatchObject({ setup_status: 'not_started', token_index: null })
    },
  )

  it('refuses a body that names nobody, and filters on hidden fields', async () => {
    for (const body of [{}, { ids: [] }, { all: false }, { ids: ['x'] }, { where: 7 }, null]) {
      expect((await act('mark-setup-live', body)).status).toBe(400)
    }
    const hidden = await act('mark-setup-live', { where: { hash: { like: 'a' } } })
    expect(hidden.status).toBe(400)
  })
})
