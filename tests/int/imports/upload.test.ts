import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { takeImportTurn } from '../../../src/imports/importTurn'
import { receiveFile, removeLeftFiles } from '../../../src/imports/privateFile'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, makeStaff, makeSuperuser } from '../../helpers/people'
import { withAPIKey } from '../../helpers/requests'
import { makeDataFolder } from '../../helpers/spawnDesk'
import { upload } from './uploads'

const MAX_BYTES = 20_000_000

let desk: TestDesk
let folder: Awaited<ReturnType<typeof makeDataFolder>>
let root: Record<string, string>
let client: Awaited<ReturnType<typeof makeClient>>

const files = async (): Promise<string[]> =>
  readdir(join(folder.path, 'tmp', 'imports')).catch(() => [])

const untilOver = () =>
  vi.waitFor(
    async () => {
      const { rowCount } = await desk.sql.query('select from import_turns')
      expect({ files: await files(), turns: rowCount }).toEqual({ files: [], turns: 0 })
    },
    { timeout: 40_000 },
  )

const callsIn = (count: number) =>
  `call id,start,summary\n${Array.from({ length: count }, (_, row) => `c-${row},2026-07-15 10:00,${'Ada. '.repeat(20)}\n`).join('')}`

const stored = async (): Promise<number> =>
  (await desk.sql.query('select count(*)::int as count from call_summaries')).rows[0].count

/** Begins to send a body of `length` bytes, and sends no more than `part` of it. */
const begin = (query: string, { length, part }: { length: number; part: string }) => {
  const sent = request(`${desk.url}/api/import?${query}`, {
    agent: false,
    headers: { ...root, 'content-length': length },
    method: 'POST',
  })
  const answer = new Promise<{ status: number | undefined }>((resolve, reject) => {
    sent.once('response', (response) => {
      response.resume()
      resolve({ status: response.statusCode })
    })
    sent.once('error', reject)
  })
  sent.write(part)
  return { abort: () => sent.destroy(), answer }
}

beforeAll(async () => {
  folder = await makeDataFolder()
  desk = await createTestDesk({
    env: { DATA_DIR: folder.path, IMPORT_MAX_BYTES: String(MAX_BYTES) },
  })
  root = await desk.login(await makeSuperuser(desk.payload))
  client = await makeClient(desk.payload)
})
beforeEach(async () => {
  await desk.sql.query('truncate call_summaries cascade')
})
afterAll(async () => {
  await desk?.stop()
  await folder?.remove()
})

