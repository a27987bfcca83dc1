import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { collectLog, dumpDatabase, leaksIn, readFolder } from '../../helpers/leakCheck'
import { makeClient, makeStaff, makeSuperuser } from '../../helpers/people'
import { asJSON, graphQL } from '../../helpers/requests'
import { startVapiDesk, type VapiDesk } from '../../helpers/startVapiDesk'
import type { FakeOrg } from '../../vapi/fakeOrg'
import { rowOf } from '../../vapi/types'
import { asPerson, setAsSeen } from './setups'

const HOUR = 3_600_000
const SENDER_SECRET = 'leak-sender-of-a-client-0123456789'
const WORDS = {
  bianchi: 'words that only Bianchi may read',
  rossi: 'words that only Rossi may read',
}

type Client = Awaited<ReturnType<typeof makeClient>>
type Headers = Record<string, string>

let desk: VapiDesk
let folder: string
let log: () => string
let org: FakeOrg
let accountID: string
let rossi: Client
let bianchi: Client
let root: Headers
const dumps: string[] = []

const signal = new AbortController().signal

const send = async (route: string, body?: unknown, method?: string) => {
  const answer = await asJSON({ body, headers: root, method, url: `${desk.url}/api/${route}` })
  expect(answer.status, `${route} ${JSON.stringify(answer.body)}`).toBeLessThan(300)
  return answer.body
}

const workOnCalls = async () => {
  const { workOnAccount } = await import('../../../src/vapiAccount/walks/workOnAccount')
  const { dueAccounts } = await import('../../../src/vapiAccount/walks/dueAccounts')
  for (let round = 0; round < 30; round += 1) {
    if (!(await dueAccounts(desk.payload.db.pool)).includes(accountID)) return
    await workOnAccount({ accountID, payload: desk.payload, signal })
  }
}

const keepWhatIsStored = async () => {
  dumps.push(await dumpDatabase(desk.sql))
}

const copyRecordings = async () => {
  const { startCopies } = await import('../../../src/recordings/copies/startCopies')
  const stop = startCopies({
    hosts: [desk.vapi.storageURL],
    onError: (err) => desk.payload.logger.error({ err, msg: 'Copying failed' }),
    payload: desk.payload,
  })
  const { sql } = desk
  await vi.waitFor(
    async () => expect((await sql.query('select from recordings')).rowCount).toBe(1),
    { interval: 100, timeout: 30_000 },
  )
  await stop()
}

/** An organisation with a secret in every place that has one. */
const seed = () => {
  org = desk.vapi.addOrg()
  const { leaks } = desk.vapi
  const server = () => ({
    headers: { Authorization: leaks.make('header') },
    secret: leaks.make('server'),
    url: 'https://hooks.other.example/in/42',
  })
  const model = {
    messages: [{ content: 'Be kind.', role: 'system' }],
    tools: [{ function: { name: 'book' }, server: server(), type: 'function' }],
  }
  return {
    bianchi: org.addAssistant({ body: { model }, name: 'Bianchi', server: server() }),
    rossi: org.addAssistant({ body: { model }, name: 'Rossi', server: server() }),
  }
}

