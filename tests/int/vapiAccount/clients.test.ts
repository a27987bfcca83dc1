import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Permission } from '../../../src/access/permissions'
import { noEmailFor } from '../../../src/lib/noEmail'
import { makeClient, makeStaff, makeSuperuser, PASSWORD, signedIn } from '../../helpers/people'
import { asJSON, withAPIKey } from '../../helpers/requests'
import { startVapiDesk, type VapiDesk } from '../../helpers/startVapiDesk'
import { type Connected, connectAccount } from './connected'

type Headers = Record<string, string>
type Found = { by: string; id: string; isLinked: boolean; label: string }
type Candidate = {
  assistant: { id: string; name: null | string } | null
  clients: Found[]
  key: string
  numbers: { id: string; isOfOther: boolean; number: null | string }[]
}
type Row = { client?: { id: string; label: string }; problem?: string; result: string }
type Result = {
  clients: Row[]
  created: number
  failed: number
  linked: number
  same: number
}
type Stored = {
  business_name: string
  email: string
  setup_status: string
  vapi_account_id: string
  vapi_assistant_id: null | string
  vapi_phone_number: null | string
  vapi_phone_number_id: null | string
  vapi_webhook_token_index: null | string
}

const ALL: readonly Permission[] = ['vapi-accounts.view', 'users.view', 'users.add', 'users.change']

let desk: VapiDesk
let root: Headers

beforeAll(async () => {
  desk = await startVapiDesk()
  root = await signedIn(desk.payload, await makeSuperuser(desk.payload))
}, 60_000)

afterAll(() => desk.stop())

const urlOf = ({ id }: { id: string }) => `${desk.url}/api/vapi-accounts/${id}/clients`

const list = async (account: Connected, isFresh = true): Promise<Candidate[]> => {
  const answer = await asJSON<{ candidates: Candidate[] }>({
    headers: root,
    url: `${urlOf(account)}${isFresh ? '?fresh=true' : ''}`,
  })
  expect(answer.status).toBe(200)
  return answer.body.candidates
}

type Asked = {
  assistantIDs: string[]
  clientID?: string
  email?: string
  name: string
  phoneNumberID?: null | string
}

const make = async (account: Connected, clients: Asked[], headers = root): Promise<Result> => {
  const answer = await asJSON<Result>({ body: { clients }, headers, url: urlOf(account) })
  expect(answer.status).toBe(200)
  return answer.body
}

const storedOf = async (account: Connected): Promise<Stored[]> => {
  const { rows } = await desk.sql.query<Stored>(
    'select * from users where vapi_account_id = $1 order by business_name',
    [account.id],
  )
  return rows
}

const assistantNamed = ({ org }: Connected, name: string, number?: string): string => {
  const { id } = org.addAssistant({ name })
  if (number !== undefined) org.addNumber({ assistantId: id, number })
  return id
}

describe('the list of what can become a client', () => {
  it('has each assistant with its numbers, and each number without one', async () => {
    const account = await connectAccount(desk)
    const salon = assistantNamed(account, 'Salon Berg', '+4930123456')
    const free = account.org.addNumber({ assistantId: null, number: '+4930999999' })
    const squad = account.org.addSquad({ members: [salon] })
    const ofSquad = account.org.addNumber({ number: '+4930777777', squadId: squad.id })

    const found = await list(account)

    const byKey = new Map(found.map((each) => [each.key, each]))
    expect(byKey.size).toBe(3)
    expect(byKey.get(salon)).toMatchObject({
      assistant: { name: 'Salon Berg' },
      clients: [],
      numbers: [{ number: '+4930123456' }],
    })
    expect(byKey.get(free.id)).toMatchObject({ assistant: null, numbers: [{ isOfOther: false }] })
    expect(byKey.get(ofSquad.id)).toMatchObject({ assistant: null, numbers: [{ isOfOther: true }] })
  })

  it.each([
    ['its assistant', 'assistant'],
    ['one of its further assistants', 'assistant'],
    ['its number', 'number'],
    ['its number in plain digits', 'number'],
    ['the token in the address of its server', 'token'],
    ['a token that was replaced', 'token'],
  ])('recognises a client by %s', async (what, by) => {
    const account = await connectAccount(desk)
    const { payload } = desk
    const assistantID = randomUUID()
    const number = account.org.addNumber({ assistantId: assistantID, number: '+4930555111' })
    const client = await makeClient(payload, {
      businessName: 'Known',
      ...(what === 'its assistant' && { vapiAssistantId: assistantID }),
      ...(what === 'one of its further assistants' && { vapiAssistantIds: [assistantID] }),
      ...(what === 'its number' && { vapiPhoneNumberId: number.id }),
      ...(what === 'its number in plain digits' && { vapiPhoneNumber: '+4930555111' }),
    })
    const isByToken = by === 'token'
    account.org.addAssistant({
      id: assistantID,
      ...(isByToken && { server: { url: desk.webhookURL(client.vapiWebhookToken) } }),
    })
    if (what === 'a token that was replaced') {
      await payload.update({
        collection: 'users',
        data: { vapiWebhookToken: `another-token-${randomUUID()}` },
        id: client.id,
        overrideAccess: true,
      })
    }

    const [found] = await list(account)

    expect(found?.clients).toEqual([{ by, id: client.id, isLinked: false, label: 'Known' }])
    await payload.delete({ collection: 'users', id: client.id, overrideAccess: true })
  })

  it('never shows an address or a token', async () => {
    const account = await connectAccount(desk)
    const { token } = await account.client()

    const answer = await asJSON({ headers: root, url: urlOf(account) })

    expect(JSON.stringify(answer.body)).not.toContain(token)
    expect(JSON.stringify(answer.body)).not.toContain('https://')
  })
})

