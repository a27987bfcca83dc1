import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { makeClient, makeStaff, makeSuperuser, makeUser } from '../../helpers/people'
import { asJSON, withAPIKey } from '../../helpers/requests'
import { startVapiDesk, type VapiDesk } from '../../helpers/startVapiDesk'
import type { Asked } from '../../vapi/types'
import { type Connected, connectAccount } from './connected'
import {
  asPerson,
  makeUnset,
  othersServer,
  ourServer,
  type Person,
  setAsSeen,
  urlOf,
  writable,
} from './setups'

const REPORT = 'end-of-call-report'

let desk: VapiDesk
let account: Connected
let person: Person
let root: Record<string, string>

beforeAll(async () => {
  desk = await startVapiDesk()
  root = await desk.login(await makeSuperuser(desk.payload))
  account = await connectAccount(desk)
  person = asPerson(desk, root)
})

afterAll(() => desk.stop())

const writes = (of = account) =>
  desk.vapi.requests.filter(({ method, orgID }) => method !== 'GET' && orgID === of.org.id)

const historyOf = async (id: string) =>
  (
    await desk.sql.query<{ action: string; changes: unknown }>(
      `select action::text, changes from audit_log where document = $1 and action::text like 'webhook%' order by at`,
      [id],
    )
  ).rows

