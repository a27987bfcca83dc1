import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { User } from '../../../src/payload-types'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import {
  makeClient,
  makeResetLink,
  makeStaff,
  makeSuperuser,
  makeUser,
  PASSWORD,
} from '../../helpers/people'

let desk: TestDesk
let root: User
let rootHeaders: Record<string, string>

type Call = { body?: unknown; headers?: Record<string, string>; method?: string }

const api = async (path: string, { body, headers = rootHeaders, method = 'GET' }: Call = {}) => {
  const answer = await fetch(`${desk.url}/api${path}`, {
    body: body === undefined ? undefined : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
    method,
  })
  return { body: await answer.json(), status: answer.status }
}

const patch = (user: { id: string }, body: unknown, headers = rootHeaders) =>
  api(`/users/${user.id}`, { body, headers, method: 'PATCH' })

const read = (user: { id: string }) =>
  desk.payload.findByID({ collection: 'users', id: user.id, overrideAccess: true })

beforeAll(async () => {
  desk = await createTestDesk()
  root = await makeUser(desk.payload)
  rootHeaders = await desk.login(root)
})

afterAll(() => desk.stop())

describe('the first user', () => {
  it('becomes an active superuser, and no later one does', async () => {
    expect(await read(root)).toMatchObject({ isActive: true, isStaff: true, isSuperuser: true })
    const next = await makeUser(desk.payload)
    expect(await read(next)).toMatchObject({ isStaff: false, isSuperuser: false })
    const again = await api('/users/first-register', {
      body: { email: 'evil@desk.test', password: PASSWORD },
      headers: {},
      method: 'POST',
    })
    expect(again.status).toBe(403)
  })
})

describe('the last active superuser', () => {
  it('cannot be removed, deactivated or demoted', async () => {
    expect((await patch(root, { isActive: false })).status).toBe(409)
    expect((await patch(root, { isSuperuser: false })).status).toBe(409)
    expect((await api(`/users/${root.id}`, { method: 'DELETE' })).status).toBe(409)
    expect(await read(root)).toMatchObject({ isActive: true, isSuperuser: true })
  })

  it('remains when two superusers demote each other at once', async () => {
    const other = await makeSuperuser(desk.payload)
    const otherHeaders = await desk.login(other)
    await Promise.all([
      patch(other, { isSuperuser: false }, rootHeaders),
      patch(root, { isSuperuser: false }, otherHeaders),
    ])
    const { totalDocs } = await desk.payload.count({
      collection: 'users',
      overrideAccess: true,
      where: { isActive: { equals: true }, isSuperuser: { equals: true } },
    })
    expect(totalDocs).toBe(1)
    await desk.sql.query('update users set is_superuser = true where id = $1', [root.id])
    await desk.sql.query('update users set is_superuser = false where id = $1', [other.id])
  })

  it('remains when one bulk request goes for all of them', async () => {
    const other = await makeSuperuser(desk.payload)
    const where = `where[id][in]=${root.id},${other.id}`
    await api(`/users?${where}`, { body: { isActive: false }, method: 'PATCH' })
    const deletion = await api(`/users?${where}`, { method: 'DELETE' })
    expect(deletion.body.errors.length).toBeGreaterThan(0)
    const { rows } = await desk.sql.query('select 1 from users where is_superuser and is_active')
    expect(rows.length).toBeGreaterThan(0)
    // Which of them remains is nobody's business.
    root = await makeSuperuser(desk.payload)
    rootHeaders = await desk.login(root)
  })
})

