import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { report2026 } from '../../fixtures/reports'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser, makeUser } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'

let desk: TestDesk
let root: Record<string, string>
let counter = 0

type Action = 'end-retired-token' | 'revoke-vapi-token' | 'rotate-vapi-token'

const act = (action: Action, body: unknown, headers = root) =>
  asJSON<Record<string, number>>({ body, headers, url: `${desk.url}/api/users/${action}` })

const post = async (token: string, body?: string) => {
  counter += 1
  const call = { ...report2026.message.call, id: `call-${counter}` }
  const answer = await asJSON({
    body: body ?? JSON.stringify({ message: { ...report2026.message, call } }),
    url: `${desk.url}/api/v1/vapi/webhook/${token}`,
  })
  return answer.status
}

const tokenOf = async (id: string): Promise<string> => {
  const { body } = await asJSON<{ vapiWebhookToken?: string | null }>({
    headers: root,
    url: `${desk.url}/api/users/${id}`,
  })
  return body.vapiWebhookToken ?? ''
}

const edit = (id: string, data: unknown) =>
  asJSON<{ errors?: unknown[] }>({
    body: data,
    headers: root,
    method: 'PATCH',
    url: `${desk.url}/api/users/${id}`,
  })

const stateOf = async (id: string, headers = root) =>
  asJSON<{ retiredTokens: { lastUsedAt: null | string; worksUntil: string }[] }>({
    headers,
    url: `${desk.url}/api/users/${id}/sender`,
  })

const rows = async (ids: readonly string[]) =>
  (
    await desk.sql.query<{ id: string; present: null | string; retired: number; working: number }>(
      `select u.id, u.vapi_webhook_token_index as present, count(r.id)::int as retired,
         (count(*) filter (where r.expires_at > now()))::int as working
       from users u left join webhook_retired_tokens r on r.client_id = u.id
       where u.id = any($1) group by u.id order by u.id`,
      [ids],
    )
  ).rows

const insertClients = async (count: number): Promise<string[]> => {
  counter += 1
  const { rows: made } = await desk.sql.query<{ id: string }>(
    `insert into users (id, email, vapi_webhook_token_index)
     select gen_random_uuid(), $2::text || '-' || n || '@many.test', md5($2::text || '/' || n)
     from generate_series(1, $1) n returning id`,
    [count, String(counter)],
  )
  return made.map(({ id }) => id)
}

beforeAll(async () => {
  desk = await createTestDesk()
  root = await desk.login(await makeSuperuser(desk.payload))
})

afterAll(() => desk.stop())

