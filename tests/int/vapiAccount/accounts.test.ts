import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectionOf, listAccounts } from '../../../src/vapiAccount/accounts/connect'
import { noteStatus } from '../../../src/vapiAccount/accounts/noteStatus'
import { makeClient, makeStaff, makeSuperuser, signedIn } from '../../helpers/people'
import { asJSON, graphQL, withAPIKey } from '../../helpers/requests'
import { startVapiDesk, type VapiDesk } from '../../helpers/startVapiDesk'
import type { FakeOrg } from '../../vapi/fakeOrg'

type Headers = Record<string, string>
type Errors = {
  errors?: { data?: { errors?: { message: string; path: string }[] }; message: string }[]
}
type Saved = { body: Errors & { doc?: Record<string, unknown> }; status: number }

const VAPI_PERMISSIONS = [
  'vapi-accounts.view',
  'vapi-accounts.add',
  'vapi-accounts.change',
  'vapi-accounts.delete',
] as const

let desk: VapiDesk
let superuser: Headers
let withAll: Headers
let withView: Headers
let withoutPermission: Headers
let client: Headers
let number = 0

const newOrg = (region: 'eu' | 'us' = 'us'): FakeOrg => {
  const org = desk.vapi.addOrg({ region })
  org.addAssistant({ name: 'Reception' })
  return org
}

const create = (data: object, headers = withAll): Promise<Saved> =>
  asJSON({ body: data, headers, url: `${desk.url}/api/vapi-accounts` })

const change = (id: string, data: object, headers = withAll): Promise<Saved> =>
  asJSON({ body: data, headers, method: 'PATCH', url: `${desk.url}/api/vapi-accounts/${id}` })

const problemOf = ({ body }: Saved) => body.errors?.[0]?.data?.errors?.[0]

const connected = async (org: FakeOrg): Promise<string> => {
  number += 1
  const { body, status } = await create({
    key: org.key,
    label: `Org ${number}`,
    region: org.region,
  })
  expect(status).toBe(201)
  return String(body.doc?.id)
}

const stored = async (id: string) => {
  const { rows } = await desk.sql.query(
    `select key, key_last_four, org_id, region::text, status::text, problem, retention_days::float8
     from vapi_accounts where id = $1`,
    [id],
  )
  return rows[0]
}

const ask = (path: string, headers: Headers, method = 'GET') =>
  asJSON<Errors & Record<string, unknown>>({
    headers,
    method,
    url: `${desk.url}/api/vapi-accounts/${path}`,
  })

beforeAll(async () => {
  desk = await startVapiDesk()
  const { payload } = desk
  superuser = await signedIn(payload, await makeSuperuser(payload))
  withAll = await signedIn(payload, await makeStaff(payload, [...VAPI_PERMISSIONS, 'users.view']))
  withView = await signedIn(payload, await makeStaff(payload, ['vapi-accounts.view']))
  withoutPermission = await signedIn(payload, await makeStaff(payload, ['users.view']))
  client = await signedIn(payload, await makeClient(payload))
}, 120_000)

afterAll(() => desk?.stop())