describe('making clients', () => {
  it('makes 40 of them, each with a token, in less than a minute', async () => {
    const account = await connectAccount(desk)
    const asked = Array.from({ length: 40 }, (_, index) => ({
      assistantIDs: [assistantNamed(account, `Salon ${index}`, `+49301000${100 + index}`)],
      name: `Salon ${String(index).padStart(2, '0')}`,
    }))

    const before = performance.now()
    const result = await make(account, asked)

    expect(performance.now() - before).toBeLessThan(60_000)
    expect(result).toMatchObject({ created: 40, failed: 0, linked: 0, same: 0 })
    const stored = await storedOf(account)
    expect(stored.map(({ business_name }) => business_name)).toEqual(asked.map(({ name }) => name))
    expect(new Set(stored.map((row) => row.vapi_webhook_token_index)).size).toBe(40)
    expect(stored.map((row) => row.vapi_assistant_id)).toEqual(
      asked.map(({ assistantIDs }) => assistantIDs[0]),
    )
    for (const row of stored) {
      expect(row).toMatchObject({ setup_status: 'token_generated', vapi_account_id: account.id })
      expect(row.vapi_phone_number).toMatch(/^\+49301000/)
      expect(row.vapi_phone_number_id).not.toBeNull()
      expect(row.email).toMatch(/@no-email\.invalid$/)
    }
    // Nothing was written at Vapi, and nothing mailed.
    const methods = desk.vapi.requests.map(({ method }) => method)
    expect(new Set(methods)).toEqual(new Set(['GET']))
  }, 90_000)

  it('makes nothing twice', async () => {
    const account = await connectAccount(desk)
    const asked = [{ assistantIDs: [assistantNamed(account, 'Once')], name: 'Once' }]
    const first = await make(account, asked)

    const second = await make(account, asked)

    expect(second).toMatchObject({ created: 0, same: 1 })
    expect(second.clients[0]?.client?.id).toBe(first.clients[0]?.client?.id)
    expect(await storedOf(account)).toHaveLength(1)
  })

  it('makes nothing twice when two people ask at the same time', async () => {
    const account = await connectAccount(desk)
    const asked = Array.from({ length: 6 }, (_, index) => ({
      assistantIDs: [assistantNamed(account, `Race ${index}`)],
      name: `Race ${index}`,
    }))
    const other = await signedIn(desk.payload, await makeStaff(desk.payload, ALL))

    const [a, b] = await Promise.all([make(account, asked), make(account, asked, other)])

    expect(a.created + b.created).toBe(6)
    expect(a.same + b.same).toBe(6)
    expect(await storedOf(account)).toHaveLength(6)
  }, 60_000)

  it('connects a client that was recognised, and keeps what it has', async () => {
    const account = await connectAccount(desk)
    const assistantID = assistantNamed(account, 'Connected', '+4930222333')
    const client = await makeClient(desk.payload, {
      businessName: 'Kept name',
      vapiAssistantId: 'typed-by-hand',
      vapiPhoneNumber: '+4930222333',
    })
    const asked = [{ assistantIDs: [assistantID], clientID: client.id, name: 'Other name' }]

    const result = await make(account, asked)

    expect(result).toMatchObject({ created: 0, linked: 1 })
    const linked = await desk.payload.findByID({
      collection: 'users',
      depth: 0,
      id: client.id,
      overrideAccess: true,
    })
    expect(linked).toMatchObject({
      businessName: 'Kept name',
      vapiAccount: account.id,
      vapiAssistantId: 'typed-by-hand',
      vapiAssistantIds: [assistantID],
      vapiWebhookToken: client.vapiWebhookToken,
    })
    expect(await make(account, asked)).toMatchObject({ linked: 0, same: 1 })
  })

  it('leaves a client of another account alone', async () => {
    const [account, other] = [await connectAccount(desk), await connectAccount(desk)]
    const { id } = await other.client()
    const assistantID = assistantNamed(account, 'Foreign')

    const result = await make(account, [
      { assistantIDs: [assistantID], clientID: id, name: 'Foreign' },
    ])

    expect(result).toMatchObject({ failed: 1, linked: 0 })
  })

  it('makes the others when one cannot be made', async () => {
    const account = await connectAccount(desk)
    const taken = await makeClient(desk.payload)
    const result = await make(account, [
      { assistantIDs: [assistantNamed(account, 'A')], email: taken.email, name: 'A' },
      { assistantIDs: ['no-such-assistant'], name: 'B' },
      { assistantIDs: [], name: 'C' },
      { assistantIDs: [assistantNamed(account, 'D')], email: 'd@client.test', name: 'D' },
    ])

    expect(result).toMatchObject({ created: 1, failed: 3 })
    expect(result.clients.map((row) => row.result)).toEqual(['error', 'error', 'error', 'created'])
    expect((await storedOf(account)).map(({ email }) => email)).toEqual(['d@client.test'])
  })

  it('makes a client of a number without an assistant', async () => {
    const account = await connectAccount(desk)
    const number = account.org.addNumber({ assistantId: null, number: '+4930444555' })

    const result = await make(account, [
      { assistantIDs: [], name: 'Line', phoneNumberID: number.id },
    ])

    expect(result.created).toBe(1)
    const [row] = await storedOf(account)
    expect(row).toMatchObject({
      vapi_assistant_id: null,
      vapi_phone_number: '+4930444555',
      vapi_phone_number_id: number.id,
    })
    const [found] = await list(account)
    expect(found?.clients).toMatchObject([{ by: 'number', isLinked: true }])
  })

  it('answers callers that read lines with the progress', async () => {
    const account = await connectAccount(desk)
    const ids = [assistantNamed(account, 'One'), assistantNamed(account, 'Two')]
    const response = await fetch(urlOf(account), {
      body: JSON.stringify({ clients: ids.map((id) => ({ assistantIDs: [id], name: id })) }),
      headers: { ...root, accept: 'application/x-ndjson', 'content-type': 'application/json' },
      method: 'POST',
    })
    const lines = (await response.text()).trim().split('\n')

    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { done: 1, total: 2 },
      { done: 2, total: 2 },
      expect.objectContaining({ created: 2 }),
    ])
  })
})

