import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { User } from '../../../src/payload-types'
import { collect, inChunks, risingTone } from '../../helpers/audio'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient } from '../../helpers/people'
import { AUDIO, keep, makeCall } from './keptCalls'

let desk: TestDesk
let client: User
let dataDir: string

const diskStoreOf = async () =>
  (await import('../../../src/recordings/store/diskStore')).diskStore({
    folder: join(dataDir, 'recordings'),
  })

/** All files below the folder of recordings, by their paths. */
const files = async (): Promise<string[]> => {
  const found = await readdir(join(dataDir, 'recordings'), { recursive: true, withFileTypes: true })
  return found.filter((each) => each.isFile()).map(({ name, parentPath }) => join(parentPath, name))
}

const rows = async (callID: string) =>
  (
    await desk.sql.query<{ bytes: string; name: string; wrapped_key: string }>(
      'select * from recordings where call_summary_id = $1',
      [callID],
    )
  ).rows

const leftovers = async (): Promise<number> => {
  const { rows: found } = await desk.sql.query<{ n: number }>(
    'select count(*)::int as n from recording_leftovers where due_at <= now()',
  )
  return found[0]?.n ?? 0
}

const removeLeft = async () => {
  const { removeLeftovers } = await import('../../../src/recordings/retention/removeLeftovers')
  const store = await diskStoreOf()
  const errors: unknown[] = []
  await removeLeftovers({
    onError: (error) => errors.push(error),
    pool: desk.payload.db.pool,
    signal: AbortSignal.timeout(60_000),
    storeFor: () => store,
  })
  expect(errors).toEqual([])
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'recordings-'))
  desk = await createTestDesk({ env: { DATA_DIR: dataDir } })
  client = await makeClient(desk.payload)
})

afterAll(async () => {
  await desk.stop()
  await rm(dataDir, { force: true, recursive: true })
})

describe('a kept recording', () => {
  it('is one file that only this user can read, and that says nothing', async () => {
    const call = await makeCall(desk, client.id)
    const kept = await keep(desk, { ...call, clientID: client.id })
    expect(kept).toEqual({ bytes: AUDIO.length, kind: 'kept' })
    const [file = '', ...others] = await files()
    expect(others).toEqual([])
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect((await stat(join(dataDir, 'recordings'))).mode & 0o777).toBe(0o700)
    const sealed = await readFile(file)
    expect(sealed.includes('WAVE')).toBe(false)
    const [row] = await rows(call.id)
    expect(file.endsWith(row?.name ?? '-')).toBe(true)
    for (const secret of [call.id, call.vapiCallID, client.id]) expect(file).not.toContain(secret)
    expect(Number(row?.bytes)).toBe(AUDIO.length)
    expect(await leftovers()).toBe(0)
  })

  it('is there once when several processes copy it, and the others leave no file', async () => {
    const call = await makeCall(desk, client.id)
    const before = (await files()).length
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => keep(desk, { ...call, clientID: client.id })),
    )
    expect(outcomes.map(({ kind }) => kind)).toEqual(Array.from({ length: 5 }, () => 'kept'))
    expect(await rows(call.id)).toHaveLength(1)
    await removeLeft()
    expect(await files()).toHaveLength(before + 1)
  })

  it('is not written again when it is there', async () => {
    const call = await makeCall(desk, client.id)
    await keep(desk, { ...call, clientID: client.id })
    const [first] = await rows(call.id)
    const again = { ...call, audio: risingTone(1), clientID: client.id }
    expect(await keep(desk, again)).toEqual({ bytes: AUDIO.length, kind: 'kept' })
    expect(await rows(call.id)).toEqual([first])
  })

  it('goes with its call, its file a little later', async () => {
    const call = await makeCall(desk, client.id)
    await keep(desk, { ...call, clientID: client.id })
    const before = (await files()).length
    await desk.payload.delete({
      collection: 'call-summaries',
      id: call.id,
      overrideAccess: true,
    })
    expect(await rows(call.id)).toEqual([])
    await removeLeft()
    expect(await files()).toHaveLength(before - 1)
  })

  it('goes with its client', async () => {
    const other = await makeClient(desk.payload, { isActive: false })
    const call = await makeCall(desk, other.id)
    await keep(desk, { ...call, clientID: other.id })
    const before = (await files()).length
    await desk.payload.delete({ collection: 'users', id: other.id, overrideAccess: true })
    expect(await rows(call.id)).toEqual([])
    await removeLeft()
    expect(await files()).toHaveLength(before - 1)
  })
})