describe('An upload', () => {
  it('is for superusers in person', async () => {
    const everything = ['users.view', 'users.add', 'users.change', 'call-summaries.add'] as const
    const staff = await makeStaff(desk.payload, everything)
    const key = 'a-key-of-the-first-superuser-of-all'
    const boss = await desk.payload.update({
      collection: 'users',
      data: { apiKey: key, enableAPIKey: true },
      where: { isSuperuser: { equals: true } },
    })
    expect(boss.docs).toHaveLength(1)
    const refused = async (headers: Record<string, string>) => {
      const { code, status } = await upload(desk, { file: callsIn(1), headers })
      return [status, code]
    }
    expect(await refused({})).toEqual([401, 'UNAUTHORIZED'])
    expect(await refused(await desk.login(client))).toEqual([403, 'FORBIDDEN'])
    expect(await refused(await desk.login(staff))).toEqual([403, 'FORBIDDEN'])
    expect(await refused(withAPIKey(key))).toEqual([403, 'NOT_BY_KEY'])
    const cookie = `payload-token=${root.authorization?.replace('JWT ', '')}`
    expect(await refused({ cookie, origin: 'https://evil.test' })).toEqual([401, 'UNAUTHORIZED'])
    await untilOver()
  })

  it.each([
    [{ format: 'xml' }, 400, 'QUERY_INVALID'],
    [{ map: '{' }, 400, 'QUERY_INVALID'],
    [{ surprise: '1' }, 400, 'QUERY_INVALID'],
    [{ client: 'nobody@desk.test' }, 404, 'NOT_FOUND'],
  ])('with %j is refused', async (query, status, code) => {
    expect(await upload(desk, { file: 'x', headers: root, query })).toMatchObject({ code, status })
    await untilOver()
  })

  it('that is too large, compressed, or nothing that the desk knows leaves nothing behind', async () => {
    const large = await upload(desk, { file: 'x'.repeat(MAX_BYTES + 1), headers: root }).catch(
      () => null,
    )
    // The connection may be closed before the answer is read.
    if (large) expect(large).toMatchObject({ code: 'BODY_TOO_LARGE', status: 413 })
    const packed = await upload(desk, {
      file: 'x',
      headers: { ...root, 'content-encoding': 'gzip' },
    })
    expect(packed).toMatchObject({ code: 'ENCODING_UNSUPPORTED', status: 415 })
    const unknown = await upload(desk, { file: 'one,two\n1,2\n', headers: root })
    expect(unknown.reason).toContain('no file that the desk knows')
    await untilOver()
  })

  it('is a private file while it is read, and none afterwards', async () => {
    const file = callsIn(5_000)
    const sent = begin(`client=${client.id}`, { length: file.length, part: file.slice(0, 400_000) })
    const path = await vi.waitFor(async () => {
      const [name] = await files()
      const found = join(folder.path, 'tmp', 'imports', name ?? '')
      // The folder is there a moment before the file.
      await stat(join(found, 'file'))
      return found
    })
    expect((await stat(path)).mode & 0o777).toBe(0o700)
    expect((await stat(join(path, 'file'))).mode & 0o777).toBe(0o600)
    sent.abort()
    await expect(sent.answer).rejects.toThrow()
    await untilOver()
    expect(await stored()).toBe(0)
  })

  it('is one at a time: of forty, 39 are refused, and the one goes on', async () => {
    const file = callsIn(3_000)
    const all = await Promise.all(
      Array.from({ length: 40 }, () =>
        upload(desk, { file, headers: root, query: { apply: 'true', client: client.id } }),
      ),
    )
    const taken = all.filter(({ status }) => status === 200)
    const refused = all.filter(({ status }) => status !== 200)
    // Some may have waited until the first was over: then there was nothing left to do for them.
    for (const { code } of refused)
      expect(['BUSY', 'IMPORT_RUNNING', 'TOO_MANY_REQUESTS']).toContain(code)
    expect(taken[0]?.counts).toBeDefined()
    expect(taken.reduce((sum, each) => sum + (each.counts?.create ?? 0), 0)).toBe(3_000)
    expect(refused.length).toBeGreaterThan(20)
    expect(await stored()).toBe(3_000)
    await untilOver()
  })

  it('is refused before its body is read while another process imports', async () => {
    const turn = await takeImportTurn(desk.payload.db.pool)
    const waiting = begin(`client=${client.id}`, { length: 10_000_000, part: 'call id' })
    expect(await waiting.answer).toEqual({ status: 409 })
    waiting.abort()
    await turn?.end()
    await untilOver()
  })

  it('goes on when the caller leaves an import, and ends when it leaves a dry run', async () => {
    const file = callsIn(4_000)
    const leave = async (query: Record<string, string>) => {
      const gone = new AbortController()
      const response = await fetch(
        `${desk.url}/api/import?${new URLSearchParams({ client: client.id, ...query })}`,
        {
          body: file,
          headers: root,
          method: 'POST',
          signal: gone.signal,
        },
      )
      const reader = response.body?.getReader()
      await reader?.read()
      gone.abort()
      await untilOver()
    }
    await leave({})
    expect(await stored()).toBe(0)
    await leave({ apply: 'true' })
    expect(await stored()).toBe(4_000)
  })

  it('that a killed process left is deleted after a day', async () => {
    const place = join(folder.path, 'tmp', 'imports')
    await mkdir(place, { recursive: true })
    const make = async (hours: number) => {
      const path = await mkdtemp(join(place, 'client-desk-import-'))
      await writeFile(join(path, 'file'), 'x')
      const time = new Date(Date.now() - hours * 3_600_000)
      await utimes(path, time, time)
      return basename(path)
    }
    const [old, fresh] = [await make(25), await make(23)]
    await removeLeftFiles(folder.path)
    expect(await files()).toEqual([fresh])
    expect(old).not.toBe(fresh)
    await rm(join(place, fresh), { recursive: true })
  })

  it('leaves room on the disk, which the database may be on too', async () => {
    const half = 512 * 2 ** 20
    const receive = (free: number) =>
      receiveFile({
        body: (async function* () {
          for (let piece = 0; piece < 4; piece += 1) yield Buffer.alloc(1_000)
        })(),
        dataDir: folder.path,
        free: async () => free,
        maxBytes: MAX_BYTES,
        times: { idle: 5_000, whole: 5_000 },
      })
    for (const free of [0, half, half + 3_999]) {
      await expect(receive(free)).rejects.toMatchObject({
        message: 'The disk of this desk has too little free space for the file.',
        status: 413,
      })
    }
    expect(await files()).toEqual([])
    const file = await receive(half + 4_000)
    expect(await stat(file.path)).toMatchObject({ size: 4_000 })
    await file.remove()
  })
})