describe('setting the webhook', { timeout: 60_000 }, () => {
  it('shows first what is lost, writes two keys, reads back, and is proven by the next report', async () => {
    const { org } = account
    const { assistantID, id, token } = await makeUnset(desk, account, {
      assistant: {
        body: {
          model: {
            messages: [],
            model: 'gpt-4o',
            provider: 'openai',
            tools: [{ function: { name: 'book_table' }, type: 'function' }],
          },
        },
        server: { ...othersServer(), secret: 'nobody reads this' },
        serverMessages: ['tool-calls', 'status-update'],
      },
    })
    const planned = await person.plan(id)
    expect(planned.status).toBe(200)
    expect(planned.body.plans).toMatchObject([
      {
        assistantID,
        found: 'other',
        losses: {
          answers: ['tool-calls'],
          headers: ['x-zap'],
          secret: true,
          tools: ['book_table'],
        },
        messages: { after: ['tool-calls', 'status-update', REPORT] },
        oldURL: 'https://hooks.other.example/in/42',
        problem: null,
      },
    ])
    expect(JSON.stringify(planned.body)).not.toContain('a secret of somebody else')
    const before = writes().length

    const set = await setAsSeen(person, id)
    expect(set.body.assistants).toEqual([{ assistantID, kind: 'set' }])
    expect(writes().slice(before)).toMatchObject([
      {
        body: {
          server: ourServer(token),
          serverMessages: ['tool-calls', 'status-update', REPORT],
        },
        method: 'PATCH',
      },
    ])
    expect(Object.keys(Object(writes().at(-1)?.body)).sort()).toEqual(['server', 'serverMessages'])

    const [shown] = (await person.view(id)).body.setups
    expect(shown).toMatchObject({
      beforeURL: 'https://hooks.other.example/in/42',
      isSecretLost: true,
      provenAt: null,
      state: 'set',
    })
    const { rows } = await desk.sql.query<{ before: string }>(
      'select before from vapi_setups where client_id = $1',
      [id],
    )
    expect(rows[0]?.before).not.toContain('hooks.other')
    expect(await historyOf(id)).toEqual([
      {
        action: 'webhook_set',
        changes: {
          vapiAssistantId: [null, assistantID],
          webhookHost: ['hooks.other.example', 'desk.test'],
        },
      },
    ])

    const call = org.addCall({ assistantId: assistantID })
    expect((await org.post(call.id)).attempts.at(-1)?.status).toBe(200)
    expect((await person.view(id)).body.setups[0]?.provenAt).not.toBeNull()
  })

  it('writes nothing twice', async () => {
    const { id } = await makeUnset(desk, account)
    await setAsSeen(person, id)
    const before = writes().length
    expect((await setAsSeen(person, id)).body.assistants).toMatchObject([{ kind: 'was_set' }])
    expect(writes().length).toBe(before)
  })

  it('names the number whose address counted while the assistant had none', async () => {
    const { assistantID, id } = await makeUnset(desk, account)
    account.org.addNumber({
      assistantId: assistantID,
      number: '+390612345678',
      server: { url: 'https://user:pass@number.other.example/x' },
    })
    expect((await person.plan(id)).body.plans?.[0]?.numberURLs).toEqual([
      { number: '+390612345678', url: 'https://number.other.example/x' },
    ])
  })

  it('does not write what nobody has seen', async () => {
    const { assistantID, id } = await makeUnset(desk, account)
    const { plans } = (await person.plan(id)).body
    account.org.hands.patch(assistantID, { server: othersServer() })
    const before = writes().length
    const set = await person.set(id, { assistants: [{ id: assistantID, seen: plans?.[0]?.seen }] })
    expect(set.body.assistants).toMatchObject([{ kind: 'refused', problem: { code: 'changed' } }])
    expect(writes().length).toBe(before)
  })

  it('says so where somebody writes between its reading and its writing', async () => {
    const { assistantID, id } = await makeUnset(desk, account)
    const { org } = account
    // The fake writes theirs last: the PATCH is taken for old.
    org.modes.fault = (asked: Asked) => {
      if (asked.method !== 'PATCH') return undefined
      org.modes.fault = null
      org.hands.patch(assistantID, { server: othersServer() })
      return { body: {}, status: 500 }
    }
    const set = await setAsSeen(person, id)
    expect(set.body.assistants).toMatchObject([{ kind: 'refused', problem: { code: 'lost_race' } }])
    expect(writable(org.assistant(assistantID)).server).toEqual(othersServer())
    expect((await person.view(id)).body.setups[0]?.state).toBe('failed')
  })

  it.each(['applied', 'not applied'])(
    'reads before it decides, after a PATCH that was %s and not answered',
    async (how) => {
      const { assistantID, id, token } = await makeUnset(desk, account)
      const { org } = account
      org.modes.fault = (asked: Asked) => {
        if (asked.method !== 'PATCH') return undefined
        org.modes.fault = null
        if (how === 'applied') org.hands.patch(assistantID, Object(asked.body))
        return 'reset'
      }
      const before = writes().length
      expect((await setAsSeen(person, id)).body.assistants).toMatchObject([{ kind: 'set' }])
      expect(writable(org.assistant(assistantID))).toEqual({
        server: ourServer(token),
        serverMessages: [REPORT],
      })
      expect(writes().length - before).toBe(how === 'applied' ? 1 : 2)
    },
  )

  it('tells what Vapi says about something else that is stored', async () => {
    const { id } = await makeUnset(desk, account)
    account.org.modes.storedProblem = 'voice.provider is not HIPAA compliant'
    const set = await setAsSeen(person, id)
    account.org.modes.storedProblem = null
    expect(set.body.assistants).toMatchObject([
      {
        kind: 'refused',
        problem: { code: 'vapi_refused', message: expect.stringContaining('HIPAA') },
      },
    ])
  })

  it('refuses an assistant of no account, and one that is gone', async () => {
    const { assistantID, id } = await makeUnset(desk, account)
    account.org.hands.deleteAssistant(assistantID)
    expect((await person.plan(id)).body.plans).toMatchObject([{ problem: 'gone' }])
    const without = await makeClient(desk.payload, { vapiAssistantId: randomUUID() })
    const { body, status } = await person.plan(without.id)
    expect([status, body.errors?.[0]?.code]).toEqual([409, 'VAPI_SETUP_REFUSED'])
  })

  it('lets one person at a time write for a client', async () => {
    const { id } = await makeUnset(desk, account, { assistant: { server: othersServer() } })
    const { plans } = (await person.plan(id)).body
    const assistants = [{ id: plans?.[0]?.assistantID, seen: plans?.[0]?.seen }]
    const answers = await Promise.all([1, 2, 3].map(() => person.set(id, { assistants })))
    const kinds = answers.map(
      ({ body }) => body.errors?.[0]?.code ?? body.assistants[0]?.problem?.code ?? 'set',
    )
    expect(kinds.filter((kind) => kind === 'set')).toHaveLength(1)
    expect(kinds.every((kind) => ['changed', 'set', 'VAPI_SETUP_RUNNING'].includes(kind))).toBe(
      true,
    )
    // Whoever came second did not take the desk's own address for what was there before.
    expect((await person.view(id)).body.setups[0]?.beforeURL).toBe(othersServer().url)
  })
})

