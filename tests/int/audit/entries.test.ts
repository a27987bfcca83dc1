import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { User } from '../../../src/payload-types'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { recorded } from '../../helpers/history'
import {
  makeClient,
  makeResetLink,
  makeStaff,
  makeSuperuser,
  makeUser,
  PASSWORD,
} from '../../helpers/people'
import { asJSON, graphQL, withAPIKey } from '../../helpers/requests'

type Headers = Record<string, string>

let desk: TestDesk
let boss: User
let client: User & { vapiWebhookToken: string }
let asBoss: Headers
let asClient: Headers
let counter = 0

beforeAll(async () => {
  desk = await createTestDesk()
  boss = await makeSuperuser(desk.payload)
  await desk.payload.update({
    collection: 'users',
    data: { name: 'Ana' },
    id: boss.id,
    overrideAccess: true,
  })
  client = await makeClient(desk.payload, { businessName: 'Salon Sol' })
  asBoss = await desk.login(boss)
  asClient = await desk.login(client)
})

afterAll(() => desk.stop())

const during = (work: () => Promise<unknown>) => recorded(desk.sql, work)

const send = (path: string, options: { body?: unknown; headers?: Headers; method?: string } = {}) =>
  asJSON({ headers: asBoss, ...options, url: `${desk.url}/api${path}` })

const patch = (path: string, body: unknown, headers = asBoss) =>
  send(path, { body, headers, method: 'PATCH' })

/** Staff look once at what they change, so that later answers show them nothing new. */
const look = (id: string) => send(`/users/${id}`)

const byBoss = () => ({
  actor: boss.id,
  actor_email: boss.email,
  actor_kind: 'staff',
  actor_label: 'Ana',
  ip: '127.0.0.1',
  via: null,
})

const makeCall = async (of: string) => {
  counter += 1
  const { rows } = await desk.sql.query<{ id: string }>(
    `insert into call_summaries (id, client_id, vapi_call_id, outcome, transcript, reported_at)
     values (gen_random_uuid(), $1, $2, 'Booked', 'what was said', now()) returning id`,
    [of, `call-${counter}`],
  )
  return { id: rows[0]?.id ?? '', vapiCallId: `call-${counter}` }
}