describe('a key', () => {
  it('is checked, encrypted, and shown by its last four characters', async () => {
    const org = newOrg()
    const id = await connected(org)
    const row = await stored(id)
    expect(row).toMatchObject({
      key_last_four: org.key.slice(-4),
      org_id: org.id,
      problem: null,
      status: 'ok',
    })
    expect(row.key).not.toContain(org.key)
    expect(desk.payload.decrypt(row.key)).toBe(org.key)
  })

  it('is in no answer, to nobody', async () => {
    const org = newOrg()
    const id = await connected(org)
    const { key: encrypted } = await stored(id)
    const account = await graphQL({
      headers: superuser,
      query: `{ VapiAccount(id: "${id}") { id key keyLastFour } VapiAccounts { docs { id key } } }`,
      url: desk.url,
    })
    const answers = [
      await ask(id, superuser),
      await ask(`?where[id][equals]=${id}`, superuser),
      await ask(`${id}?select[key]=true`, superuser),
      await ask(`${id}?depth=2&showHiddenFields=true`, superuser),
      await change(id, { label: 'Renamed' }),
      account,
      await asJSON({
        headers: superuser,
        url: `${desk.url}/api/users?where[vapiAccount][equals]=${id}&depth=3`,
      }),
      await asJSON({
        headers: superuser,
        url: `${desk.url}/api/audit-log?limit=100&sort=-at`,
      }),
      await ask(`${id}/check`, superuser, 'POST'),
      await ask(`${id}/assistants`, superuser),
    ]
    for (const { body } of answers) {
      const text = JSON.stringify(body)
      expect(text).not.toContain(org.key)
      expect(text).not.toContain(encrypted)
    }
  })

  it('cannot be filtered or sorted by', async () => {
    await connected(newOrg())
    const guesses = ['where[key][like]=a', 'where[key][exists]=true', 'where[or][0][key][like]=a']
    for (const guess of guesses) {
      expect((await ask(`?${guess}`, superuser)).status).toBe(400)
    }
    const ids = async (sort: string) => {
      const { body } = await ask(`?sort=${sort}&limit=100`, superuser)
      return Array.isArray(body.docs) ? body.docs.map(({ id }) => id) : null
    }
    const [up, down] = [await ids('key'), await ids('-key')]
    expect(up === null || JSON.stringify(up) === JSON.stringify(down)).toBe(true)
    const { body } = await graphQL({
      headers: superuser,
      query: '{ VapiAccounts(where: {key: {like: "a"}}) { docs { id } } }',
      url: desk.url,
    })
    expect(body.errors).toBeDefined()
  })

  it('stays when the document is saved without one', async () => {
    const org = newOrg()
    const id = await connected(org)
    const before = await stored(id)
    for (const key of [undefined, '', '   ', null]) {
      expect((await change(id, { key, label: 'Same key' })).status).toBe(200)
    }
    expect(await stored(id)).toEqual(before)
  })

  it('is in the history as changed, without its text', async () => {
    const org = newOrg()
    const id = await connected(org)
    const fresh = crypto.randomUUID()
    org.rollKey(fresh)
    await change(id, { key: fresh, label: 'Renamed' })
    const { rows } = await desk.sql.query(
      `select action::text, changes from audit_log where collection = 'vapi-accounts' and document = $1
       order by at`,
      [id],
    )
    expect(rows).toMatchObject([
      { action: 'created', changes: { key: 'changed' } },
      {
        action: 'changed',
        changes: {
          key: 'changed',
          keyLastFour: [expect.any(String), fresh.slice(-4)],
          label: [expect.any(String), 'Renamed'],
        },
      },
    ])
    expect(Object.keys(rows[1].changes).sort()).toEqual(['key', 'keyLastFour', 'label'])
  })

  it('is written in person, by those who may', async () => {
    const org = newOrg()
    const id = await connected(org)
    const staff = await makeStaff(desk.payload, [...VAPI_PERMISSIONS])
    const apiKey = crypto.randomUUID()
    await desk.payload.update({
      collection: 'users',
      data: { apiKey, enableAPIKey: true },
      id: staff.id,
      overrideAccess: true,
    })
    for (const headers of [withAPIKey(apiKey), withView, withoutPermission, client, {}]) {
      const data = { key: org.key, label: 'Not allowed' }
      expect([401, 403]).toContain((await create(data, headers)).status)
      expect([401, 403, 404]).toContain((await change(id, data, headers)).status)
    }
    expect(await stored(id)).toMatchObject({ org_id: org.id })
  })

  it('is refused with Vapi’s reason, and nothing is saved', async () => {
    const org = newOrg()
    const count = async () => (await desk.sql.query('select 1 from vapi_accounts')).rowCount
    const before = await count()
    const wrong = await create({ key: crypto.randomUUID(), label: 'Wrong', region: 'us' })
    expect(wrong.status).toBe(400)
    expect(problemOf(wrong)).toMatchObject({ path: 'key' })
    expect(problemOf(wrong)?.message).toContain('refuses this key')
    const spaced = await create({ key: 'two words', label: 'Wrong', region: 'us' })
    expect(problemOf(spaced)).toMatchObject({ path: 'key' })
    for (const fault of ['reset', 'html502', 'half', 'blocked'] as const) {
      org.modes.fault = () => fault
      const away = await create({ key: org.key, label: 'Away', region: 'us' })
      expect(away.status).toBe(400)
      expect(problemOf(away)).toMatchObject({ path: 'key' })
      expect(JSON.stringify(away.body)).not.toContain(org.key)
    }
    org.modes.fault = null
    org.modes.isUnpaid = true
    expect(problemOf(await create({ key: org.key, label: 'Unpaid' }))?.message).toContain('paid')
    expect(await count()).toBe(before)
  })

  it('of another region is refused with the region in which it works', async () => {
    const org = newOrg('eu')
    const refused = await create({ key: org.key, label: 'Europe', region: 'us' })
    expect(problemOf(refused)).toMatchObject({ path: 'region' })
    expect(problemOf(refused)?.message).toContain('European Union')
    const id = await connected(org)
    const moved = await change(id, { region: 'us' })
    expect(problemOf(moved)).toMatchObject({ path: 'region' })
    expect(await stored(id)).toMatchObject({ region: 'eu' })
  })
})