/** Everything that a desk does with an account, once. */
const liveThrough = async () => {
  const { payload, vapi } = desk
  const assistants = seed()
  const number = org.addNumber({ assistantId: assistants.rossi.id })
  const squad = org.addSquad({ members: [assistants.rossi.id] })
  const { doc } = await send('vapi-accounts', { key: org.key, label: 'Agency', region: 'us' })
  accountID = String(rowOf(doc).id)
  rossi = await makeClient(payload, {
    businessName: 'Rossi',
    keepRecordings: 'on',
    vapiAccount: accountID,
    vapiAssistantId: assistants.rossi.id,
    vapiPhoneNumberId: number.id,
    vapiSender: { secret: SENDER_SECRET, verification: 'secret' },
  })
  vapi.leaks.keep(SENDER_SECRET)
  bianchi = await makeClient(payload, {
    businessName: 'Bianchi',
    vapiAccount: accountID,
    vapiAssistantId: assistants.bianchi.id,
  })

  // Set-up, with a credential for one of them.
  const person = asPerson(desk, root)
  for (const { id } of [rossi, bianchi]) {
    expect((await setAsSeen(person, id)).body.assistants).toMatchObject([{ kind: 'set' }])
  }
  const [credential] = [...org.credentials.values()]
  vapi.leaks.keep(String(rowOf(credential?.body.authenticationPlan).token))

  // Reports and other messages, one with a recording that is copied.
  const now = vapi.clock.now()
  const call = (name: keyof typeof WORDS, more = {}) =>
    org.addCall({
      assistantId: assistants[name].id,
      endedAt: now - HOUR,
      phoneNumberId: name === 'rossi' ? number.id : null,
      transcript: `AI: Good morning.\nUser: ${WORDS[name]}\n`,
      ...more,
    })
  for (const name of ['rossi', 'bianchi'] as const) {
    const { id } = call(name)
    expect((await org.post(id)).attempts.at(-1)?.status, name).toBe(200)
  }
  await org.post(call('bianchi').id, 'status-update')
  await keepWhatIsStored()
  await copyRecordings()

  // Calls that were never reported, found by walks; older ones by the import.
  for (const name of ['rossi', 'bianchi'] as const) call(name, { endedAt: now - 2 * HOUR })
  await workOnCalls()
  const { workOnHistory } = await import('../../../src/vapiAccount/history/workOnHistory')
  await send(`vapi-accounts/${accountID}/history`, { dryRun: false })
  await workOnHistory({ payload, signal })

  // Other hands, with secrets of their own.
  org.hands.patch(assistants.bianchi.id, {
    server: { headers: { 'X-Key': vapi.leaks.make('taker') }, url: 'https://taker.example/' },
  })
  org.hands.overrideInSquad(squad.id, assistants.rossi.id, {
    assistantOverrides: { server: { secret: vapi.leaks.make('squad'), url: 'https://s.example/' } },
  })
  const { watchDrift } = await import('../../../src/vapiAccount/drift/watchDrift')
  const { crossCheck } = await import('../../../src/vapiAccount/crossCheck/crossCheck')
  await watchDrift({ payload, signal })
  await crossCheck({ payload, signal })

  // Errors that repeat what was sent, and a link.
  org.modes.fault = ({ body, headers }) => ({
    body: {
      message: `${headers.authorization} ${JSON.stringify(body)} ${vapi.link(org, call('rossi').id)}`,
      statusCode: 403,
    },
    status: 403,
  })
  await asJSON({
    headers: root,
    method: 'POST',
    url: `${desk.url}/api/vapi-accounts/${accountID}/check`,
  })
  await person.plan(rossi.id)
  await workOnCalls()
  await keepWhatIsStored()
  org.modes.fault = null
  await send(`vapi-accounts/${accountID}/check`, undefined, 'POST')

  // A new token, and the way back.
  await person.rotate({ ids: [rossi.id] })
  await person.disconnect(rossi.id)
  await keepWhatIsStored()
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'desk-leaks-'))
  desk = await startVapiDesk({ env: { DATA_DIR: folder, LOG_LEVEL: 'trace' } })
  const { logBy } = await import('../../../src/log')
  logBy(desk.payload.logger)
  log = collectLog(desk.payload)
  root = await desk.login(await makeSuperuser(desk.payload))
  await liveThrough()
}, 180_000)

afterAll(async () => {
  await desk.stop()
  await rm(folder, { force: true, recursive: true })
})

/** Everything that may be read with these headers, as one text. Refusals are part of it. */
const readAll = async (headers: Headers): Promise<string> => {
  const { rows: calls } = await desk.sql.query<{ id: string }>('select id from call_summaries')
  const clients = [rossi.id, bianchi.id]
  const routes = [
    'users/me',
    'users?depth=2&limit=100',
    'vapi-accounts?depth=2&limit=100',
    `vapi-accounts/${accountID}?depth=2`,
    ...['assistants', 'clients', 'history', 'numbers', 'run'].map(
      (each) => `vapi-accounts/${accountID}/${each}`,
    ),
    'call-summaries?depth=2&limit=100',
    'call-summaries/export?format=ndjson',
    'call-summaries/export?format=csv',
    'webhook-deliveries?depth=2&limit=100',
    'audit-log?depth=2&limit=500',
    'notifications?depth=2&limit=100',
    'globals/desk?depth=2',
    'openapi.json',
    ...calls.map(({ id }) => `call-summaries/${id}?depth=2`),
    ...clients.flatMap((id) =>
      [
        '?depth=2',
        '/completeness',
        '/delivery-health',
        '/figures',
        '/sender',
        '/vapi-setup',
        '/vapi-setup?plan=true',
      ].map((each) => `users/${id}${each}`),
    ),
  ]
  const texts: string[] = []
  for (const route of routes) {
    const response = await fetch(`${desk.url}/api/${route}`, { headers })
    const named = [...response.headers].map((pair) => pair.join(': ')).join('\n')
    texts.push(`${route} ${response.status}\n${named}\n${await response.text()}`)
  }
  const query = `{
    VapiAccounts { docs { id label problem keyLastFour } }
    WebhookDeliveries { docs { id } }
    CallSummaries { docs { id transcript } }
  }`
  texts.push(JSON.stringify(await graphQL({ headers, query, url: desk.url })))
  for (const { id } of calls) {
    const response = await fetch(`${desk.url}/api/call-summaries/${id}/recording`, { headers })
    const named = [...response.headers].map((pair) => pair.join(': ')).join('\n')
    const bytes = Buffer.from(await response.arrayBuffer()).toString('latin1')
    texts.push(`recording ${response.status}\n${named}\n${bytes.slice(0, 2_000)}`)
  }
  return texts.join('\n')
}