describe('an edit', () => {
  it('of a client by staff says what it was before and after', async () => {
    await look(client.id)
    const entries = await during(() =>
      patch(`/users/${client.id}`, { businessName: 'Salon Luna', emailNotifications: false }),
    )
    expect(entries).toMatchObject([
      {
        ...byBoss(),
        action: 'changed',
        changes: { businessName: ['Salon Sol', 'Salon Luna'], emailNotifications: [true, false] },
        collection: 'users',
        document: client.id,
        label: 'Salon Luna',
        touched: [],
      },
    ])
  })

  it('of its own profile is the client’s', async () => {
    const entries = await during(() =>
      patch(`/users/${client.id}`, { name: 'Luz', vapiAssistantId: 'not mine' }, asClient),
    )
    expect(entries).toMatchObject([
      {
        action: 'changed',
        actor: client.id,
        actor_kind: 'client',
        changes: { name: [null, 'Luz'] },
      },
    ])
    expect(Object.keys(entries[0]?.changes ?? {})).toEqual(['name'])
  })

  it('by nobody is the desk’s own', async () => {
    const entries = await during(() =>
      desk.payload.update({ collection: 'users', data: { timezone: 'UTC' }, id: client.id }),
    )
    expect(entries).toMatchObject([
      { action: 'changed', actor: null, actor_kind: 'system', ip: null },
    ])
  })

  it('over GraphQL says the same', async () => {
    const entries = await during(() =>
      graphQL({
        headers: asBoss,
        query: `mutation { updateUser(id: "${client.id}", data: { currency: "EUR" }) { id } }`,
        url: desk.url,
      }),
    )
    expect(entries).toMatchObject([{ ...byBoss(), changes: { currency: [null, 'EUR'] } }])
  })

  it('by Payload’s own API key is that of a key', async () => {
    const key = 'a key that is long enough to be one'
    const staff = await makeUser(desk.payload, {
      apiKey: key,
      enableAPIKey: true,
      isStaff: true,
      isSuperuser: true,
    })
    const entries = await during(() =>
      patch(`/users/${client.id}`, { phone: '+12025550146' }, withAPIKey(key)),
    )
    const [entry] = entries.filter(({ action }) => action === 'changed')
    expect(entry).toMatchObject({
      actor: staff.id,
      actor_kind: 'api_key',
      changes: { phone: [null, '+12025550146'] },
    })
  })

  it('that changes nothing is none', async () => {
    await patch(`/users/${client.id}`, {
      serviceHours: [{ closes: '17:00', day: 'monday', opens: '09:00' }],
    })
    const entries = await during(async () => {
      await patch(`/users/${client.id}`, { name: 'Luz' })
      await patch(`/users/${client.id}`, {
        serviceHours: [{ closes: '17:00', day: 'monday', opens: '09:00' }],
      })
    })
    expect(entries).toEqual([])
  })

  it('of a call tells no more than that what was said was changed', async () => {
    const call = await makeCall(client.id)
    const entries = await during(() =>
      patch(`/call-summaries/${call.id}`, { outcome: 'Cancelled', transcript: 'other words' }),
    )
    expect(entries).toMatchObject([
      {
        ...byBoss(),
        action: 'changed',
        changes: { outcome: ['Booked', 'Cancelled'], transcript: 'changed' },
        collection: 'call-summaries',
        document: call.id,
        label: call.vapiCallId,
      },
    ])
  })

  it('of a group and of who is in it says so by name', async () => {
    const { body } = await send('/groups', { body: { name: 'Support', permissions: [] } })
    const { id } = (body as { doc: { id: string } }).doc
    const entries = await during(async () => {
      await patch(`/groups/${id}`, { permissions: ['users.view'] })
      await patch(`/users/${client.id}`, { groups: [id] })
    })
    expect(entries).toMatchObject([
      { changes: { permissions: [null, ['users.view']] }, collection: 'groups', label: 'Support' },
      { changes: { groups: [null, ['Support']] }, collection: 'users' },
    ])
  })

  it('of several at once is one entry for those to whom the same was done', async () => {
    const people = await Promise.all([
      makeClient(desk.payload, { businessName: 'A', currency: 'EUR' }),
      makeClient(desk.payload, { businessName: 'B', currency: 'EUR' }),
      makeClient(desk.payload, { businessName: 'C', currency: 'USD' }),
    ])
    const ids = people.map(({ id }) => id).join(',')
    for (const { id } of people) await look(id)
    const entries = await during(() =>
      patch(`/users?where[id][in]=${ids}`, { currency: 'CHF', isActive: true }),
    )
    expect(entries).toMatchObject([
      {
        ...byBoss(),
        action: 'changed',
        changes: { currency: 'changed' },
        document: null,
        touched: [
          { changes: { currency: ['EUR', 'CHF'] }, label: 'A' },
          { changes: { currency: ['EUR', 'CHF'] }, label: 'B' },
          { changes: { currency: ['USD', 'CHF'] }, label: 'C' },
        ],
      },
    ])
  })
})