describe('an inactive account', () => {
  it('loses its login, its sessions and its API key at once', async () => {
    const client = await makeClient(desk.payload)
    const jwt = await desk.login(client)
    const apiKey = crypto.randomUUID()
    await patch(client, { apiKey, enableAPIKey: true })
    const key = { authorization: `users API-Key ${apiKey}` }
    expect((await api('/users/me', { headers: key })).body.user.id).toBe(client.id)

    expect((await patch(client, { isActive: false })).status).toBe(200)
    for (const headers of [jwt, key]) {
      const me = await api('/users/me', { headers })
      expect(me.body.user ?? null).toBeNull()
      expect((await api('/call-summaries', { headers })).status).toBe(403)
    }
    const credentials = { email: client.email, password: PASSWORD }
    const login = await api('/users/login', { body: credentials, headers: {}, method: 'POST' })
    expect(login.status).toBe(401)
    expect(login.body.token).toBeUndefined()
  })

  it('dies at once also when it was switched off behind the hooks', async () => {
    const client = await makeClient(desk.payload)
    const jwt = await desk.login(client)
    await desk.sql.query('update users set is_active = false where id = $1', [client.id])
    expect((await api('/call-summaries', { headers: jwt })).status).toBe(403)
    expect((await api(`/users/${client.id}`, { headers: jwt })).status).toBe(403)
    expect((await patch(client, { name: 'x' }, jwt)).status).toBe(403)
  })

  it('stays switched off when it logs in at the same moment', async () => {
    for (const delay of [0, 60, 120]) {
      const client = await makeClient(desk.payload)
      const login = api('/users/login', {
        body: { email: client.email, password: PASSWORD },
        headers: {},
        method: 'POST',
      })
      await new Promise((resolve) => setTimeout(resolve, delay))
      await patch(client, { isActive: false })
      await login
      expect(await read(client)).toMatchObject({ isActive: false })
    }
  })
})

describe('raising oneself', () => {
  it('is refused to clients and staff by every field that gives power', async () => {
    const group = await desk.payload.create({
      collection: 'groups',
      data: { name: 'powerful', permissions: ['users.change', 'users.delete'] },
      overrideAccess: true,
    })
    const client = await makeClient(desk.payload)
    const staff = await makeStaff(desk.payload, ['users.view', 'users.add', 'users.change'])
    const raise = { groups: [group.id], isStaff: true, isSuperuser: true }
    for (const person of [client, staff]) {
      const before = await read(person)
      await patch(person, raise, await desk.login(person))
      const after = await read(person)
      expect([after.isStaff, after.isSuperuser, after.groups]).toEqual([
        before.isStaff,
        before.isSuperuser,
        before.groups,
      ])
    }
    const made = await api('/users', {
      body: { email: 'puppet@desk.test', password: PASSWORD, ...raise },
      headers: await desk.login(staff),
      method: 'POST',
    })
    expect(made.body.doc).toMatchObject({ groups: [], isStaff: false, isSuperuser: false })
  })

  it('is refused through groups: nobody grants what they do not have', async () => {
    const staff = await makeStaff(desk.payload, ['groups.view', 'groups.add', 'groups.change'])
    const headers = await desk.login(staff)
    const [group] = (await read(staff)).groups ?? []
    const id = typeof group === 'object' ? group.id : group
    const grown = await api(`/groups/${id}`, {
      body: { permissions: ['groups.change', 'users.delete'] },
      headers,
      method: 'PATCH',
    })
    expect(grown.status).toBe(403)
    const made = await api('/groups', {
      body: { name: 'new', permissions: ['call-summaries.view'] },
      headers,
      method: 'POST',
    })
    expect(made.status).toBe(403)
  })

  it('is refused through other people: staff touch neither superusers nor other staff', async () => {
    const staff = await makeStaff(desk.payload, ['users.view', 'users.change', 'users.delete'])
    const headers = await desk.login(staff)
    const colleague = await makeStaff(desk.payload, ['users.view'])
    for (const person of [root, colleague]) {
      expect((await patch(person, { password: PASSWORD }, headers)).status).toBe(403)
      expect((await patch(person, { email: 'mine@desk.test' }, headers)).status).toBe(403)
      expect((await api(`/users/${person.id}`, { headers, method: 'DELETE' })).status).toBe(403)
    }
    const client = await makeClient(desk.payload)
    expect((await patch(client, { name: 'changed' }, headers)).status).toBe(200)
  })
})