describe('a recording that cannot be kept', () => {
  const refused = async (more: Partial<Parameters<typeof keep>[1]>) => {
    const call = await makeCall(desk, client.id)
    const before = (await files()).length
    const outcome = await keep(desk, { ...call, clientID: client.id, ...more })
    expect(await rows(call.id)).toEqual([])
    await removeLeft()
    expect(await files()).toHaveLength(before)
    return outcome.kind
  }

  it('leaves nothing behind', async () => {
    const broken = async function* () {
      yield AUDIO.subarray(0, 150_000)
      throw new Error('The connection was lost')
    }
    expect(await refused({ source: broken() })).toBe('failed')
    expect(await refused({ audio: Buffer.from('<html>no sound'.repeat(20)) })).toBe('not_audio')
    expect(await refused({ contentType: 'text/html' })).toBe('not_audio')
    expect(await refused({ audio: Buffer.alloc(0) })).toBe('not_audio')
    expect(await refused({ vapiCallID: 'a call that the desk does not have' })).toBe('no_call')
    expect(await refused({ maxBytes: 1_000 })).toBe('full')
  })

  it('is stopped at the most that one may have', async () => {
    const { MAX_RECORDING_BYTES } = await import('../../../src/recordings/keep/keepRecording')
    const block = Buffer.alloc(8 * 2 ** 20)
    let sent = 0
    const endless = async function* () {
      yield AUDIO.subarray(0, 100)
      for (;;) {
        sent += block.length
        yield block
      }
    }
    // Nothing of it has to reach the disk.
    const store = {
      ...(await diskStoreOf()),
      put: async (_name: string, frames: AsyncIterable<Uint8Array>) => {
        for await (const frame of frames) if (frame.length === 0) return
      },
    }
    expect(await refused({ source: endless(), store })).toBe('too_large')
    expect(sent).toBeLessThan(MAX_RECORDING_BYTES + 3 * block.length)
  })

  it('is not kept for a call that is deleted meanwhile', async () => {
    const call = await makeCall(desk, client.id)
    const before = (await files()).length
    const slow = async function* () {
      yield AUDIO.subarray(0, 100_000)
      await desk.sql.query('delete from call_summaries where id = $1', [call.id])
      yield AUDIO.subarray(100_000)
    }
    const outcome = await keep(desk, { ...call, clientID: client.id, source: slow() })
    expect(outcome.kind).toBe('no_call')
    await removeLeft()
    expect(await files()).toHaveLength(before)
  })

  it('is not left half-written by a process that dies', async () => {
    const { noteWriting } = await import('../../../src/recordings/keep/rows')
    const { pool } = desk.payload.db
    const store = await diskStoreOf()
    const before = (await files()).length
    const name = 'ab'.repeat(32)
    await noteWriting(pool, { name, store: 'disk' })
    await store.put(name, inChunks(AUDIO), { signal: AbortSignal.timeout(10_000) })
    await removeLeft()
    expect(await files()).toHaveLength(before + 1)
    await desk.sql.query('update recording_leftovers set due_at = now() where name = $1', [name])
    await removeLeft()
    expect(await files()).toHaveLength(before)
  })
})

describe('files without rows', () => {
  it('are deleted a week after they were noticed, and never while they have a row', async () => {
    const { noteOrphans } = await import('../../../src/recordings/retention/removeLeftovers')
    const { oldFiles } = await import('../../../src/recordings/store/diskStore')
    const folder = join(dataDir, 'recordings')
    const name = 'cd'.repeat(32)
    await mkdir(join(folder, 'cd'), { mode: 0o700, recursive: true })
    const orphan = join(folder, 'cd', name)
    await writeFile(orphan, 'sealed with a key that a restored database does not have')
    for (const file of await files()) await utimes(file, 1, 1)
    const before = (await files()).length
    const look = () =>
      noteOrphans({
        files: oldFiles(folder, Date.now() - 1_000),
        pool: desk.payload.db.pool,
        signal: AbortSignal.timeout(10_000),
      })
    await look()
    await removeLeft()
    expect(await files()).toHaveLength(before)
    await desk.sql.query(`update recording_leftovers set due_at = due_at - interval '7 days'`)
    await look()
    await removeLeft()
    expect(await files()).not.toContain(orphan)
    expect(await files()).toHaveLength(before - 1)
  })
})

describe('the part of a file', () => {
  it('is read alone, and there is none of what is not a file of the store', async () => {
    const store = await diskStoreOf()
    const name = 'ef'.repeat(32)
    const signal = AbortSignal.timeout(10_000)
    await store.put(name, inChunks(AUDIO), { signal })
    const part = await store.read(name, { from: 70_000, signal, to: 140_001 })
    expect(part && (await collect(part)).equals(AUDIO.subarray(70_000, 140_001))).toBe(true)
    await store.remove(name)
    await store.remove(name)
    expect(await store.read(name, { from: 0, signal, to: 1 })).toBe(null)
    await expect(store.read('../../secret', { from: 0, signal, to: 1 })).rejects.toThrow('name')
  })
})