describe('an account', () => {
  it('is created and deleted', async () => {
    let id = ''
    const entries = await during(async () => {
      const { body } = await send('/users', {
        body: { email: 'new@desk.test', isStaff: true, password: PASSWORD },
      })
      id = (body as { doc: { id: string } }).doc.id
      await send(`/users/${id}`, { method: 'DELETE' })
    })
    expect(entries).toMatchObject([
      {
        action: 'created',
        changes: { email: [null, 'new@desk.test'], isStaff: [null, true], password: 'changed' },
        document: id,
      },
      { action: 'deleted', changes: null, document: id, label: 'new@desk.test' },
    ])
  })

  it('logs in and out', async () => {
    const user = await makeClient(desk.payload)
    const entries = await during(async () => {
      const headers = await desk.login(user)
      await send('/users/logout', { headers, method: 'POST' })
    })
    expect(entries).toMatchObject([
      {
        action: 'logged_in',
        actor: user.id,
        actor_kind: 'client',
        document: user.id,
        ip: '127.0.0.1',
      },
      { action: 'logged_out', actor: user.id, document: user.id },
    ])
  })

  it('is locked after wrong passwords, and unlocked', async () => {
    const user = await makeClient(desk.payload)
    const entries = await during(async () => {
      for (let attempt = 0; attempt < 7; attempt += 1) {
        await send('/users/login', { body: { email: user.email, password: 'wrong' }, headers: {} })
      }
      await send('/users/unlock', { body: { email: user.email } })
    })
    expect(entries.map(({ action }) => action)).toEqual([
      ...Array(4).fill('login_failed'),
      'locked_out',
      'unlocked',
    ])
    expect(entries[0]).toMatchObject({
      actor: null,
      actor_kind: 'visitor',
      document: user.id,
      ip: '127.0.0.1',
    })
    expect(entries[5]).toMatchObject({ ...byBoss(), document: user.id })
  })

  it('logs in after a wrong password, which is no second failure', async () => {
    const user = await makeClient(desk.payload)
    const entries = await during(async () => {
      await send('/users/login', { body: { email: user.email, password: 'wrong' }, headers: {} })
      await desk.login(user)
      await desk.login(user)
    })
    expect(entries.map(({ action }) => action)).toEqual(['login_failed', 'logged_in', 'logged_in'])
  })

  it('that nobody has leaves no trace of a failed login, and the same answer', async () => {
    const user = await makeClient(desk.payload)
    const tryIn = (email: string) =>
      send('/users/login', { body: { email, password: 'wrong' }, headers: {} })
    const entries = await during(async () => {
      const [known, unknown] = [await tryIn(user.email), await tryIn('nobody@desk.test')]
      expect(unknown.body).toEqual(known.body)
      expect(unknown.status).toBe(known.status)
    })
    expect(entries.map(({ document }) => document)).toEqual([user.id])
  })

  it('that is switched off fails to log in, which is noted once an hour', async () => {
    const user = await makeClient(desk.payload, { isActive: false })
    const login = () =>
      send('/users/login', { body: { email: user.email, password: PASSWORD }, headers: {} })
    const before = await desk.sql.query('select count(*)::int as n from audit_log')
    expect([(await login()).status, (await login()).status]).toEqual([401, 401])
    const count = async () =>
      (await desk.sql.query('select count(*)::int as n from audit_log')).rows[0].n -
      before.rows[0].n
    await expect.poll(count).toBe(1)
  })

  it('gets another password, by staff or by mail', async () => {
    const user = await makeUser(desk.payload)
    const entries = await during(async () => {
      await patch(`/users/${user.id}`, { name: 'Ben', password: 'another long password' })
      const token = await makeResetLink(desk.payload, user)
      await send('/users/reset-password', {
        body: { password: 'a third long password', token },
        headers: {},
      })
    })
    expect(entries.map(({ action, changes }) => [action, changes])).toEqual([
      ['password_changed', null],
      ['changed', { name: [null, 'Ben'] }],
      ['password_reset', null],
    ])
    expect(entries.map(({ document }) => document)).toEqual(Array(3).fill(user.id))
    await send('/users/forgot-password', { body: { email: user.email }, headers: {} })
    // Written after the answer.
    const rows = await vi.waitFor(async () => {
      const found = await desk.sql.query(
        'select * from audit_log where document = $1 and action = $2',
        [user.id, 'password_reset_requested'],
      )
      expect(found.rowCount).toBe(1)
      return found.rows
    })
    expect(rows[0]).toMatchObject({
      action: 'password_reset_requested',
      actor: null,
      document: user.id,
    })
  })
})