describe('a client', () => {
  it('changes its own profile and nothing else of itself', async () => {
    const client = await makeClient(desk.payload, { phone: '+12025550100' })
    const headers = await desk.login(client)
    const profile = {
      businessName: 'New name',
      businessType: 'Salon',
      currency: 'EUR',
      emailNotifications: false,
      name: 'Ann',
      phone: '+1 (202) 555-0146',
      serviceHours: [{ closes: '17:00', day: 'monday', opens: '09:00' }],
      smsNotifications: true,
      timezone: 'Europe/Berlin',
    }
    const forbidden = {
      adminNotes: null,
      createdAt: '2001-01-01T00:00:00.000Z',
      email: 'other@desk.test',
      enableAPIKey: true,
      isActive: false,
      lastLogin: '2001-01-01T00:00:00.000Z',
      loginAttempts: 99,
      resetPasswordToken: 'known',
      setupStatus: 'live',
      vapiAssistantId: 'mine',
      vapiPhoneNumber: '+12025550199',
      vapiWebhookToken: 'a-token-that-the-client-picked',
    }
    const before = await read(client)
    expect((await patch(client, { ...profile, ...forbidden }, headers)).status).toBe(200)
    const after = await read(client)
    expect(after).toMatchObject({
      ...profile,
      phone: '+12025550146',
      serviceHours: [expect.objectContaining({ day: 'monday' })],
    })
    for (const field of Object.keys(forbidden)) {
      expect([field, Reflect.get(after, field)]).toEqual([field, Reflect.get(before, field)])
    }
  })

  it('changes its password, which ends its other sessions', async () => {
    const client = await makeClient(desk.payload)
    const [one, two] = [await desk.login(client), await desk.login(client)]
    expect((await patch(client, { password: 'short' }, one)).status).toBe(400)
    const change = { currentPassword: PASSWORD, password: 'another long password' }
    expect((await patch(client, change, one)).status).toBe(200)
    expect((await api('/users/me', { headers: one })).body.user.id).toBe(client.id)
    expect((await api('/users/me', { headers: two })).body.user).toBeNull()
  })

  it('neither sees nor changes another client', async () => {
    const [client, other] = [await makeClient(desk.payload), await makeClient(desk.payload)]
    const headers = await desk.login(client)
    expect((await api('/users', { headers })).body.docs.map(({ id }: User) => id)).toEqual([
      client.id,
    ])
    expect((await api(`/users/${other.id}`, { headers })).status).toBe(404)
    expect((await patch(other, { name: 'x' }, headers)).status).toBe(403)
  })
})

describe('passwords', () => {
  it('need twelve characters, also for the first user and on a reset', async () => {
    const short = { email: 'short@desk.test', password: 'eleven char' }
    expect((await api('/users', { body: short, method: 'POST' })).status).toBe(400)
    const token = await makeResetLink(desk.payload, root)
    const reset = { password: 'too short', token }
    const answer = await api('/users/reset-password', { body: reset, headers: {}, method: 'POST' })
    expect(answer.status).toBe(400)
  })

  it('can be reset, which keeps everything else and signs in', async () => {
    const client = await makeClient(desk.payload, { name: 'Kept' })
    const old = await desk.login(client)
    const token = await makeResetLink(desk.payload, client)
    const answer = await api('/users/reset-password', {
      body: { password: 'a brand new password', token },
      headers: {},
      method: 'POST',
    })
    expect(answer.status).toBe(200)
    const headers = { authorization: `JWT ${answer.body.token}` }
    expect((await api('/users/me', { headers })).body.user).toMatchObject({ name: 'Kept' })
    expect((await api('/users/me', { headers: old })).body.user).toBeNull()
    expect(await read(client)).toMatchObject({
      name: 'Kept',
      vapiWebhookToken: client.vapiWebhookToken,
    })
  })
})