describe('the organisation of an account', () => {
  it('stays: another organisation’s key is refused, a new one of its own is not', async () => {
    const org = newOrg()
    const id = await connected(org)
    const other = newOrg()
    const refused = await change(id, { key: other.key })
    expect(problemOf(refused)?.message).toContain('another organisation')
    expect(desk.payload.decrypt((await stored(id)).key)).toBe(org.key)

    const fresh = crypto.randomUUID()
    org.rollKey(fresh)
    expect((await change(id, { key: fresh })).status).toBe(200)
    expect(await stored(id)).toMatchObject({ key_last_four: fresh.slice(-4), org_id: org.id })
  })

  it('is learned from a number where there is no assistant, and later where there is none', async () => {
    const numbered = desk.vapi.addOrg()
    numbered.addNumber()
    expect(await stored(await connected(numbered))).toMatchObject({ org_id: numbered.id })

    const empty = desk.vapi.addOrg()
    const id = await connected(empty)
    expect(await stored(id)).toMatchObject({ org_id: null, status: 'ok' })
    empty.addAssistant()
    expect((await ask(`${id}/check`, withView, 'POST')).body).toMatchObject({
      failed: null,
      orgId: empty.id,
      retentionDays: 14,
      status: 'ok',
    })
    expect(await stored(id)).toMatchObject({ org_id: empty.id, retention_days: 14 })
  })

  it('is only one account’s', async () => {
    const org = newOrg()
    await connected(org)
    const again = await create({ key: org.key, label: 'Again' })
    expect(problemOf(again)?.message).toContain('connected already')
  })

  it('is one account’s when two are saved at the same time', async () => {
    const org = newOrg()
    const saved = await Promise.all(
      Array.from({ length: 4 }, (_, index) => create({ key: org.key, label: `Twin ${index}` })),
    )
    expect(saved.filter(({ status }) => status === 201)).toHaveLength(1)
    for (const each of saved.filter(({ status }) => status !== 201)) {
      expect(each.status).toBe(400)
    }
    const { rowCount } = await desk.sql.query('select 1 from vapi_accounts where org_id = $1', [
      org.id,
    ])
    expect(rowCount).toBe(1)
  })
})

describe('the status of an account', () => {
  const { signal } = new AbortController()

  it('says since when Vapi refuses the key, ends all work, and recovers with a new one', async () => {
    const org = newOrg()
    const id = await connected(org)
    org.modes.isKeyRevoked = true
    const { body } = await ask(`${id}/check`, withView, 'POST')
    expect(body).toMatchObject({ failed: { kind: 'key_refused' }, status: 'key_refused' })
    expect(JSON.stringify(body)).not.toContain(org.key)
    const since = body.statusSince
    expect((await ask(`${id}/check`, withView, 'POST')).body.statusSince).toBe(since)
    expect(await connectionOf(desk.payload, id, { signal })).toBeNull()
    expect(await listAccounts(desk.payload)).not.toContain(id)
    expect((await ask(`${id}/assistants`, withView)).status).toBe(409)

    org.modes.isKeyRevoked = false
    const fresh = crypto.randomUUID()
    org.rollKey(fresh)
    expect((await change(id, { key: fresh })).status).toBe(200)
    expect(await stored(id)).toMatchObject({ problem: null, status: 'ok' })
    expect(await listAccounts(desk.payload)).toContain(id)
  })

  it('does not change by an answer about a key that was replaced', async () => {
    const org = newOrg()
    const id = await connected(org)
    const { key: former } = await stored(id)
    const fresh = crypto.randomUUID()
    org.rollKey(fresh)
    await change(id, { key: fresh })
    await noteStatus({
      accountID: id,
      encryptedKey: former,
      pool: desk.sql,
      problem: { kind: 'key_refused', message: 'Invalid Key.' },
    })
    expect(await stored(id)).toMatchObject({ status: 'ok' })
  })

  it('is refused when an answer is of another organisation', async () => {
    const org = newOrg()
    const id = await connected(org)
    await desk.sql.query(
      `update vapi_accounts set org_id = gen_random_uuid()::text where id = $1`,
      [id],
    )
    const { body } = await ask(`${id}/check`, withView, 'POST')
    expect(body).toMatchObject({ failed: { kind: 'key_refused' }, status: 'key_refused' })
    expect(await connectionOf(desk.payload, id, { signal })).toBeNull()
  })

  it('is that of no key under another PAYLOAD_SECRET', async () => {
    const id = await connected(newOrg())
    await desk.sql.query('update vapi_accounts set key = reverse(key) where id = $1', [id])
    expect(await connectionOf(desk.payload, id, { signal })).toBeNull()
  })
})