describe('a client that checks its sender', { timeout: 60_000 }, () => {
  it.each([
    ['secret', { secret: 'a long enough secret', verification: 'secret' as const }],
    ['hmac', { secret: 'a long enough secret', verification: 'hmac' as const }],
  ])('gets a credential at Vapi whose posts it accepts: %s', async (_, vapiSender) => {
    const { org } = account
    const { assistantID, id, token } = await makeUnset(desk, account, { data: { vapiSender } })
    expect((await setAsSeen(person, id)).body.assistants).toMatchObject([{ kind: 'set' }])
    const [credential] = [...org.credentials.values()].slice(-1)
    expect(writable(org.assistant(assistantID)).server).toEqual(
      ourServer(token, { credentialId: credential?.id }),
    )
    expect(String(credential?.body.name)).toMatch(/^Client desk, Bar/)
    const call = org.addCall({ assistantId: assistantID })
    expect((await org.post(call.id)).attempts.at(-1)?.status).toBe(200)

    // The same settings need no second one.
    const count = org.credentials.size
    await setAsSeen(person, id)
    expect(org.credentials.size).toBe(count)
    await person.disconnect(id)
    expect(org.credentials.has(credential?.id ?? '')).toBe(false)
  })

  it('asks for static addresses where only these may post', async () => {
    const { assistantID, id, token } = await makeUnset(desk, account, {
      data: { vapiSender: { networks: 'vapi' } },
    })
    await setAsSeen(person, id)
    expect(writable(account.org.assistant(assistantID)).server).toEqual(
      ourServer(token, { staticIpAddressesEnabled: true }),
    )
  })

  it('takes one that staff made where Vapi offers no credentials', async () => {
    const { org } = account
    const made = [...org.credentials.values()][0]
    const credentialID = made?.id ?? randomUUID()
    if (!made) {
      org.credentials.set(credentialID, {
        body: { name: 'By hand', provider: 'custom-credential' },
        createdAt: 0,
        id: credentialID,
        updatedAt: 0,
      })
    }
    const { assistantID, id, token } = await makeUnset(desk, account, {
      data: { vapiSender: { secret: 'a long enough secret', verification: 'secret' } },
    })
    org.modes.credentials = 'missing'
    const first = await setAsSeen(person, id)
    expect(first.body.assistants).toMatchObject([
      { kind: 'refused', problem: { code: 'credential_by_hand' } },
    ])
    expect((await setAsSeen(person, id, { credentialID })).body.assistants).toMatchObject([
      { kind: 'set' },
    ])
    expect(writable(org.assistant(assistantID)).server).toEqual(
      ourServer(token, { credentialId: credentialID }),
    )
    // It is not the desk's, and stays.
    await person.disconnect(id)
    org.modes.credentials = 'works'
    expect(org.credentials.has(credentialID)).toBe(true)
  })
})

describe('an assistant of several clients', { timeout: 60_000 }, () => {
  const shared = async (server = {}) => {
    const { assistantID, id } = await makeUnset(desk, account)
    const number = account.org.addNumber({ assistantId: assistantID, ...server })
    const second = await makeClient(desk.payload, {
      vapiAccount: account.id,
      vapiAssistantIds: [assistantID],
      vapiPhoneNumberId: number.id,
    })
    return { assistantID, first: id, number, second }
  }

  it('gets the address at the number of one, with its provider, and back', async () => {
    const { org } = account
    const { assistantID, first, number, second } = await shared({ provider: 'twilio' })
    expect((await person.plan(first)).body.plans).toMatchObject([{ problem: 'number_missing' }])
    expect((await setAsSeen(person, second.id)).body.assistants).toMatchObject([{ kind: 'set' }])
    expect(writes().at(-1)?.body).toEqual({
      provider: 'twilio',
      server: ourServer(second.vapiWebhookToken),
    })
    expect(org.assistant(assistantID).server ?? null).toBeNull()
    expect((await person.disconnect(second.id)).body.assistants).toMatchObject([
      { kind: 'put_back' },
    ])
    expect(Object(org.numbers.get(number.id)?.body).server?.url).toBeUndefined()
  })

  it('is not written where the assistant has an address, or the number asks a server for each call', async () => {
    const { org } = account
    const { assistantID, number, second } = await shared()
    org.hands.patch(assistantID, { server: othersServer() })
    expect((await person.plan(second.id)).body.plans).toMatchObject([
      { problem: 'assistant_has_server' },
    ])
    org.hands.patch(assistantID, { server: null })
    org.hands.repoint(number.id, {})
    const before = writes().length
    expect((await setAsSeen(person, second.id)).body.assistants).toMatchObject([
      { problem: { code: 'number_elsewhere' } },
    ])
    expect(writes().length).toBe(before)
  })
})

