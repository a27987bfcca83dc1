import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { User } from '../../../src/payload-types'
import { risingTone } from '../../helpers/audio'
import { recorded } from '../../helpers/history'
import { makeClient, makeStaff, makeSuperuser, makeUser, signedIn } from '../../helpers/people'
import { withAPIKey } from '../../helpers/requests'
import { startVapiDesk, type VapiDesk } from '../../helpers/startVapiDesk'
import type { FakeOrg } from '../../vapi/fakeOrg'
import { tidyModes } from '../../vapi/modes'
import { AUDIO, keep, makeCall } from './keptCalls'

type Headers = Record<string, string>
type Call = Awaited<ReturnType<typeof makeCall>>

const API_KEY = crypto.randomUUID()
const MINUTE = 60_000

let desk: VapiDesk
let dataDir: string
let org: FakeOrg
let boss: User
let client: User
let other: User
let accountID: string
let assistantID: string
let otherAssistantID: string
let call: Call
let asBoss: Headers
let asClient: Headers
let asOther: Headers

const urlOf = ({ id }: Pick<Call, 'id'>) => `${desk.url}/api/call-summaries/${id}/recording`

const play = async (of: Pick<Call, 'id'>, headers: Headers = {}, init: RequestInit = {}) => {
  const response = await fetch(urlOf(of), { headers, ...init })
  const bytes = Buffer.from(await response.arrayBuffer())
  return { bytes, headers: response.headers, status: response.status }
}

/** The code of a refusal, and its status. */
const refusalOf = async (of: Pick<Call, 'id'>, headers: Headers) => {
  const { bytes, status } = await play(of, headers)
  const { errors }: { errors?: { code?: unknown; message?: unknown }[] } = JSON.parse(
    bytes.toString() || '{}',
  )
  expect(String(errors?.[0]?.message ?? '').length).toBeGreaterThan(5)
  return `${status} ${errors?.[0]?.code}`
}

const fileOf = async (name: string): Promise<string> => {
  const found = await readdir(join(dataDir, 'recordings'), { recursive: true })
  const path = found.find((each) => each.endsWith(name))
  return join(dataDir, 'recordings', path ?? 'none')
}

const keptCall = async (clientID = client.id, audio: Uint8Array = AUDIO) => {
  const made = await makeCall(desk, clientID)
  await keep(desk, { ...made, audio, clientID })
  return made
}

const nameOf = async (id: string): Promise<string> => {
  const { rows } = await desk.sql.query<{ name: string }>(
    'select name from recordings where call_summary_id = $1',
    [id],
  )
  return rows[0]?.name ?? ''
}

/** A call that is at Vapi too, of the assistant; the desk kept no recording. */
const callAtVapi = async (
  of: { assistantId?: string; audio?: Buffer; createdAt?: number } = {},
): Promise<Call> => {
  const { audio = AUDIO, createdAt = desk.vapi.clock.now() - 20 * MINUTE } = of
  const { id } = org.addCall({
    assistantId: of.assistantId ?? assistantID,
    createdAt,
    recording: { bytes: audio, type: 'audio/wav' },
  })
  return makeCall(desk, client.id, { vapiCallID: id })
}

const asked = (callID: string) =>
  desk.vapi.requests.filter(({ path }) => path === `/call/${callID}/mono-recording`).length

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'recordings-'))
  desk = await startVapiDesk({ env: { DATA_DIR: dataDir } })
  const { payload } = desk
  boss = await makeSuperuser(payload)
  org = desk.vapi.addOrg({ retentionDays: 14 })
  assistantID = org.addAssistant().id
  otherAssistantID = org.addAssistant().id
  const account = await desk.connectAccount(org)
  accountID = account.id
  const at = { vapiAccount: accountID }
  client = await makeClient(payload, {
    ...at,
    apiKey: API_KEY,
    enableAPIKey: true,
    vapiAssistantId: assistantID,
  })
  other = await makeClient(payload, { ...at, vapiAssistantId: otherAssistantID })
  asBoss = await signedIn(payload, boss)
  asClient = await signedIn(payload, client)
  asOther = await signedIn(payload, other)
  call = await keptCall()
})

afterEach(() => {
  Object.assign(org.modes, tidyModes(), { retentionDays: 14 })
})