describe('a webhook token', () => {
  const act = (path: string, id: string, options = {}) =>
    send(`/users/${path}`, { body: { ids: [id], ...options } })

  it('is generated, rotated, ended and revoked', async () => {
    const user = await makeUser(desk.payload, { businessName: 'Garage Uno' })
    const entries = await during(async () => {
      await act('generate-vapi-token', user.id)
      await act('rotate-vapi-token', user.id)
      await act('end-retired-token', user.id)
      await act('revoke-vapi-token', user.id)
      // Nothing is left to do.
      await act('revoke-vapi-token', user.id)
      await act('rotate-vapi-token', user.id)
    })
    expect(entries).toMatchObject([
      {
        ...byBoss(),
        action: 'token_generated',
        changes: { setupStatus: ['not_started', 'token_generated'] },
        document: user.id,
        label: 'Garage Uno',
      },
      { action: 'token_rotated', changes: null, document: user.id },
      { action: 'former_tokens_ended', document: user.id },
      {
        action: 'token_revoked',
        changes: { setupStatus: ['token_generated', 'not_started'] },
        document: user.id,
      },
    ])
    expect(entries.every(({ touched }) => touched.length === 0)).toBe(true)
  })

  it('is pasted, and pasted over', async () => {
    const user = await makeUser(desk.payload)
    const entries = await during(async () => {
      await patch(`/users/${user.id}?select[name]=true`, {
        vapiWebhookToken: 'a-token-that-was-pasted-1',
      })
      await patch(`/users/${user.id}?select[name]=true`, {
        vapiWebhookToken: 'a-token-that-was-pasted-2',
      })
    })
    const kept = entries.filter(({ action }) => action !== 'token_shown')
    expect(kept.map(({ action, changes }) => [action, changes])).toEqual([
      ['token_generated', { setupStatus: ['not_started', 'token_generated'] }],
      ['token_rotated', null],
    ])
  })

  it('is shown to staff: once an hour for each of both, whoever asks how often', async () => {
    const user = await makeClient(desk.payload)
    const other = await makeStaff(desk.payload, ['users.view', 'users.change'])
    const viewer = await makeStaff(desk.payload, ['users.view'])
    const [asOther, asViewer, asUser] = [
      await desk.login(other),
      await desk.login(viewer),
      await desk.login(user),
    ]
    const entries = await during(async () => {
      await Promise.all(Array.from({ length: 8 }, () => look(user.id)))
      await send(`/users/${user.id}`, { headers: asOther })
      await graphQL({
        headers: asOther,
        query: `{ User(id: "${user.id}") { vapiWebhookToken } }`,
        url: desk.url,
      })
      // None of these shows it.
      await send(`/users/${user.id}`, { headers: asViewer })
      await send(`/users/${user.id}`, { headers: asUser })
      await send('/users')
    })
    expect(entries.map(({ action, actor, document }) => [action, actor, document])).toEqual([
      ['token_shown', boss.id, user.id],
      ['token_shown', other.id, user.id],
    ])
  })

  it('is shown all the same when that cannot be written', async () => {
    const user = await makeClient(desk.payload)
    await desk.sql.query('alter table audit_log rename to audit_log_away')
    const { body, status } = await look(user.id)
    await desk.sql.query('alter table audit_log_away rename to audit_log')
    expect([status, body.vapiWebhookToken]).toEqual([200, user.vapiWebhookToken])
  })
})