describe('a token that changes while Vapi is asked', { timeout: 60_000 }, () => {
  it.each([
    ['edited', "vapi_webhook_token_index = 'another'"],
    ['revoked', 'vapi_webhook_token_index = null, vapi_webhook_token = null'],
  ])('is not written: %s', async (how, change) => {
    const { assistantID, id } = await makeUnset(desk, account)
    const { plans } = (await person.plan(id)).body
    // What stands there was read, and the next request is the write.
    await desk.sql.query(`
      create function ${how}_meanwhile() returns trigger language plpgsql as $$
      begin
        update users set ${change} where id = new.client_id;
        return new;
      end $$;
      create trigger ${how}_meanwhile before insert on vapi_setups for each row
        when (new.client_id = '${id}') execute function ${how}_meanwhile()`)
    const before = writes().length
    const assistants = [{ id: assistantID, seen: plans?.[0]?.seen }]
    expect((await person.set(id, { assistants })).body.assistants).toMatchObject([
      { kind: 'refused', problem: { code: 'token_changed' } },
    ])
    expect(writes().length).toBe(before)
    expect(account.org.assistant(assistantID).server ?? null).toBeNull()
    expect((await person.view(id)).body.setups).toMatchObject([{ state: 'failed' }])
  })
})

describe('the plan', { timeout: 60_000 }, () => {
  it('says whether the assistant leaves out the desk’s credential, known or still to be made', async () => {
    const { org } = account
    const { assistantID, id } = await makeUnset(desk, account, {
      assistant: { body: { credentialIds: ['of-somebody'] } },
      data: { vapiSender: { secret: 'a long enough secret', verification: 'secret' } },
    })
    const limits = async () => (await person.plan(id)).body.plans?.[0]?.limitsCredentials
    expect(await limits()).toBe(true)
    await setAsSeen(person, id)
    expect(await limits()).toBe(true)
    const { credentialId } = Object(org.assistant(assistantID).server)
    org.hands.patch(assistantID, { credentialIds: ['of-somebody', credentialId] })
    expect(await limits()).toBe(false)
    org.hands.patch(assistantID, { credentialIds: [] })
    expect(await limits()).toBe(false)
  })

  it.each([
    ['and no assistant', false],
    ['beside an assistant', true],
  ])(
    'shows what a number’s own server has to return, for a client with a number %s',
    async (_, has) => {
      const { org } = account
      const number = org.addNumber({ number: '+390611112222', server: othersServer() })
      const { id, token } = await makeUnset(desk, account, {
        data: { vapiPhoneNumberId: number.id, ...(has ? {} : { vapiAssistantId: null }) },
      })
      expect((await person.view(id)).body).toMatchObject({ hasNumber: true, ownServer: null })
      const before = writes().length
      const { body } = await person.plan(id)
      const { url: _url, ...block } = ourServer(token)
      expect(body.ownServer).toEqual({
        lacksCredential: false,
        number: '+390611112222',
        server: block,
        serverMessages: [REPORT],
      })
      expect(body.plans).toHaveLength(has ? 1 : 0)
      // The address is as good as a password: it is shown by another request, which the history has.
      expect(JSON.stringify(body)).not.toContain(token)
      expect(writes().length).toBe(before)
    },
  )

  it.each([
    ['an assistant', { assistantId: randomUUID() }],
    ['a squad', { squadId: randomUUID() }],
    ['a workflow', { workflowId: randomUUID() }],
  ])('shows none for a number with %s', async (_, answers) => {
    const number = account.org.addNumber(answers)
    const { id } = await makeUnset(desk, account, { data: { vapiPhoneNumberId: number.id } })
    expect((await person.plan(id)).body.ownServer).toBeNull()
  })

  it('says that a credential is needed for it where the client verifies its sender', async () => {
    const number = account.org.addNumber({})
    const { id } = await makeUnset(desk, account, {
      data: {
        vapiPhoneNumberId: number.id,
        vapiSender: { secret: 'a long enough secret', verification: 'secret' },
      },
    })
    expect((await person.plan(id)).body.ownServer).toMatchObject({ lacksCredential: true })
    await setAsSeen(person, id)
    expect((await person.plan(id)).body.ownServer).toMatchObject({
      lacksCredential: false,
      server: { credentialId: expect.any(String) },
    })
  })
})

