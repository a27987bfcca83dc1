import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { storeBody } from '../../../src/ingest/storeBody'
import { watchDrift } from '../../../src/vapiAccount/drift/watchDrift'
import { makeClient, makeSuperuser } from '../../helpers/people'
import { startVapiDesk, type VapiDesk } from '../../helpers/startVapiDesk'
import { type Connected, connectAccount } from './connected'
import { asPerson, makeUnset, othersServer, type Person, setAsSeen, urlOf } from './setups'

let desk: VapiDesk
let account: Connected
let person: Person

beforeAll(async () => {
  desk = await startVapiDesk()
  person = asPerson(desk, await desk.login(await makeSuperuser(desk.payload)))
  account = await connectAccount(desk)
})

afterAll(() => desk.stop())

const { signal } = new AbortController()

/** An hour later. */
const look = async (of = account) => {
  await desk.sql.query('update vapi_watches set due_at = now() where account_id = $1', [of.id])
  await watchDrift({ payload: desk.payload, signal })
}

const signalsOf = async (id: string) =>
  (await person.view(id)).body.drifts.map(({ level, signal: name }) => `${level} ${name}`)

type Set = Awaited<ReturnType<typeof makeUnset>> & { org: Connected['org'] }

const server = (org: Connected['org'], assistantID: string) =>
  structuredClone(Object(org.assistants.get(assistantID)?.body.server))

const changeServer = ({ assistantID, org }: Set, change: object) => {
  const written = { ...server(org, assistantID), ...change }
  const kept = Object.entries(written).filter(([, value]) => value !== undefined)
  org.hands.patch(assistantID, { server: Object.fromEntries(kept) })
}

/** A call of the last hours that counts as missing. */
const missing = async ({ assistantID, id }: Set, overrides = false) => {
  await desk.sql.query(
    `insert into vapi_calls (account_id, call_id, client_id, state, status, connected, has_content,
       assistant_id, created_at, ended_at, overrides_server, seen_at)
     values ($1, gen_random_uuid()::text, $2, 'missing', 'ended', true, true, $3,
       now() - interval '2 hours', now() - interval '2 hours', $4, now())`,
    [account.id, id, assistantID, overrides],
  )
}

const CASES: [string, string[], (set: Set) => Promise<void> | void][] = [
  [
    'an assistant that was deleted',
    ['alarm deleted'],
    ({ assistantID, org }) => org.hands.deleteAssistant(assistantID),
  ],
  [
    'an address of somebody else',
    ['alarm moved'],
    ({ assistantID, org }) => org.hands.patch(assistantID, { server: othersServer() }),
  ],
  [
    'an address that was cleared',
    ['alarm moved'],
    ({ assistantID, org }) => org.hands.patch(assistantID, { server: null }),
  ],
  [
    'messages without the report',
    ['alarm reports_off'],
    ({ assistantID, org }) => org.hands.patch(assistantID, { serverMessages: ['status-update'] }),
  ],
  [
    'messages that are Vapi’s defaults',
    [],
    ({ assistantID, org }) => org.hands.patch(assistantID, { serverMessages: null }),
  ],
  [
    'parts that are encrypted',
    ['alarm encrypted_parts'],
    (set) => changeServer(set, { encryptedPaths: ['$.message.artifact'] }),
  ],
  [
    'no more retries',
    ['notice no_retries'],
    (set) => changeServer(set, { backoffPlan: undefined }),
  ],
  [
    'no more time-out',
    ['notice no_retries'],
    (set) => changeServer(set, { timeoutSeconds: undefined }),
  ],
  [
    'no more recordings',
    ['notice recording_off'],
    ({ assistantID, org }) =>
      org.hands.patch(assistantID, { artifactPlan: { recordingEnabled: false } }),
  ],
  [
    'another compliance plan',
    ['notice compliance_changed'],
    ({ assistantID, org }) =>
      org.hands.patch(assistantID, { compliancePlan: { hipaaEnabled: true } }),
  ],
  [
    'a squad with a server of its own',
    ['notice squad_overrides'],
    ({ assistantID, org }) => {
      const squad = org.addSquad({ members: [assistantID] })
      org.hands.overrideInSquad(squad.id, assistantID, {
        assistantOverrides: { server: othersServer() },
      })
    },
  ],
  [
    'a squad that keeps to a version',
    ['notice squad_pinned'],
    ({ assistantID, org }) => {
      const squad = org.addSquad({ members: [assistantID] })
      org.hands.overrideInSquad(squad.id, assistantID, { assistantVersion: 'v1' })
    },
  ],
  [
    'a squad that keeps to a version, while calls are missing',
    ['alarm squad_pinned'],
    async (set) => {
      const squad = set.org.addSquad({ members: [set.assistantID] })
      set.org.hands.overrideInSquad(squad.id, set.assistantID, { assistantVersion: 'v1' })
      await missing(set)
    },
  ],
  ['calls with a server of their own', ['alarm call_overrides'], (set) => missing(set, true)],
  ['calls that are missing while all is right', ['alarm calls_missing'], (set) => missing(set)],
  [
    'calls that were fetched because their reports did not come, while all is right',
    ['notice calls_missing'],
    async (set) => {
      await missing(set)
      await desk.sql.query(
        `update vapi_calls set state = 'held', recovered_at = now() where client_id = $1`,
        [set.id],
      )
    },
  ],
  [
    'a name that was edited',
    [],
    ({ assistantID, org }) => org.hands.patch(assistantID, { name: 'Evening' }),
  ],
]