describe('an account’s assistants and numbers', () => {
  it('are listed by name with the client that has each, without addresses and secrets', async () => {
    const org = desk.vapi.addOrg()
    const token = `token-of-somebody-${crypto.randomUUID()}`
    const url = `https://elsewhere.example/hook/${token}`
    const [zoe, anna] = [
      org.addAssistant({ name: 'Zoe', server: { url } }),
      org.addAssistant({ name: 'Anna' }),
    ]
    const called = org.addNumber({ assistantId: anna.id })
    const id = await connected(org)
    const account = await makeClient(desk.payload, {
      businessName: 'Rossi',
      vapiAccount: id,
      vapiAssistantId: anna.id,
      vapiAssistantIds: [zoe.id],
      vapiPhoneNumberId: called.id,
    })

    const assistants = await ask(`${id}/assistants`, withAll)
    expect(assistants.body.docs).toMatchObject([
      { client: { id: account.id, label: 'Rossi' }, id: anna.id, isTaken: true, name: 'Anna' },
      { client: { id: account.id }, id: zoe.id, name: 'Zoe', serverHost: 'elsewhere.example' },
    ])
    const numbers = await ask(`${id}/numbers`, withAll)
    expect(numbers.body.docs).toMatchObject([
      { assistantID: anna.id, client: { id: account.id }, id: called.id },
    ])
    const text = JSON.stringify([assistants.body, numbers.body])
    expect(text).not.toContain(token)
    expect(text).not.toMatch(/twilioAuthToken|twilioApiSecret/)

    // Who may not see clients does not learn their names.
    const seen = await ask(`${id}/assistants`, withView)
    expect(seen.body.docs).toMatchObject([{ client: null, isTaken: true }, { client: null }])
  })

  it('are remembered for a minute, and asked for again on request', async () => {
    const org = newOrg()
    const id = await connected(org)
    const asked = () => desk.vapi.requests.filter(({ orgID }) => orgID === org.id).length
    await ask(`${id}/assistants`, withView)
    const before = asked()
    await ask(`${id}/assistants`, withView)
    expect(asked()).toBe(before)
    org.addAssistant({ name: 'New' })
    const { body } = await ask(`${id}/assistants?fresh=true`, withView)
    expect(body.docs).toHaveLength(2)
  })

  it.each(['check', 'assistants', 'numbers'])(
    '%s is for staff who may view accounts',
    async (path) => {
      const id = await connected(newOrg())
      const method = path === 'check' ? 'POST' : 'GET'
      expect((await ask(`${id}/${path}`, {}, method)).status).toBe(401)
      expect((await ask(`${id}/${path}`, client, method)).status).toBe(403)
      expect((await ask(`${id}/${path}`, withoutPermission, method)).status).toBe(403)
      expect((await ask(`${id}/${path}`, withView, method)).status).toBe(200)
      const nobodys = crypto.randomUUID()
      expect((await ask(`${nobodys}/${path}`, withView, method)).status).toBe(404)
      expect((await ask(`no-id/${path}`, withView, method)).status).toBe(404)
    },
  )
})

it('a client keeps nothing of an account that is deleted', async () => {
  const id = await connected(newOrg())
  const { id: clientID } = await makeClient(desk.payload, { vapiAccount: id })
  const url = `${desk.url}/api/vapi-accounts/${id}`
  expect((await asJSON({ headers: withAll, method: 'DELETE', url })).status).toBe(200)
  const { rows } = await desk.sql.query('select vapi_account_id from users where id = $1', [
    clientID,
  ])
  expect(rows).toEqual([{ vapi_account_id: null }])
})

it('a client does not see which account it is in', async () => {
  const id = await connected(newOrg())
  const user = await makeClient(desk.payload, { vapiAccount: id, vapiPhoneNumberId: 'number' })
  const headers = await signedIn(desk.payload, user)
  const { body } = await asJSON({ headers, url: `${desk.url}/api/users/${user.id}` })
  expect(body).not.toHaveProperty('vapiAccount')
})
