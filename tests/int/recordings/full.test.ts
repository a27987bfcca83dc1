import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeSuperuser, signedIn } from '../../helpers/people'
import { asJSON } from '../../helpers/requests'
import { AUDIO, keep, makeCall } from './keptCalls'

const MB = 2 ** 20

let desk: TestDesk
let client: Awaited<ReturnType<typeof makeClient>>
let asBoss: Record<string, string>
let dataDir: string
let isMounted = false
let counter = 0

/** A small disk of its own, where the tests may mount one. */
const mountSmallDisk = (path: string): boolean => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=540m', 'tmpfs', path], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const report = async (): Promise<number> => {
  counter += 1
  const { status } = await asJSON({
    body: {
      message: {
        artifact: { messages: [{ message: 'Hello', role: 'user', secondsFromStart: 1 }] },
        call: { id: `reported-${counter}` },
        type: 'end-of-call-report',
      },
    },
    url: `${desk.url}/api/v1/vapi/webhook/${client.vapiWebhookToken}`,
  })
  return status
}

const metric = async (name: string): Promise<string | undefined> => {
  const { body } = await asJSON<string>({ headers: asBoss, url: `${desk.url}/api/metrics` })
  return new RegExp(`^${name} (.+)$`, 'm').exec(String(body))?.[1]
}

const health = async () => {
  const { readDeskHealth } = await import('../../../src/figures/deskHealth')
  const scope = { calls: true, deliveries: true, notifications: true }
  return (await readDeskHealth({ pool: desk.payload.db.pool, scope })).recordings
}

const checkRoom = async (hasSpare: boolean, maxBytes = 20_000 * MB) => {
  const room = await import('../../../src/recordings/retention/checkRoom')
  const { pool } = desk.payload.db
  await room.checkRoom({ hasSpare: () => Promise.resolve(hasSpare), maxBytes, pool })
}

const newCall = async () => ({ ...(await makeCall(desk, client.id)), clientID: client.id })

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'full-'))
  isMounted = mountSmallDisk(dataDir)
  desk = await createTestDesk({ env: { DATA_DIR: dataDir } })
  asBoss = await signedIn(desk.payload, await makeSuperuser(desk.payload))
  client = await makeClient(desk.payload)
})

afterAll(async () => {
  await desk.stop()
  if (isMounted) execFileSync('umount', [dataDir])
  await rm(dataDir, { force: true, recursive: true })
})

describe('recordings that reach their limit', () => {
  it('are not copied any more, and staff are told until there is room', async () => {
    expect(await health()).toBe(null)
    expect((await keep(desk, await newCall())).kind).toBe('kept')
    expect(await health()).toMatchObject({ bytes: AUDIO.length, fullBecause: null })
    expect(await metric('desk_recordings_bytes')).toBe(String(AUDIO.length))
    const maxBytes = 2 * AUDIO.length - 1
    const second = await newCall()
    const outcome = await keep(desk, { ...second, maxBytes })
    expect(outcome).toMatchObject({ kind: 'full', problem: /RECORDINGS_MAX_BYTES/ })
    expect(await health()).toMatchObject({ fullBecause: 'limit', fullSince: expect.any(String) })
    expect(await metric('desk_recordings_full')).toBe('1')
    expect(await report()).toBe(200)
    await checkRoom(true, maxBytes)
    expect(await health()).toMatchObject({ fullBecause: 'limit' })
    await checkRoom(true)
    expect(await health()).toMatchObject({ fullBecause: null })
    expect(await metric('desk_recordings_full')).toBe('0')
  })

  it('are never more than the limit, also when several are copied at once', async () => {
    const room = 3
    const before = Number(await metric('desk_recordings_bytes'))
    const calls = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const { id } = await makeClient(desk.payload)
        return { ...(await makeCall(desk, id)), clientID: id }
      }),
    )
    const maxBytes = before + room * AUDIO.length
    const kinds = (await Promise.all(calls.map((call) => keep(desk, { ...call, maxBytes })))).map(
      ({ kind }) => kind,
    )
    expect(kinds.filter((kind) => kind === 'kept')).toHaveLength(room)
    expect(kinds.filter((kind) => kind === 'full')).toHaveLength(8 - room)
    expect(Number(await metric('desk_recordings_bytes'))).toBe(maxBytes)
  })
})

describe('a client that fills its share', () => {
  it('gets no more, and the recordings of others are kept', async () => {
    const [greedy, modest] = await Promise.all([makeClient(desk.payload), makeClient(desk.payload)])
    const before = Number(await metric('desk_recordings_bytes'))
    const maxBytes = 5 * (before + AUDIO.length)
    const keepOne = async (clientID: string) =>
      keep(desk, { ...(await makeCall(desk, clientID)), clientID, maxBytes })
    const share = Math.floor((maxBytes * 0.8) / AUDIO.length)
    for (let kept = 0; kept < share; kept += 1) {
      expect((await keepOne(greedy.id)).kind).toBe('kept')
    }
    expect(await keepOne(greedy.id)).toMatchObject({ because: 'share', kind: 'full' })
    expect(await health()).toMatchObject({ fullBecause: 'limit' })
    expect((await keepOne(modest.id)).kind).toBe('kept')
  })
})

describe('a disk with little free space', () => {
  it('takes no recordings, leaves what it had, and reports are still stored', async (context) => {
    if (!isMounted) context.skip('Only root can mount a small disk')
    // 512 MB stay free for the database.
    const { rows } = await desk.sql.query('select count(*)::int as n from recordings')
    await writeFile(join(dataDir, 'filler'), Buffer.alloc(30 * MB))
    const outcome = await keep(desk, await newCall())
    expect(outcome.kind).toBe('full')
    expect(await health()).toMatchObject({ fullBecause: 'disk' })
    expect(await report()).toBe(200)
    const after = await desk.sql.query('select count(*)::int as n from recordings')
    expect(after.rows).toEqual(rows)
    await rm(join(dataDir, 'filler'))
    expect((await keep(desk, await newCall())).kind).toBe('kept')
    expect(await health()).toMatchObject({ fullBecause: null })
  })

  it('is noticed while a recording is written', async () => {
    const { diskStore } = await import('../../../src/recordings/store/diskStore')
    let free = 600 * MB
    const store = diskStore({
      folder: join(dataDir, 'shrinking'),
      free: () => {
        free -= 50 * MB
        return Promise.resolve(free)
      },
    })
    const block = Buffer.alloc(2 * MB)
    AUDIO.copy(block)
    const large = async function* () {
      for (let at = 0; at < 10; at += 1) yield block
    }
    const outcome = await keep(desk, { ...(await newCall()), source: large(), store })
    expect(outcome.kind).toBe('full')
    expect(free).toBeGreaterThan(300 * MB)
  })

  it('is noticed when it has nothing left at all', async (context) => {
    if (!isMounted) context.skip('Only root can mount a small disk')
    const { diskStore } = await import('../../../src/recordings/store/diskStore')
    const store = diskStore({
      folder: join(dataDir, 'recordings'),
      free: () => Promise.resolve(10_000 * MB),
    })
    const block = Buffer.alloc(8 * MB)
    AUDIO.copy(block)
    const endless = async function* () {
      for (let at = 0; at < 100; at += 1) yield block
    }
    await writeFile(join(dataDir, 'filler'), Buffer.alloc(450 * MB))
    const outcome = await keep(desk, { ...(await newCall()), source: endless(), store })
    expect(outcome.kind).toBe('full')
    expect(await report()).toBe(200)
    await rm(join(dataDir, 'filler'))
  })
})