describe('one client', () => {
  it('whose assistant was set at its number too is told each thing once, and others are watched', async () => {
    const own = await connectAccount(desk)
    const { assistantID, id } = await makeUnset(desk, own)
    const other = await makeUnset(desk, own)
    for (const each of [id, other.id]) await setAsSeen(person, each)
    const number = own.org.addNumber({ assistantId: assistantID })
    await desk.sql.query(
      `insert into vapi_setups (client_id, account_id, assistant_id, phone_number_id, state, set_at)
       values ($1, $2, $3, $4, 'set', now() - interval '1 day')`,
      [id, own.id, assistantID, number.id],
    )
    await desk.sql.query('update users set vapi_phone_number_id = $2 where id = $1', [
      id,
      number.id,
    ])
    await desk.sql.query(`update vapi_setups set set_at = now() - interval '1 day'`)
    for (const each of [assistantID, other.assistantID]) {
      own.org.hands.patch(each, { server: othersServer() })
    }
    await look(own)
    expect(await signalsOf(id)).toEqual(['alarm moved'])
    expect(await signalsOf(other.id)).toEqual(['alarm moved'])
  })

  it('does not keep others from being watched by what its assistant has in it', async () => {
    const own = await connectAccount(desk)
    const [strange, other] = [await makeUnset(desk, own), await makeUnset(desk, own)]
    for (const { id } of [strange, other]) await setAsSeen(person, id)
    await desk.sql.query(`update vapi_setups set set_at = now() - interval '1 day'`)
    let nested: object = {}
    for (let depth = 0; depth < 1_000; depth += 1) nested = { nested }
    own.org.hands.patch(strange.assistantID, {
      compliancePlan: { 'a\u0000b': ['\ud83d', nested] },
      name: 'half \ud83d and \u0000',
      server: { ...othersServer(), headers: { x: '\u0000' } },
    })
    own.org.hands.patch(other.assistantID, { server: othersServer() })
    await look(own)
    expect(await signalsOf(strange.id)).toEqual(['alarm moved'])
    expect(await signalsOf(other.id)).toEqual(['alarm moved'])
    // Taken over all the same, with what stood there kept for the way back.
    expect((await setAsSeen(person, strange.id)).body.assistants).toMatchObject([{ kind: 'set' }])
  })
})