describe('rotating', () => {
  it('gives a new token at once, and the old one works until its grace ends', async () => {
    const client = await makeClient(desk.payload)
    const old = client.vapiWebhookToken
    const answer = await act('rotate-vapi-token', { ids: [client.id] })
    expect([answer.status, answer.body]).toEqual([200, { rotated: 1, skipped: 0 }])
    const present = await tokenOf(client.id)
    expect(present).toMatch(/^[\w-]{40}$/)
    expect(await post(old)).toBe(200)
    expect(await post(present)).toBe(200)

    const [retired, ...others] = (await stateOf(client.id)).body.retiredTokens
    expect(others).toEqual([])
    const hours = (Date.parse(retired?.worksUntil ?? '') - Date.now()) / 3_600_000
    expect(hours).toBeGreaterThan(23.9)
    expect(hours).toBeLessThan(24.1)

    expect((await act('end-retired-token', { ids: [client.id] })).body).toEqual({
      ended: 1,
      skipped: 0,
    })
    expect(await post(old)).toBe(404)
    expect(await post(present)).toBe(200)
    expect((await stateOf(client.id)).body.retiredTokens).toEqual([])
    expect((await act('end-retired-token', { ids: [client.id] })).body).toEqual({
      ended: 0,
      skipped: 1,
    })
  })

  it('keeps the chosen grace, none included, and refuses one out of range', async () => {
    const client = await makeClient(desk.payload)
    await act('rotate-vapi-token', { graceHours: 0, ids: [client.id] })
    expect(await post(client.vapiWebhookToken)).toBe(404)
    const second = await tokenOf(client.id)
    await act('rotate-vapi-token', { graceHours: 1.5, ids: [client.id] })
    expect(await post(second)).toBe(200)
    await desk.sql.query(
      `update webhook_retired_tokens set expires_at = now() - interval '1 second' where client_id = $1`,
      [client.id],
    )
    expect(await post(second)).toBe(404)
    for (const graceHours of [-1, 721, '24', null]) {
      const { status } = await act('rotate-vapi-token', { graceHours, ids: [client.id] })
      expect(status).toBe(400)
    }
    expect((await act('revoke-vapi-token', { graceHours: 1, ids: [client.id] })).status).toBe(400)
  })

  it('takes every kind of body by the old URL, and says when it was last used', async () => {
    const client = await makeClient(desk.payload)
    await act('rotate-vapi-token', { ids: [client.id] })
    expect((await stateOf(client.id)).body.retiredTokens).toMatchObject([{ lastUsedAt: null }])
    expect(await post(client.vapiWebhookToken, 'not json')).toBe(400)
    expect(await post(client.vapiWebhookToken, '{}')).toBe(200)
    expect(await post(client.vapiWebhookToken, '{"message":{"type":"status-update"}}')).toBe(200)
    await expect
      .poll(async () => (await stateOf(client.id)).body.retiredTokens[0]?.lastUsedAt)
      .toMatch(/^\d{4}-/)
    const used = (await stateOf(client.id)).body.retiredTokens[0]?.lastUsedAt
    await post(client.vapiWebhookToken)
    // What is noted of a later post is noted after what would be of that one.
    const other = await makeClient(desk.payload)
    await act('rotate-vapi-token', { ids: [other.id] })
    await post(other.vapiWebhookToken)
    await expect
      .poll(async () => (await stateOf(other.id)).body.retiredTokens[0]?.lastUsedAt)
      .toMatch(/^\d{4}-/)
    expect((await stateOf(client.id)).body.retiredTokens[0]?.lastUsedAt).toBe(used)
  })

  it('leaves those without a token alone', async () => {
    const user = await makeUser(desk.payload)
    expect((await act('rotate-vapi-token', { ids: [user.id] })).body).toEqual({
      rotated: 0,
      skipped: 1,
    })
    expect(await rows([user.id])).toMatchObject([{ present: null, retired: 0 }])
  })

  it('ends with one present token each when several people rotate at once', async () => {
    const ids = await insertClients(200)
    const before = await rows(ids)
    const reversed = [...ids].reverse()
    const answers = await Promise.all(
      [ids, reversed, ids, reversed].map((each) => act('rotate-vapi-token', { ids: each })),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    const rotated = answers.reduce((sum, { body }) => sum + (body.rotated ?? 0), 0)
    const after = await rows(ids)
    expect(new Set(after.map(({ present }) => present)).size).toBe(200)
    expect(after.every(({ present }, at) => present && present !== before[at]?.present)).toBe(true)
    // Nothing that was ever given out is lost: each rotation left one retired token.
    expect(after.reduce((sum, { retired }) => sum + retired, 0)).toBe(rotated)
  })

  it('loses no report that comes by the old or the new URL meanwhile', async () => {
    const client = await makeClient(desk.payload)
    const statuses: number[] = []
    let done = false
    const sender = async () => {
      while (!done) statuses.push(await post(client.vapiWebhookToken))
    }
    const senders = [sender(), sender(), sender()]
    for (let round = 0; round < 5; round += 1) {
      await act('rotate-vapi-token', { ids: [client.id] })
    }
    done = true
    await Promise.all(senders)
    expect(statuses.length).toBeGreaterThan(5)
    expect(new Set(statuses)).toEqual(new Set([200]))
  })

  it('does not wait for an edit, and an edit does not undo it', async () => {
    const client = await makeClient(desk.payload)
    await Promise.all([
      act('rotate-vapi-token', { ids: [client.id] }),
      edit(client.id, { name: 'edited' }),
      act('rotate-vapi-token', { ids: [client.id] }),
      edit(client.id, { businessName: 'edited' }),
    ])
    const present = await tokenOf(client.id)
    expect(present).not.toBe(client.vapiWebhookToken)
    expect(await post(present)).toBe(200)
    expect(await post(client.vapiWebhookToken)).toBe(200)
  })
})

describe('pasting another token', () => {
  it('retires the one it replaces, with the same grace', async () => {
    const client = await makeClient(desk.payload)
    const pasted = `pasted-${crypto.randomUUID()}`
    expect((await edit(client.id, { vapiWebhookToken: pasted })).status).toBe(200)
    expect(await post(pasted)).toBe(200)
    expect(await post(client.vapiWebhookToken)).toBe(200)
    expect((await stateOf(client.id)).body.retiredTokens).toHaveLength(1)
    // The same again is no change.
    await edit(client.id, { name: 'x', vapiWebhookToken: pasted })
    expect((await stateOf(client.id)).body.retiredTokens).toHaveLength(1)
  })

  it('is refused for one that was retired or revoked, with its own client too', async () => {
    const [client, other] = [await makeClient(desk.payload), await makeClient(desk.payload)]
    await act('rotate-vapi-token', { ids: [client.id] })
    const present = await tokenOf(client.id)
    for (const id of [client.id, other.id]) {
      const answer = await edit(id, { vapiWebhookToken: client.vapiWebhookToken })
      expect(answer.status).toBe(400)
      expect(JSON.stringify(answer.body)).not.toContain(client.vapiWebhookToken)
    }
    await act('revoke-vapi-token', { ids: [client.id] })
    for (const token of [client.vapiWebhookToken, present]) {
      expect((await edit(other.id, { vapiWebhookToken: token })).status).toBe(400)
      expect((await edit(client.id, { vapiWebhookToken: token })).status).toBe(400)
    }
  })

  it('of a token that is being retired is refused, however they race', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [client, other] = [await makeClient(desk.payload), await makeClient(desk.payload)]
      const [, taken] = await Promise.all([
        act('revoke-vapi-token', { ids: [client.id] }),
        edit(other.id, { vapiWebhookToken: client.vapiWebhookToken }),
      ])
      expect(taken.status).toBe(400)
      expect(await post(client.vapiWebhookToken)).toBe(404)
    }
  })

  it('is refused for the token of a client that was deleted', async () => {
    const [client, other] = [await makeClient(desk.payload), await makeClient(desk.payload)]
    const gone = await asJSON({
      headers: root,
      method: 'DELETE',
      url: `${desk.url}/api/users/${client.id}`,
    })
    expect(gone.status).toBe(200)
    expect(await post(client.vapiWebhookToken)).toBe(404)
    expect((await edit(other.id, { vapiWebhookToken: client.vapiWebhookToken })).status).toBe(400)
  })
})