afterAll(async () => {
  await desk.stop()
  await rm(dataDir, { force: true, recursive: true })
})

describe('a kept recording', () => {
  it('is sent whole, and nobody but its listener gets it', async () => {
    const { bytes, headers, status } = await play(call, asClient)
    expect(status).toBe(200)
    expect(bytes.equals(AUDIO)).toBe(true)
    expect(Object.fromEntries(headers)).toMatchObject({
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-store',
      'content-disposition': 'inline; filename="recording-2026-11-20-0905.wav"',
      'content-length': String(AUDIO.length),
      'content-security-policy': "default-src 'none'; sandbox",
      'content-type': 'audio/wav',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    })
    expect(headers.get('content-encoding')).toBe(null)
  })

  it.each([
    ['bytes=0-', 0, AUDIO.length],
    ['bytes=100-199', 100, 200],
    ['bytes=65530-65545', 65_530, 65_546],
    ['bytes=131072-', 131_072, AUDIO.length],
    ['bytes=-5', AUDIO.length - 5, AUDIO.length],
    [`bytes=${AUDIO.length - 1}-999999999`, AUDIO.length - 1, AUDIO.length],
  ])('is sent in part: %s', async (range, from, to) => {
    const { bytes, headers, status } = await play(call, { ...asClient, range })
    expect(status).toBe(206)
    expect(headers.get('content-range')).toBe(`bytes ${from}-${to - 1}/${AUDIO.length}`)
    expect(headers.get('content-length')).toBe(String(to - from))
    expect(bytes.equals(AUDIO.subarray(from, to))).toBe(true)
  })

  it('has no range beyond its end', async () => {
    const { headers, status } = await play(call, { ...asClient, range: 'bytes=99999999-' })
    expect([status, headers.get('content-range')]).toEqual([416, `bytes */${AUDIO.length}`])
  })

  it('is sent in part only to who has the rest of the same', async () => {
    const tag = (await play(call, asClient)).headers.get('etag') ?? ''
    expect(tag).toMatch(/^"[\w-]{22}"$/)
    const range = 'bytes=0-9'
    const same = await play(call, { ...asClient, 'if-range': tag, range })
    expect(same.status).toBe(206)
    for (const validator of ['"another"', 'Sun, 29 Nov 2026 00:00:00 GMT', `W/${tag}`]) {
      const all = await play(call, { ...asClient, 'if-range': validator, range })
      expect([all.status, all.bytes.length]).toEqual([200, AUDIO.length])
    }
  })

  it('says what it is to HEAD, and can be saved as a file', async () => {
    const head = await play(call, asClient, { method: 'HEAD' })
    expect(head.status).toBe(200)
    expect(head.headers.get('content-length')).toBe(String(AUDIO.length))
    const saved = await fetch(`${urlOf(call)}?download=true`, { headers: asClient })
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment; filename="recording-/)
    await saved.body?.cancel()
  })

  it('ends where somebody changed its file, and says when the file is gone', async () => {
    const changed = await keptCall(other.id)
    const path = await fileOf(await nameOf(changed.id))
    const file = await readFile(path)
    const flipped = Buffer.from(file)
    flipped.writeUInt8(flipped.readUInt8(70_000) ^ 1, 70_000)
    await writeFile(path, flipped)
    // The connection is cut, or there is an error before anything was sent.
    const ended = () =>
      play(changed, asOther).then(
        ({ status }) => status !== 200,
        () => true,
      )
    expect(await ended()).toBe(true)
    await truncate(path, 65_552)
    expect(await ended()).toBe(true)
    await writeFile(path, file)
    expect((await play(changed, asOther)).bytes.equals(AUDIO)).toBe(true)
    await appendFile(path, 'more')
    expect((await play(changed, asOther)).bytes.equals(AUDIO)).toBe(true)
    await rm(path)
    await desk.sql.query('update users set vapi_account_id = null where id = $1', [other.id])
    expect(await refusalOf(changed, asOther)).toBe('410 RECORDING_LOST')
  })

  it('does not play with the file of another recording', async () => {
    const [one, two] = [await keptCall(), await keptCall()]
    await desk.sql.query(
      `update recordings as a set wrapped_key = b.wrapped_key from recordings as b
       where a.call_summary_id = $1 and b.call_summary_id = $2`,
      [one.id, two.id],
    )
    await writeFile(
      await fileOf(await nameOf(one.id)),
      await readFile(await fileOf(await nameOf(two.id))),
    )
    expect((await play(two, asClient)).status).toBe(200)
    await desk.sql.query('update users set vapi_account_id = null where id = $1', [client.id])
    expect(await refusalOf(one, asClient)).toBe('410 RECORDING_LOST')
    await desk.sql.query('update users set vapi_account_id = $2 where id = $1', [
      client.id,
      accountID,
    ])
  })
})