describe('what is seen an hour later', { timeout: 60_000 }, () => {
  it.each(CASES)('is %s', async (_, expected, change) => {
    const set = { ...(await makeUnset(desk, account)), org: account.org }
    await setAsSeen(person, set.id)
    await look()
    expect(await signalsOf(set.id)).toEqual([])
    await change(set)
    await look()
    expect((await signalsOf(set.id)).sort()).toEqual(expected)
  })

  it.each([
    ['another credential', 'alarm credential_changed', { credentialId: undefined }],
    ['no static addresses', 'alarm static_addresses_off', { staticIpAddressesEnabled: false }],
    [
      'a header that beats the credential',
      'alarm credential_changed',
      { headers: { Authorization: 'Bearer of somebody' } },
    ],
  ])('is %s, where the client checks its sender', async (_, expected, change) => {
    const set = {
      ...(await makeUnset(desk, account, {
        data: {
          vapiSender: { networks: 'vapi', secret: 'a long enough secret', verification: 'secret' },
        },
      })),
      org: account.org,
    }
    await setAsSeen(person, set.id)
    await look()
    expect(await signalsOf(set.id)).toEqual([])
    changeServer(set, change)
    await look()
    expect(await signalsOf(set.id)).toEqual([expected])
  })

  it('is an agent that allows other credentials only: an alarm once posts are refused', async () => {
    const { assistantID, id } = await makeUnset(desk, account, {
      assistant: { body: { credentialIds: [] } },
      data: { vapiSender: { secret: 'a long enough secret', verification: 'secret' } },
    })
    await setAsSeen(person, id)
    const { credentialId } = server(account.org, assistantID)
    const allow = (credentialIds: string[]) =>
      account.org.hands.patch(assistantID, { credentialIds })
    allow(['of-somebody', credentialId])
    await look()
    expect(await signalsOf(id)).toEqual([])
    allow(['of-somebody'])
    await look()
    expect(await signalsOf(id)).toEqual(['notice credential_not_allowed'])
    await desk.sql.query(
      `insert into webhook_refusals (client_id, count, last_at, last_reason)
       values ($1, 1, now(), 'secret_missing')`,
      [id],
    )
    await look()
    expect(await signalsOf(id)).toEqual(['alarm credential_not_allowed'])
  })

  it.each([
    ['a server', 'fetched', { server: othersServer() }],
    ['a server', 'imported', { server: othersServer() }],
    ['messages', 'fetched', { serverMessages: ['status-update'] }],
  ])(
    'is a call with %s of its own, also when it was %s since',
    async (_, how, assistantOverrides) => {
      const own = await connectAccount(desk)
      const { assistantID, id } = await own.client()
      await look(own)
      const call = own.org.addCall({ assistantId: assistantID, body: { assistantOverrides } })
      if (how === 'imported') {
        const message = { call: { id: call.id }, type: 'end-of-call-report' }
        const text = JSON.stringify({ message })
        const { payload } = desk
        await storeBody({ announce: false, clientID: id, payload, source: 'imported', text })
      }
      await own.work()
      await look(own)
      expect(await own.states()).toEqual({ held: 1 })
      expect((await person.view(id)).body.drifts).toMatchObject([
        { detail: { count: 1 }, level: 'alarm', signal: 'call_overrides' },
        { level: 'notice', signal: 'no_retries' },
      ])
    },
  )

  it('is such a call beside others that are missing', async () => {
    const set = { ...(await makeUnset(desk, account)), org: account.org }
    await setAsSeen(person, set.id)
    await missing(set, true)
    await missing(set)
    await look()
    expect((await signalsOf(set.id)).sort()).toEqual([
      'alarm call_overrides',
      'alarm calls_missing',
    ])
  })

  it('is a secret of the desk that Vapi does not have yet', async () => {
    const { id } = await makeUnset(desk, account, {
      data: { vapiSender: { secret: 'a long enough secret', verification: 'secret' } },
    })
    await setAsSeen(person, id)
    await desk.payload.update({
      collection: 'users',
      data: { vapiSender: { secret: 'another long secret', verification: 'secret' } },
      id,
      overrideAccess: true,
    })
    await look()
    expect(await signalsOf(id)).toEqual(['alarm credential_changed'])
    expect((await setAsSeen(person, id)).body.assistants).toMatchObject([{ kind: 'set' }])
    await look()
    expect(await signalsOf(id)).toEqual([])
  })

  it('is an address that was rotated here and not at Vapi', async () => {
    const { id } = await makeUnset(desk, account)
    await setAsSeen(person, id)
    await person.rotate({ atVapi: false, ids: [id] })
    await look()
    expect(await signalsOf(id)).toEqual(['alarm old_address'])
  })

  it('is a number whose calls go to another assistant', async () => {
    const { org } = account
    const number = org.addNumber({})
    const { assistantID, id } = await makeUnset(desk, account, {
      data: { vapiPhoneNumberId: number.id },
    })
    org.hands.repoint(number.id, { assistantId: assistantID })
    await setAsSeen(person, id)
    await look()
    expect(await signalsOf(id)).toEqual([])
    const squad = org.addSquad({ members: [assistantID] })
    org.hands.repoint(number.id, { squadId: squad.id })
    await look()
    expect(await signalsOf(id)).toEqual([])
    org.hands.repoint(number.id, { assistantId: org.addAssistant().id })
    await look()
    expect(await signalsOf(id)).toEqual(['alarm number_elsewhere'])
  })
})