describe('a client without an address', () => {
  const makeOne = async () => {
    const account = await connectAccount(desk)
    const id = assistantNamed(account, 'Pizzeria Città')
    const { clients } = await make(account, [{ assistantIDs: [id], name: 'Pizzeria Città' }])
    const [stored] = await storedOf(account)
    return { email: stored?.email ?? '', id: clients[0]?.client?.id ?? '', assistantID: id }
  }

  it('has one that says so, and by which nobody signs in', async () => {
    const { assistantID, email } = await makeOne()

    expect(email).toBe(noEmailFor({ name: 'Pizzeria Città', unique: assistantID }))
    expect(email).toMatch(/^pizzeria-citta-[0-9a-f]{12}@no-email\.invalid$/)
    const answer = await asJSON({
      body: { email, password: PASSWORD },
      url: `${desk.url}/api/users/login`,
    })
    expect(answer.status).toBe(401)
  })

  it('gets no welcome mail', async () => {
    const { id } = await makeOne()

    const answer = await asJSON({
      body: { id },
      headers: root,
      url: `${desk.url}/api/users/send-welcome`,
    })

    expect(answer).toMatchObject({ body: { errors: [{ code: 'EMAIL_MISSING' }] }, status: 400 })
  })

  it('gets no mail to sign in, and none of its calls', async () => {
    const { email, id } = await makeOne()
    const { findAddressee } = await import('../../../src/accounts/mailSignIn/addressee')
    const { mailFor } = await import('../../../src/mail/mailFor')
    const notification = {
      callSummaryID: null,
      channel: 'email',
      clientID: id,
      id: randomUUID(),
      kind: 'weekly',
      period: '2026-W47',
      vapiCallID: null,
    } as const
    const { payload } = desk
    await payload.update({
      collection: 'users',
      data: { emailDigest: 'weekly' },
      id,
      overrideAccess: true,
    })

    expect(await findAddressee(payload.db.pool, email)).toBeNull()
    expect(await mailFor({ notification, payload })).toBeNull()
    await payload.update({
      collection: 'users',
      data: { email: 'now@client.test' },
      id,
      overrideAccess: true,
    })
    expect(await mailFor({ notification, payload })).not.toBeNull()
  })
})