describe('the webhook token', () => {
  it('can be pasted, moves the status on, and must be unique and well-shaped', async () => {
    const [client, other] = [await makeUser(desk.payload), await makeUser(desk.payload)]
    const pasted = 'an-old-token-from-elsewhere_1'
    const saved = await patch(client, { vapiWebhookToken: ` ${pasted} ` })
    expect(saved.body.doc).toMatchObject({
      setupStatus: 'token_generated',
      vapiWebhookToken: pasted,
    })
    for (const wrong of [pasted, 'too-short', 'spaces are not URL-safe at all', 'x'.repeat(129)]) {
      const refused = await patch(other, { vapiWebhookToken: wrong })
      expect(refused.status).toBe(400)
      expect(refused.body.errors[0].data.errors[0].path).toBe('vapiWebhookToken')
    }
    const { rows } = await desk.sql.query('select vapi_webhook_token t from users where id = $1', [
      client.id,
    ])
    expect(rows[0].t).not.toContain(pasted)
  })

  it('is in no list, and in no answer to those who may not change users', async () => {
    const client = await makeClient(desk.payload)
    const list = await api('/users?limit=100')
    expect(JSON.stringify(list.body)).not.toContain(client.vapiWebhookToken)
    expect(list.body.docs.find(({ id }: User) => id === client.id)).toMatchObject({
      hasVapiToken: true,
    })
    const viewer = await desk.login(await makeStaff(desk.payload, ['users.view']))
    for (const headers of [viewer, await desk.login(client)]) {
      const seen = await api(`/users/${client.id}`, { headers })
      expect(seen.status).toBe(200)
      expect(JSON.stringify(seen.body)).not.toContain(client.vapiWebhookToken)
      expect((await api('/users?where[vapiWebhookToken][exists]=true', { headers })).status).toBe(
        400,
      )
    }
  })
})

describe('the setup status in the row', () => {
  it('writes that one column while others write theirs', async () => {
    const client = await makeUser(desk.payload)
    await Promise.all([
      api(`/users/${client.id}/setup-status`, { body: { setupStatus: 'live' }, method: 'POST' }),
      patch(client, { name: 'N' }),
      patch(client, { businessName: 'B' }),
    ])
    expect(await read(client)).toMatchObject({ businessName: 'B', name: 'N', setupStatus: 'live' })
  })

  it('is refused for a wrong value, an unknown user and without the right', async () => {
    const client = await makeClient(desk.payload)
    const path = `/users/${client.id}/setup-status`
    const body = { setupStatus: 'live' }
    expect((await api(path, { body: { setupStatus: 'nope' }, method: 'POST' })).status).toBe(400)
    expect((await api('/users/x/setup-status', { body, method: 'POST' })).status).toBe(404)
    expect((await api(path, { body, headers: {}, method: 'POST' })).status).toBe(401)
    const own = await desk.login(client)
    expect((await api(path, { body, headers: own, method: 'POST' })).status).toBe(403)
  })
})

describe('deleting a client', () => {
  it('with calls asks to deactivate it first, then takes the calls along', async () => {
    const client = await makeClient(desk.payload)
    const message = { call: { id: 'last-call' }, type: 'end-of-call-report' }
    await fetch(`${desk.url}/api/v1/vapi/webhook/${client.vapiWebhookToken}`, {
      body: JSON.stringify({ message }),
      method: 'POST',
    })
    expect((await api(`/users/${client.id}`, { method: 'DELETE' })).status).toBe(409)
    await patch(client, { isActive: false })
    const staff = await desk.login(await makeStaff(desk.payload, ['users.view', 'users.delete']))
    expect((await api(`/users/${client.id}`, { headers: staff, method: 'DELETE' })).status).toBe(
      403,
    )
    expect((await api(`/users/${client.id}`, { method: 'DELETE' })).status).toBe(200)
    const { rows } = await desk.sql.query(
      'select 1 from webhook_deliveries where vapi_call_id = $1',
      ['last-call'],
    )
    expect(rows).toEqual([])
  })
})