describe('who may play a recording', () => {
  it('is the client itself, its key, and staff who may read calls', async () => {
    const reader = await makeStaff(desk.payload, ['call-summaries.view'])
    for (const headers of [
      asClient,
      withAPIKey(API_KEY),
      asBoss,
      await signedIn(desk.payload, reader),
    ]) {
      expect((await play(call, { ...headers, range: 'bytes=0-9' })).status).toBe(206)
    }
  })

  it('is nobody else', async () => {
    const staff = await makeStaff(desk.payload, ['users.view'])
    expect(await refusalOf(call, {})).toBe('401 UNAUTHORIZED')
    expect(await refusalOf(call, asOther)).toBe('404 NOT_FOUND')
    expect(await refusalOf(call, await signedIn(desk.payload, staff))).toBe('403 FORBIDDEN')
    expect(await refusalOf({ id: crypto.randomUUID() }, asClient)).toBe('404 NOT_FOUND')
    expect(await refusalOf({ id: 'nothing' }, asClient)).toBe('404 NOT_FOUND')
  })

  it('is asked each time', async () => {
    const leaving = await makeUser(desk.payload, { isActive: true })
    const headers = await signedIn(desk.payload, leaving)
    const own = await keptCall(leaving.id)
    expect((await play(own, headers)).status).toBe(200)
    await desk.payload.update({
      collection: 'users',
      data: { isActive: false },
      id: leaving.id,
      overrideAccess: true,
    })
    expect((await play(own, headers)).status).toBeGreaterThan(400)
    expect((await play(own, asBoss)).status).toBe(200)
    await desk.payload.delete({ collection: 'call-summaries', id: own.id, overrideAccess: true })
    expect(await refusalOf(own, asBoss)).toBe('404 NOT_FOUND')
  })

  it('is no client for test calls, which clients never see', async () => {
    const test = await makeCall(desk, client.id, { isTest: true })
    await keep(desk, { ...test, clientID: client.id })
    expect(await refusalOf(test, asClient)).toBe('404 NOT_FOUND')
    expect((await play(test, asBoss)).status).toBe(200)
  })
})

describe('staff who see the portal as a client', () => {
  it('play as themselves', async () => {
    const { openSession } = await import('../../../src/accounts/session')
    const { VIEW_SECONDS, viewCookie } = await import('../../../src/seeAs/view')
    const { createLocalReq } = await import('payload')
    const staff = await makeStaff(desk.payload, ['call-summaries.view', 'users.view'])
    const req = await createLocalReq({}, desk.payload)
    const session = await openSession(req, { action: 'logged_in', userID: staff.id })
    const { rows } = await desk.sql.query<{ sid: string }>(
      'select id as sid from users_sessions where _parent_id = $1',
      [staff.id],
    )
    const view = viewCookie(req, {
      client: client.id,
      session: rows[0]?.sid ?? '',
      staff: staff.id,
      until: Date.now() + VIEW_SECONDS * 1_000,
    })
    const headers = {
      cookie: `payload-token=${session?.token}; ${view.split(';')[0]}`,
      'sec-fetch-site': 'same-origin',
    }
    const own = await keptCall()
    const entries = await recorded(desk.sql, async () => {
      expect((await play(own, { ...headers, range: 'bytes=0-9' })).status).toBe(206)
    })
    expect(entries).toMatchObject([{ actor: staff.id, actor_kind: 'staff', document: own.id }])
  })
})