describe('a signal', { timeout: 60_000 }, () => {
  it('keeps its time while it holds, and is gone when all is right again', async () => {
    const set = { ...(await makeUnset(desk, account)), org: account.org }
    await setAsSeen(person, set.id)
    const publish = account.org.hands.draft(set.assistantID)
    account.org.hands.patch(set.assistantID, { server: othersServer() })
    await look()
    const [first] = (await person.view(set.id)).body.drifts
    expect(first).toMatchObject({ detail: { host: 'hooks.other.example' }, signal: 'moved' })
    await look()
    expect((await person.view(set.id)).body.drifts[0]?.since).toBe(first?.since)
    publish()
    await look()
    expect(await signalsOf(set.id)).toEqual([])
  })

  it('is never mended by the desk itself, and set again when somebody says so', async () => {
    const { assistantID, id, token } = await makeUnset(desk, account)
    await setAsSeen(person, id)
    account.org.hands.patch(assistantID, { server: othersServer() })
    const before = desk.vapi.requests.length
    await look()
    const since = desk.vapi.requests.slice(before)
    expect(since.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET'])
    expect(since.map(({ path }) => path)).toEqual(['/assistant', '/phone-number', '/squad'])
    await setAsSeen(person, id)
    expect(await signalsOf(id)).toEqual([])
    expect(Object(account.org.assistant(assistantID).server).url).toBe(urlOf(token))
  })

  it('stays as it was known while Vapi refuses the key, and says so', async () => {
    const other = await connectAccount(desk)
    const { id } = await makeUnset(desk, other)
    await setAsSeen(person, id)
    other.org.modes.isKeyRevoked = true
    await look(other)
    expect(await signalsOf(id)).toEqual(['alarm key_refused'])
    other.org.modes.isKeyRevoked = false
    await desk.sql.query(`update vapi_accounts set status = 'ok' where id = $1`, [other.id])
    await look(other)
    expect(await signalsOf(id)).toEqual([])
  })

  it('is not looked for more often than once an hour, by however many processes', async () => {
    await look()
    const before = desk.vapi.requests.length
    await Promise.all([1, 2, 3].map(() => watchDrift({ payload: desk.payload, signal })))
    expect(desk.vapi.requests.length).toBe(before)
  })
})

describe('an address that somebody set by hand', { timeout: 60_000 }, () => {
  it('is watched from the first look on, and can be put back to nothing', async () => {
    const { assistantID, id } = await account.client()
    await look()
    expect((await person.view(id)).body.setups).toMatchObject([
      { assistantID, beforeURL: null, by: null, state: 'set' },
    ])
    account.org.hands.patch(assistantID, { server: othersServer() })
    await look()
    expect(await signalsOf(id)).toEqual(['alarm moved'])
  })
})

describe('an agent that is no longer the client’s', { timeout: 60_000 }, () => {
  const TAKEN: [string, (id: string) => Promise<unknown>][] = [
    [
      'because it was taken from it',
      (id) => desk.sql.query(`update users set vapi_assistant_id = 'another' where id = $1`, [id]),
    ],
    [
      'because the client was moved to another account',
      async (id) => {
        const other = await connectAccount(desk)
        await desk.sql.query('update users set vapi_account_id = $2 where id = $1', [id, other.id])
      },
    ],
    [
      'because the client has no account any more',
      (id) => desk.sql.query('update users set vapi_account_id = null where id = $1', [id]),
    ],
  ]

  it.each(TAKEN)('is told while it posts here, and left as it is: %s', async (_, take) => {
    const own = await connectAccount(desk)
    const { assistantID, id, token } = await makeUnset(desk, own)
    await setAsSeen(person, id)
    await look(own)
    expect(await signalsOf(id)).toEqual([])
    await take(id)
    const before = desk.vapi.requests.length
    await look(own)
    expect(await signalsOf(id)).toEqual(['notice left_behind'])
    expect(desk.vapi.requests.slice(before).every(({ method }) => method === 'GET')).toBe(true)
    expect(Object(own.org.assistant(assistantID).server).url).toBe(urlOf(token))

    own.org.hands.patch(assistantID, { server: null })
    await look(own)
    expect(await signalsOf(id)).toEqual([])
    expect((await person.view(id)).body.setups).toMatchObject([{ state: 'moved' }])
  })

  it('is not told where another client has it with a webhook of its own, nor where it came back', async () => {
    const own = await connectAccount(desk)
    const { assistantID, id } = await makeUnset(desk, own)
    await setAsSeen(person, id)
    const assign = (client: string, assistant: null | string) =>
      desk.sql.query('update users set vapi_assistant_id = $2 where id = $1', [client, assistant])
    await assign(id, null)
    await look(own)
    expect(await signalsOf(id)).toEqual(['notice left_behind'])
    await assign(id, assistantID)
    await look(own)
    expect(await signalsOf(id)).toEqual([])

    await assign(id, null)
    const next = await makeClient(desk.payload, {
      vapiAccount: own.id,
      vapiAssistantId: assistantID,
    })
    await setAsSeen(person, next.id)
    await look(own)
    expect([await signalsOf(id), await signalsOf(next.id)]).toEqual([[], []])
  })
})