describe('revoking', () => {
  it('stops the present and the retired tokens at once, until one is generated', async () => {
    const client = await makeClient(desk.payload)
    await act('rotate-vapi-token', { ids: [client.id] })
    const present = await tokenOf(client.id)
    expect((await act('revoke-vapi-token', { ids: [client.id] })).body).toEqual({
      revoked: 1,
      skipped: 0,
    })
    expect(await post(present)).toBe(404)
    expect(await post(client.vapiWebhookToken)).toBe(404)
    expect(await tokenOf(client.id)).toBe('')
    expect((await act('revoke-vapi-token', { ids: [client.id] })).body).toEqual({
      revoked: 0,
      skipped: 1,
    })
    await asJSON({
      body: { ids: [client.id] },
      headers: root,
      url: `${desk.url}/api/users/generate-vapi-token`,
    })
    expect(await post(await tokenOf(client.id))).toBe(200)
    expect(await post(present)).toBe(404)
  })

  it('answers unknown, revoked and expired tokens in the same words', async () => {
    const client = await makeClient(desk.payload)
    await act('revoke-vapi-token', { ids: [client.id] })
    const answers = await Promise.all(
      [client.vapiWebhookToken, 'never-a-token-of-anybody-here'].map((token) =>
        asJSON({ body: {}, url: `${desk.url}/api/v1/vapi/webhook/${token}` }),
      ),
    )
    expect(answers.map(({ body, status }) => [status, body])).toEqual([
      [404, { errors: [{ code: 'NOT_FOUND', message: 'Not found.' }] }],
      [404, { errors: [{ code: 'NOT_FOUND', message: 'Not found.' }] }],
    ])
  })

  it('leaves nothing that works, however it races with rotations', async () => {
    const ids = await insertClients(100)
    await Promise.all([
      act('rotate-vapi-token', { ids }),
      act('rotate-vapi-token', { ids: [...ids].reverse() }),
      act('revoke-vapi-token', { ids }),
      act('rotate-vapi-token', { ids }),
      act('end-retired-token', { ids }),
    ])
    const after = await rows(ids)
    expect(after.every(({ present, working }) => present === null && working === 0)).toBe(true)
  })

  it('moves back only a set-up that had come no further than the token', async () => {
    const clients = [
      await makeClient(desk.payload),
      await makeClient(desk.payload, { setupStatus: 'live' }),
    ]
    await act('revoke-vapi-token', { ids: clients.map(({ id }) => id) })
    const { rows: after } = await desk.sql.query<{ setup_status: string }>(
      'select setup_status from users where id = any($1) order by id',
      [clients.map(({ id }) => id)],
    )
    expect(after.map(({ setup_status }) => setup_status)).toEqual(['not_started', 'live'])
  })
})

describe('who may', () => {
  it.each(['end-retired-token', 'revoke-vapi-token', 'rotate-vapi-token'] as const)(
    '%s asks for users.change, and leaves superusers to superusers',
    async (action) => {
      const client = await makeClient(desk.payload)
      const own = await desk.login(client)
      const viewer = await desk.login(await makeStaff(desk.payload, ['users.view']))
      expect((await act(action, { ids: [client.id] }, {})).status).toBe(401)
      expect((await act(action, { ids: [client.id] }, own)).status).toBe(403)
      expect((await act(action, { ids: [client.id] }, viewer)).status).toBe(403)
      expect(await post(client.vapiWebhookToken)).toBe(200)

      const changer = await desk.login(
        await makeStaff(desk.payload, ['users.view', 'users.change']),
      )
      const superuser = await makeClient(desk.payload, { isStaff: true, isSuperuser: true })
      await act(action, { ids: [superuser.id] }, changer)
      expect(await tokenOf(superuser.id)).toBe(superuser.vapiWebhookToken)
    },
  )

  it('see retired tokens: staff with users.change only', async () => {
    const client = await makeClient(desk.payload)
    const own = await desk.login(client)
    const viewer = await desk.login(await makeStaff(desk.payload, ['users.view']))
    expect((await stateOf(client.id, {})).status).toBe(401)
    expect((await stateOf(client.id, own)).status).toBe(403)
    expect((await stateOf(client.id, viewer)).status).toBe(403)
    expect((await stateOf(crypto.randomUUID())).status).toBe(404)
    expect((await stateOf('nobody')).status).toBe(404)
  })
})