describe('disconnecting', { timeout: 60_000 }, () => {
  it.each([
    ['another receiver', { server: othersServer(), serverMessages: ['status-update'] }],
    ['the defaults of Vapi', { server: othersServer() }],
    ['nothing', {}],
    ['messages alone', { serverMessages: ['hang'] }],
  ])('puts back %s, less nulls', async (_, assistant) => {
    const { org } = account
    const { assistantID, id } = await makeUnset(desk, account, { assistant })
    const before = writable(org.assistant(assistantID))
    await setAsSeen(person, id)
    expect((await person.disconnect(id)).body.assistants).toEqual([
      { assistantID, isSecretLost: false, kind: 'put_back' },
    ])
    const after = writable(org.assistant(assistantID))
    // Defaults are spelled out: a list cannot be unset.
    expect({ ...after, serverMessages: before.serverMessages }).toEqual(before)
    if (before.serverMessages) expect(after.serverMessages).toEqual(before.serverMessages)
    expect((await historyOf(id)).map(({ action }) => action)).toEqual([
      'webhook_set',
      'webhook_put_back',
    ])
    const { body, status } = await person.disconnect(id)
    expect([status, body.errors?.[0]?.code]).toEqual([409, 'VAPI_SETUP_REFUSED'])
  })

  it('says that a secret has to be typed in again', async () => {
    const { id } = await makeUnset(desk, account, {
      assistant: { server: { ...othersServer(), secret: 'nobody reads this' } },
    })
    await setAsSeen(person, id)
    expect((await person.disconnect(id)).body.assistants).toMatchObject([
      { isSecretLost: true, kind: 'put_back' },
    ])
  })

  it('leaves what somebody else has moved', async () => {
    const { org } = account
    const { assistantID, id } = await makeUnset(desk, account)
    await setAsSeen(person, id)
    org.hands.patch(assistantID, { server: othersServer() })
    const before = writes().length
    expect((await person.disconnect(id)).body.assistants).toMatchObject([{ kind: 'moved' }])
    expect(writes().length).toBe(before)
    expect(writable(org.assistant(assistantID)).server).toEqual(othersServer())
  })

  it.each(['refused', 'ignored'] as const)(
    'says that it cannot clear an address where Vapi has it %s',
    async (serverNull) => {
      const { assistantID, id, token } = await makeUnset(desk, account)
      await setAsSeen(person, id)
      account.org.modes.serverNull = serverNull
      const answer = await person.disconnect(id)
      account.org.modes.serverNull = 'clears'
      expect(answer.body.assistants).toMatchObject([
        { kind: 'refused', problem: { code: 'cannot_clear' } },
      ])
      expect(writable(account.org.assistant(assistantID)).server).toEqual(ourServer(token))
      expect((await person.view(id)).body.setups[0]?.state).toBe('set')
    },
  )

  it('forgets an assistant that is gone', async () => {
    const { assistantID, id } = await makeUnset(desk, account)
    await setAsSeen(person, id)
    account.org.hands.deleteAssistant(assistantID)
    expect((await person.disconnect(id)).body.assistants).toMatchObject([{ kind: 'gone' }])
    expect((await person.view(id)).body.setups).toEqual([])
  })
})