describe('what the page of a call says about its recording', () => {
  it('is where it is, or why there is none', async () => {
    const { readRecordingFacts } = await import('../../../src/recordings/state')
    const stateOf = async ({ id }: Pick<Call, 'id'>) => {
      const facts = await readRecordingFacts(desk.payload.db.pool, id)
      return [facts.state, facts.bytes, facts.problem]
    }
    const alone = await makeClient(desk.payload)
    const copied = async (state: 'dead' | 'waiting') => {
      const made = await makeCall(desk, alone.id)
      await desk.sql.query(
        `insert into recording_copies (id, client_id, vapi_call_id, link, state, problem, due_at, expires_at)
         values (gen_random_uuid(), $1, $2, $3, $4, 'The link has expired.', now(), now() + interval '20 minutes')`,
        [alone.id, made.vapiCallID, state === 'dead' ? null : 'encrypted', state],
      )
      return made
    }
    expect(await stateOf(call)).toEqual(['kept', AUDIO.length, null])
    expect(await stateOf(await callAtVapi())).toEqual(['at_vapi', null, null])
    const old = await makeCall(desk, client.id)
    await desk.sql.query(`update call_summaries set started_at = '2020-01-01' where id = $1`, [
      old.id,
    ])
    await desk.sql.query('update vapi_accounts set retention_days = 14 where id = $1', [accountID])
    expect(await stateOf(old)).toEqual(['gone', null, null])
    expect(await stateOf(await copied('waiting'))).toEqual(['copying', null, null])
    expect(await stateOf(await copied('dead'))).toEqual(['not_kept', null, 'The link has expired.'])
    const none = await makeCall(desk, alone.id, { hasRecording: false })
    expect(await stateOf(none)).toEqual(['none', null, null])
    expect(await stateOf({ id: crypto.randomUUID() })).toEqual(['none', null, null])
  })
})

describe('the history of played recordings', () => {
  it('has one entry for each person, call and half an hour, however much they seek', async () => {
    const own = await keptCall()
    const entries = await recorded(desk.sql, async () => {
      await play(own, asClient, { method: 'HEAD' })
      await Promise.all(
        Array.from({ length: 4 }, (_, at) => play(own, { ...asClient, range: `bytes=${at}-9` })),
      )
      await play(own, withAPIKey(API_KEY))
      await play({ id: own.id.toUpperCase() }, asClient)
      await play(own, asBoss)
    })
    expect(entries).toMatchObject([
      {
        action: 'recording_played',
        actor: client.id,
        actor_kind: 'client',
        collection: 'call-summaries',
        document: own.id,
        label: own.vapiCallID,
      },
      { action: 'recording_played', actor: boss.id, actor_kind: 'staff' },
    ])
  })

  it('has one entry also when several processes write it, and the next half an hour later', async () => {
    const { recordPlayed } = await import('../../../src/recordings/play/recordPlayed')
    const { createLocalReq } = await import('payload')
    const own = await makeCall(desk, client.id)
    const req = await createLocalReq({ user: { ...boss, collection: 'users' } }, desk.payload)
    const noted = () => Reflect.deleteProperty(globalThis, Symbol.for('desk.recordingsPlayed'))
    const now = Date.UTC(2026, 10, 29, 12)
    const entries = await recorded(desk.sql, async () => {
      await Promise.all(
        Array.from({ length: 8 }, () => {
          noted()
          return recordPlayed(req, { callID: own.id, now })
        }),
      )
      await recordPlayed(req, { callID: own.id, now: now + 29 * MINUTE })
      await recordPlayed(req, { callID: own.id, now: now + 30 * MINUTE })
    })
    expect(entries).toHaveLength(2)
  })

  it('has nothing about what could not be played', async () => {
    const none = await makeCall(desk, other.id, { hasRecording: false })
    expect(await recorded(desk.sql, () => play(none, asBoss))).toEqual([])
  })
})