describe('other things', () => {
  it('a sender’s secret is changed and its former one ended', async () => {
    const user = await makeClient(desk.payload)
    await look(user.id)
    const secret = (value: string) => ({ vapiSender: { secret: value, verification: 'secret' } })
    const entries = await during(async () => {
      await patch(`/users/${user.id}`, secret('the first secret of all'))
      await patch(`/users/${user.id}`, secret('the second secret of all'))
      await send('/users/end-retired-secret', { body: { ids: [user.id] } })
    })
    expect(entries.map(({ action, changes }) => [action, changes])).toEqual([
      ['secret_changed', null],
      ['changed', { vapiSender: 'changed' }],
      ['secret_changed', null],
      ['former_secrets_ended', null],
    ])
  })

  it('a setup status is moved from the list', async () => {
    const move = (setupStatus: string) =>
      send(`/users/${client.id}/setup-status`, { body: { setupStatus } })
    await move('agent_configured')
    const entries = await during(async () => {
      await move('live')
      await move('live')
    })
    expect(entries).toMatchObject([
      {
        ...byBoss(),
        action: 'changed',
        changes: { setupStatus: ['agent_configured', 'live'] },
        document: client.id,
      },
    ])
  })

  it('named keys are made and revoked, one by one and with the account', async () => {
    const user = await makeClient(desk.payload, { businessName: 'Keys & Co' })
    const make = async (name: string) => {
      const { body } = await send('/api-keys', { body: { name, user: user.id } })
      return (body as { doc: { id: string } }).doc.id
    }
    await look(user.id)
    const entries = await during(async () => {
      const id = await make('CRM')
      await make('Sheet')
      await send(`/api-keys/${id}/revoke`, { method: 'POST' })
      await send(`/api-keys/${id}/revoke`, { method: 'POST' })
      await patch(`/users/${user.id}`, { isActive: false })
    })
    expect(entries.map(({ action, changes, label }) => [action, changes, label])).toEqual([
      ['key_made', { apiKey: [null, 'CRM'] }, 'Keys & Co'],
      ['key_made', { apiKey: [null, 'Sheet'] }, 'Keys & Co'],
      ['key_revoked', { apiKey: ['CRM', null] }, 'Keys & Co'],
      ['key_revoked', { apiKey: ['Sheet', null] }, 'Keys & Co'],
      ['changed', { isActive: [true, false] }, 'Keys & Co'],
    ])
    expect(entries.every(({ document }) => document === user.id)).toBe(true)
  })

  it('calls are exported by staff, also with a key of theirs, but not by clients', async () => {
    const { body } = await send('/api-keys', { body: { name: 'Warehouse' } })
    const { key } = (body as { doc: { key: string } }).doc
    const entries = await during(async () => {
      await send('/call-summaries/export?format=csv')
      await send('/call-summaries/export?format=ndjson', {
        headers: { authorization: `Bearer ${key}` },
      })
      await send('/call-summaries/export?format=csv', { headers: asClient })
      await send('/call-summaries/export?format=nothing')
    })
    expect(entries).toMatchObject([
      { ...byBoss(), action: 'exported', changes: { format: [null, 'csv'] } },
      { action: 'exported', actor: boss.id, actor_kind: 'api_key', via: 'Warehouse' },
    ])
  })

  it('deliveries are replayed and deleted', async () => {
    const { rows } = await desk.sql.query<{ id: string }>(
      `insert into webhook_deliveries (id, client_id, vapi_call_id, state, body, received_at)
       select gen_random_uuid(), $1, 'replayed-' || n, 'needs_review', '{}', now()
       from generate_series(1, 2) n returning id`,
      [client.id],
    )
    const ids = rows.map(({ id }) => id)
    const entries = await during(async () => {
      await send('/webhook-deliveries/replay', { body: { ids } })
      await desk.sql.query(`update webhook_deliveries set vapi_call_id = 'gone' where id = $1`, [
        ids[0],
      ])
      await send(`/webhook-deliveries/${ids[0]}`, { method: 'DELETE' })
    })
    expect(entries).toMatchObject([
      {
        ...byBoss(),
        action: 'replayed',
        touched: [{ label: 'replayed-1' }, { label: 'replayed-2' }],
      },
      {
        action: 'deleted',
        collection: 'webhook-deliveries',
        document: ids[0],
        label: 'gone',
      },
    ])
  })

  it('reports that come in are no part of it', async () => {
    const entries = await during(() =>
      send(`/v1/vapi/webhook/${client.vapiWebhookToken}`, {
        body: { message: { call: { id: 'incoming' }, type: 'end-of-call-report' } },
        headers: {},
      }),
    )
    expect(entries).toEqual([])
  })
})