describe('many at a time', { timeout: 60_000 }, () => {
  it('sets up in the background, and leaves what has another receiver', async () => {
    const many = await connectAccount(desk)
    const clients = await Promise.all(
      [{}, {}, { server: othersServer() }, {}].map((assistant) =>
        makeUnset(desk, many, { assistant }),
      ),
    )
    const without = await makeClient(desk.payload)
    const ids = [...clients.map(({ id }) => id), without.id]
    const started = await person.bulk({ ids })
    expect([started.status, started.body]).toEqual([200, { queued: 4, skipped: 1 }])
    await vi.waitFor(async () => expect((await person.run(many.id)).body.run?.state).toBe('done'), {
      interval: 100,
      timeout: 40_000,
    })
    const { body } = await person.run(many.id)
    expect(body.run?.counts).toEqual({ done: 3, failed: 0, skipped: 1, waiting: 0 })
    expect(body.failures).toMatchObject([{ clientID: clients[2]?.id, problem: 'other_receiver' }])
    for (const [index, { assistantID, token }] of clients.entries()) {
      const { url } = Object(many.org.assistant(assistantID).server)
      expect(url).toBe(index === 2 ? othersServer().url : urlOf(token))
    }
  })

  it('goes on where another process stopped, each client once', async () => {
    const many = await connectAccount(desk)
    const clients = await Promise.all([1, 2, 3, 4].map(() => makeUnset(desk, many)))
    const { startRuns } = await import('../../../src/vapiAccount/runs/runs')
    const { continueRuns } = await import('../../../src/vapiAccount/runs/workOnRuns')
    const { payload } = desk
    const actor = {
      actor: null,
      actorEmail: null,
      actorKind: 'system' as const,
      actorLabel: null,
      ip: null,
      via: null,
    }
    const ids = clients.map(({ id }) => id)
    const started = { actor, clientIDs: ids, kind: 'set_up' as const, payload }
    expect(await startRuns(started)).toEqual({ accounts: 1, queued: 4 })
    expect(await startRuns(started)).toBeNull()
    const stopping = new AbortController()
    many.org.modes.fault = ({ method }) => {
      if (method === 'PATCH') stopping.abort()
      return undefined
    }
    await continueRuns({ payload, signal: stopping.signal })
    many.org.modes.fault = null
    expect((await person.run(many.id)).body.run?.state).toBe('running')
    const { signal } = new AbortController()
    await Promise.all([1, 2, 3].map(() => continueRuns({ payload, signal })))
    await vi.waitFor(
      async () =>
        expect((await person.run(many.id)).body.run).toMatchObject({
          counts: { done: 4, failed: 0, skipped: 0, waiting: 0 },
          state: 'done',
        }),
      { interval: 100, timeout: 40_000 },
    )
    const patched = writes(many).map(({ path }) => path)
    // The one that was being written when the process stopped may be written again.
    expect(patched.length).toBeLessThanOrEqual(5)
    expect(new Set(patched).size).toBe(4)
  })

  it('ends when Vapi refuses the key', async () => {
    const many = await connectAccount(desk)
    const clients = await Promise.all([1, 2].map(() => makeUnset(desk, many)))
    many.org.modes.isKeyRevoked = true
    await person.bulk({ ids: clients.map(({ id }) => id) })
    await vi.waitFor(
      async () =>
        expect((await person.run(many.id)).body.run).toMatchObject({
          counts: { done: 0, waiting: 2 },
          problem: 'vapi_key_refused',
          state: 'failed',
        }),
      { interval: 100, timeout: 40_000 },
    )
  })
})

describe('who may', { timeout: 60_000 }, () => {
  it('is staff who may change clients and see accounts, in person', async () => {
    const { assistantID, id } = await makeUnset(desk, account)
    const doors = (headers: Record<string, string>) => {
      const them = asPerson(desk, headers)
      return [
        them.view(id),
        them.plan(id),
        them.set(id, { assistants: [{ id: assistantID, seen: '0'.repeat(64) }] }),
        them.disconnect(id),
        them.bulk({ ids: [id] }),
        them.run(account.id),
        asJSON({ headers, url: `${desk.url}/api/users/vapi-setup` }),
        asJSON({ body: {}, headers, url: `${desk.url}/api/vapi-accounts/${account.id}/run/stop` }),
      ]
    }
    const before = desk.vapi.requests.length
    const key = randomUUID()
    const byKey = await makeUser(desk.payload, {
      apiKey: key,
      enableAPIKey: true,
      isStaff: true,
      isSuperuser: true,
    })
    expect(byKey.id).toBeTruthy()
    const people: [number, Record<string, string>][] = [
      [401, {}],
      [403, await desk.login(await makeClient(desk.payload))],
      [403, await desk.login(await makeStaff(desk.payload, ['users.view', 'users.change']))],
      [403, await desk.login(await makeStaff(desk.payload, ['users.view', 'vapi-accounts.view']))],
      [403, withAPIKey(key)],
    ]
    for (const [status, headers] of people) {
      const answers = await Promise.all(doors(headers))
      expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => status))
    }
    expect(desk.vapi.requests.length).toBe(before)
    const may = await desk.login(
      await makeStaff(desk.payload, ['users.view', 'users.change', 'vapi-accounts.view']),
    )
    expect((await asPerson(desk, may).view(id)).status).toBe(200)
    const staff = await makeStaff(desk.payload, ['users.view'])
    expect((await asPerson(desk, may).view(staff.id)).status).toBe(400)
  })
})