describe('who may', () => {
  const body = { clients: [{ assistantIDs: ['x'], name: 'X' }] }

  it.each([
    ['nobody who is not signed in', undefined, 401],
    ['no client', [], 403],
    ...ALL.filter((each) => each !== 'users.view').map(
      (missing) =>
        [`no staff without ${missing}`, ALL.filter((one) => one !== missing), 403] as const,
    ),
  ] as const)('make clients: %s', async (_, permissions, status) => {
    const account = await connectAccount(desk)
    const headers =
      permissions === undefined
        ? {}
        : await signedIn(
            desk.payload,
            permissions.length === 0
              ? await makeClient(desk.payload)
              : await makeStaff(desk.payload, permissions),
          )

    expect((await asJSON({ body, headers, url: urlOf(account) })).status).toBe(status)
    expect(await storedOf(account)).toEqual([])
  })

  it.each(['vapi-accounts.view', 'users.view'] as const)(
    'see the list: no staff without %s',
    async (missing) => {
      const account = await connectAccount(desk)
      const staff = await makeStaff(
        desk.payload,
        ALL.filter((each) => each !== missing),
      )
      const headers = await signedIn(desk.payload, staff)

      expect((await asJSON({ headers, url: urlOf(account) })).status).toBe(403)
    },
  )

  it('make clients: no API key', async () => {
    const account = await connectAccount(desk)
    const apiKey = randomUUID()
    await desk.payload.update({
      collection: 'users',
      data: { apiKey, enableAPIKey: true },
      id: (await makeStaff(desk.payload, ALL)).id,
      overrideAccess: true,
    })

    const answer = await asJSON({ body, headers: withAPIKey(apiKey), url: urlOf(account) })

    expect(answer).toMatchObject({ body: { errors: [{ code: 'NOT_BY_KEY' }] }, status: 403 })
  })

  it('connect staff: nobody', async () => {
    const account = await connectAccount(desk)
    const staff = await makeStaff(desk.payload)
    const asked = { assistantIDs: ['x'], clientID: staff.id, name: 'X' }

    const answer = await asJSON({ body: { clients: [asked] }, headers: root, url: urlOf(account) })

    expect(answer).toMatchObject({ body: { errors: [{ code: 'CLIENTS_ONLY' }] } })
  })

  it.each([
    ['an account that does not exist', 404, 'NOT_FOUND', undefined],
    ['an account whose key Vapi refuses', 409, 'VAPI_NOT_CONNECTED', 'key_refused'],
  ])('ask Vapi for %s: nobody', async (_, status, code, state) => {
    const account = await connectAccount(desk)
    if (state) {
      await desk.sql.query(`update vapi_accounts set status = 'key_refused' where id = $1`, [
        account.id,
      ])
    }
    const id = state ? account.id : randomUUID()

    const answer = await asJSON({ headers: root, url: urlOf({ id }) })

    expect(answer).toMatchObject({ body: { errors: [{ code }] }, status })
  })

  it.each([
    ['none', { clients: [] }],
    ['201', { clients: Array.from({ length: 201 }, () => body.clients[0]) }],
    ['a nameless one', { clients: [{ assistantIDs: ['x'], name: ' ' }] }],
    ['an unknown property', { clients: [{ assistantIDs: ['x'], name: 'X', token: 'mine' }] }],
  ])('post %s: nobody', async (_, wrong) => {
    const account = await connectAccount(desk)

    const answer = await asJSON({ body: wrong, headers: root, url: urlOf(account) })

    expect(answer).toMatchObject({ body: { errors: [{ code: 'BODY_INVALID' }] }, status: 400 })
  })
})