describe('a recording that only Vapi has', () => {
  it('is played from there by range, without showing our key to the storage', async () => {
    const at = await callAtVapi()
    const whole = await play(at, asClient)
    expect([whole.status, whole.headers.get('content-type')]).toEqual([200, 'audio/wav'])
    expect(whole.bytes.equals(AUDIO)).toBe(true)
    expect(whole.headers.get('cache-control')).toBe('private, no-store')
    const part = await play(at, { ...asClient, range: 'bytes=1000-1999' })
    expect(part.status).toBe(206)
    expect(part.headers.get('content-range')).toBe(`bytes 1000-1999/${AUDIO.length}`)
    expect(part.bytes.equals(AUDIO.subarray(1_000, 2_000))).toBe(true)
    const beyond = await play(at, { ...asClient, range: 'bytes=99999999-' })
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([
      416,
      `bytes */${AUDIO.length}`,
    ])
    expect(desk.vapi.storage.authorized).toBe(0)
    // Asked for once: the link is good for a while.
    expect(asked(at.vapiCallID)).toBe(1)
    await play(at, asBoss)
    expect(asked(at.vapiCallID)).toBe(2)
  })

  it('is asked for again when the link has expired', async () => {
    const at = await callAtVapi()
    await play(at, asClient)
    await desk.vapi.clock.move(31 * MINUTE)
    expect((await play(at, asClient)).bytes.equals(AUDIO)).toBe(true)
    expect(asked(at.vapiCallID)).toBe(2)
  })

  it('is played when Vapi sends the file itself', async () => {
    const at = await callAtVapi()
    org.modes.recordings = 'direct'
    const { bytes, status } = await play(at, asClient)
    expect([status, bytes.equals(AUDIO)]).toEqual([200, true])
  })

  it('is played whole when Vapi sends it compressed, whose length is another', async () => {
    const at = await callAtVapi()
    org.modes.recordings = 'compressed'
    const { bytes, headers, status } = await play(at, asClient)
    expect([status, bytes.equals(AUDIO)]).toEqual([200, true])
    expect(headers.get('content-length')).toBe(null)
    expect(headers.get('content-encoding')).toBe(null)
  })

  it.each([
    ['none', '404 RECORDING_NONE'],
    ['archived', '410 RECORDING_ARCHIVED'],
    ['http', '503 RECORDING_NOT_FETCHED'],
    ['part', '503 RECORDING_NOT_FETCHED'],
    ['private', '503 RECORDING_NOT_FETCHED'],
    ['elsewhere', '503 RECORDING_NOT_FETCHED'],
  ] as const)('is refused with a reason: %s', async (mode, refusal) => {
    const at = await callAtVapi()
    org.modes.recordings = mode
    expect(await refusalOf(at, asClient)).toBe(refusal)
  })

  it('is gone when Vapi keeps it no longer', async () => {
    const at = await callAtVapi({ createdAt: desk.vapi.clock.now() - 15 * 24 * 60 * MINUTE })
    expect(await refusalOf(at, asClient)).toBe('410 RECORDING_GONE')
  })

  it('is none of a call that Vapi lists as another client’s, whoever reported it', async () => {
    const foreign = await callAtVapi({ assistantId: otherAssistantID })
    expect(await refusalOf(foreign, asClient)).toBe('404 RECORDING_NOT_THEIRS')
    expect(await refusalOf(foreign, asBoss)).toBe('404 RECORDING_NOT_THEIRS')
    expect(asked(foreign.vapiCallID)).toBe(0)
    const nobodys = await callAtVapi({ assistantId: org.addAssistant().id })
    expect(await refusalOf(nobodys, asClient)).toBe('404 RECORDING_NOT_THEIRS')
  })

  it('is none of a call that was another’s before the client had its agent', async () => {
    const foreign = await callAtVapi()
    await desk.sql.query(
      `insert into vapi_calls (account_id, call_id, client_id, rule, state, status, connected, has_content,
         created_at, seen_at)
       select vapi_account_id, $2, null, 'report', 'not_ours', 'ended', true, true, now(), now()
       from users where id = $1`,
      [client.id, foreign.vapiCallID],
    )
    expect(await refusalOf(foreign, asClient)).toBe('404 RECORDING_NOT_THEIRS')
    expect(asked(foreign.vapiCallID)).toBe(0)
  })

  it.each(['..', '../assistant', '<script>alert(1)</script>', "1' or 1=1 --", 'x'.repeat(200)])(
    'is not asked for by an id that is none of Vapi: %s',
    async (vapiCallID) => {
      const before = desk.vapi.requests.length
      const at = await makeCall(desk, client.id, { vapiCallID })
      expect(await refusalOf(at, asClient)).toBe('404 RECORDING_NONE')
      expect(desk.vapi.requests).toHaveLength(before)
    },
  )

  it('is not asked for without an account', async () => {
    const alone = await makeClient(desk.payload)
    const headers = await signedIn(desk.payload, alone)
    const before = desk.vapi.requests.length
    const kept = await makeCall(desk, alone.id)
    expect(await refusalOf(kept, headers)).toBe('404 RECORDING_NOT_KEPT')
    const none = await makeCall(desk, alone.id, { hasRecording: false })
    expect(await refusalOf(none, headers)).toBe('404 RECORDING_NONE')
    await desk.sql.query(
      `insert into recording_copies (id, client_id, vapi_call_id, link, state, due_at, expires_at)
       values (gen_random_uuid(), $1, $2, 'encrypted', 'waiting', now(), now() + interval '20 minutes')`,
      [alone.id, kept.vapiCallID],
    )
    expect(await refusalOf(kept, headers)).toBe('404 RECORDING_COPYING')
    expect(desk.vapi.requests).toHaveLength(before)
  })

  it('is refused when the storage answers nonsense', async () => {
    const at = await callAtVapi()
    desk.vapi.storage.modes.fault = 'error500'
    expect(await refusalOf(at, asClient)).toBe('503 RECORDING_NOT_FETCHED')
    desk.vapi.storage.modes.fault = 'redirect'
    expect(await refusalOf(at, asClient)).toBe('503 RECORDING_NOT_FETCHED')
    desk.vapi.storage.modes.fault = null
    desk.vapi.storage.modes.contentType = 'text/html'
    const { headers } = await play(at, asClient)
    expect(headers.get('content-type')).toBe('audio/wav')
    desk.vapi.storage.modes.contentType = null
  })
})

