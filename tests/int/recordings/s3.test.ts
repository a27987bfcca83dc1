import { mkdtemp, rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { s3Store } from '../../../src/recordings/store/s3Store'
import { collect, inChunks, risingTone } from '../../helpers/audio'
import { startSignedS3 } from '../../helpers/signedS3'

const NAME = 'ab'.repeat(32)
const PART = 5 * 2 ** 20
const LARGE = risingTone(700)

let directory: string
let server: S3rver
let front: Server
let endpoint: string

const signal = () => AbortSignal.timeout(30_000)

const storeWith = (more: Partial<Parameters<typeof s3Store>[0]> = {}) =>
  s3Store({
    accessKeyID: 'S3RVER',
    bucket: 'recordings-of-tests',
    endpoint,
    partBytes: PART,
    region: 'us-east-1',
    secretAccessKey: 'S3RVER',
    ...more,
  })

const portOf = (address: unknown): number => {
  const { port }: { port?: unknown } = Object(address)
  return typeof port === 'number' ? port : 0
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 's3-'))
  server = new S3rver({
    address: '127.0.0.1',
    configureBuckets: [{ configs: [], name: 'recordings-of-tests' }],
    directory,
    port: 0,
    silent: true,
    vhostBuckets: false,
  })
  const signed = await startSignedS3(`http://127.0.0.1:${portOf(await server.run())}`, {
    accessKeyID: 'S3RVER',
    secret: 'S3RVER',
  })
  front = signed.server
  endpoint = signed.url
})

afterAll(async () => {
  front.closeAllConnections()
  front.close()
  await server.close()
  await rm(directory, { force: true, recursive: true })
})

describe('recordings in S3', () => {
  it.each([
    ['in one piece', risingTone(5)],
    ['in parts', LARGE],
    ['in parts that fill the last one', LARGE.subarray(0, 2 * PART)],
  ])('are kept, read by range and deleted: %s', async (_, audio) => {
    const store = storeWith()
    await store.put(NAME, inChunks(audio, 65_552), { signal: signal() })
    const read = async (from: number, to: number) => {
      const part = await store.read(NAME, { from, signal: signal(), to })
      return part && (await collect(part))
    }
    expect((await read(0, audio.length))?.equals(audio)).toBe(true)
    expect((await read(65_552, 70_001))?.equals(audio.subarray(65_552, 70_001))).toBe(true)
    await store.remove(NAME)
    await store.remove(NAME)
    expect(await read(0, 10)).toBe(null)
  })

  it('are not there when sending them has failed half-way', async () => {
    const store = storeWith()
    const broken = async function* () {
      yield LARGE.subarray(0, PART + 10)
      throw new Error('The connection was lost')
    }
    await expect(store.put(NAME, broken(), { signal: signal() })).rejects.toThrow('lost')
    expect(await store.read(NAME, { from: 0, signal: signal(), to: 10 })).toBe(null)
  })

  it.each([
    ['a wrong secret', { secretAccessKey: 'wrong' }],
    ['a wrong key', { accessKeyID: 'wrong' }],
    ['a bucket that is not there', { bucket: 'another' }],
  ])('fail with a sentence that has no secret in it: %s', async (_, more) => {
    const store = storeWith(more)
    const put = store.put('cd'.repeat(32), inChunks(risingTone(1)), { signal: signal() })
    await expect(put).rejects.toThrow(/^The storage of recordings answered a file with 40[34]$/)
  })

  it('are given up when the work is stopped', async () => {
    const stopped = new AbortController()
    const slow = async function* () {
      yield LARGE.subarray(0, PART + 10)
      stopped.abort()
      yield LARGE.subarray(PART + 10)
    }
    const put = storeWith().put(NAME, slow(), { signal: stopped.signal })
    await expect(put).rejects.toThrow()
    expect(await storeWith().read(NAME, { from: 0, signal: signal(), to: 10 })).toBe(null)
  })
})