describe('secrets of an organisation at Vapi', () => {
  it('were there to be leaked, and the desk did its work', async () => {
    const { apiURL, leaks } = desk.vapi
    const secret = { authorization: `Bearer ${org.key}`, 'user-agent': 'client-desk/1.0' }
    for (const route of ['call', 'phone-number', 'assistant']) {
      const answer = await fetch(`${apiURL}/${route}`, { headers: secret })
      expect(leaksIn(await answer.text(), leaks.texts()), route).not.toEqual([])
    }
    expect(leaksIn(dumps.join('\n'), ['"status":"forbidden"'])).not.toEqual([])
    const { rows } = await desk.sql.query<{ source: string }>(
      'select distinct source::text from webhook_deliveries order by 1',
    )
    expect(rows.map(({ source }) => source)).toEqual(
      expect.arrayContaining(['recovered', 'webhook']),
    )
    const last = dumps.at(-1) ?? ''
    // The search finds what is there.
    expect(leaksIn(last, [WORDS.rossi, WORDS.bianchi])).toHaveLength(2)
    expect(leaksIn(dumps[0] ?? '', ['recording_copies {'])).toHaveLength(1)
  })

  it('are in no table of the database, whenever one looks', () => {
    for (const dump of dumps) expect(leaksIn(dump, desk.vapi.leaks.texts())).toEqual([])
  })

  it('are in no line of the log', async () => {
    const { log: shared } = await import('../../../src/log')
    shared.info({ msg: 'the end of this test' })
    expect(log()).toContain('the end of this test')
    expect(leaksIn(log(), [...desk.vapi.leaks.texts(), ...Object.values(WORDS)])).toEqual([])
  })

  it('are in no file, nor is a recording in the clear', async () => {
    const files = await readFolder(folder)
    expect(files.length).toBeGreaterThan(60_000)
    expect(leaksIn(files, [...desk.vapi.leaks.texts(), 'WAVEfmt'])).toEqual([])
  })

  it('are in no answer to anybody, a superuser included', { timeout: 120_000 }, async () => {
    const { payload } = desk
    const byRossi = await desk.login(rossi)
    const issued = await asJSON<{ doc?: { key?: string } }>({
      body: { name: 'CRM' },
      headers: byRossi,
      url: `${desk.url}/api/api-keys`,
    })
    const key = issued.body.doc?.key ?? ''
    expect(key).not.toBe('')
    const people: [string, Headers][] = [
      ['nobody', {}],
      ['a superuser', root],
      ['staff without permissions', await desk.login(await makeStaff(payload))],
      ['staff who see clients', await desk.login(await makeStaff(payload, ['users.view']))],
      [
        'staff who see accounts',
        await desk.login(await makeStaff(payload, ['vapi-accounts.view'])),
      ],
      ['a client', byRossi],
      ['another client of the organisation', await desk.login(bianchi)],
      ['a client’s key', { authorization: `Bearer ${key}` }],
    ]
    const read = new Map<string, string>()
    for (const [who, headers] of people) {
      const text = await readAll(headers)
      read.set(who, text)
      // What a client's sender proves itself with is staff's own, and they may read it.
      const theirs = headers === root ? [SENDER_SECRET] : []
      const secrets = desk.vapi.leaks.texts().filter((each) => !theirs.includes(each))
      expect(leaksIn(text, secrets), who).toEqual([])
    }
    const sees = (who: string) =>
      Object.values(WORDS).map((words) => read.get(who)?.includes(words) === true)
    expect(sees('a superuser')).toEqual([true, true])
    // Two clients of one organisation never see each other's calls.
    expect(sees('a client')).toEqual([false, true])
    expect(sees('a client’s key')).toEqual([false, true])
    expect(sees('another client of the organisation')).toEqual([true, false])
    for (const who of ['nobody', 'staff without permissions', 'staff who see accounts']) {
      expect(sees(who), who).toEqual([false, false])
    }
  })

  it('cannot be found by filters or orders either', async () => {
    for (const query of [
      'where[key][exists]=true',
      `where[key][like]=${org.key.slice(0, 4)}`,
      'sort=key',
      'select[key]=true',
    ]) {
      const { body, status } = await asJSON({
        headers: root,
        url: `${desk.url}/api/vapi-accounts?${query}`,
      })
      const docs = Array.isArray(body.docs) ? body.docs : []
      // Either refused, or an answer in which the key has no part.
      expect([query, status < 300 ? docs.some((doc) => 'key' in rowOf(doc)) : false]).toEqual([
        query,
        false,
      ])
    }
  })
})