describe('several recordings at a time', () => {
  it('are four for one person, and places come back', async () => {
    const large = await keptCall(client.id, risingTone(1_500))
    const open = await Promise.all(
      Array.from({ length: 4 }, () => fetch(urlOf(large), { headers: asClient })),
    )
    expect(open.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(await refusalOf(large, asClient)).toBe('429 TOO_MANY_REQUESTS')
    expect((await play(call, asBoss)).status).toBe(200)
    await Promise.all(open.map(({ body }) => body?.cancel()))
    await expect.poll(async () => (await play(call, asClient)).status).toBe(200)
  })
})

describe('a recording of an account whose key was refused', () => {
  it('says that the connection is broken', async () => {
    const at = await callAtVapi()
    org.modes.isKeyRevoked = true
    expect(await refusalOf(at, asClient)).toBe('404 RECORDING_DISCONNECTED')
    expect(await refusalOf(at, asClient)).toBe('404 RECORDING_DISCONNECTED')
    // What is kept plays all the same.
    expect((await play(call, asClient)).status).toBe(200)
  })
})

describe('a Vapi that does not answer', () => {
  it('holds up a few callers, and what is kept plays', async () => {
    const slow = desk.vapi.addOrg()
    const assistantId = slow.addAssistant().id
    const account = await desk.connectAccount(slow)
    const listeners = await Promise.all(
      Array.from({ length: 3 }, () =>
        makeClient(desk.payload, { vapiAccount: account.id, vapiAssistantId: assistantId }),
      ),
    )
    const calls = await Promise.all(
      listeners.map(async (listener) => ({
        call: await makeCall(desk, listener.id, {
          vapiCallID: slow.addCall({ assistantId }).id,
        }),
        headers: await signedIn(desk.payload, listener),
      })),
    )
    slow.modes.fault = () => 'hang'
    const left = new AbortController()
    const waiting = [...calls, ...calls].map(({ call: at, headers }) =>
      fetch(urlOf(at), { headers, signal: left.signal }).catch(() => null),
    )
    const last = calls[0]
    if (!last) throw new Error('There is no call')
    const refused = async () => {
      const ended = AbortSignal.timeout(2_000)
      return fetch(urlOf(last.call), { headers: last.headers, signal: ended }).then(
        ({ status }) => status,
        () => null,
      )
    }
    await expect.poll(refused).toBe(503)
    expect((await play(call, asClient)).status).toBe(200)
    left.abort()
    await Promise.all(waiting)
  })
})
