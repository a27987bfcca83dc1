import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { FRAME_BYTES } from '../../../src/recordings/seal/frames'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { makeClient, signedIn } from '../../helpers/people'
import { AUDIO, keep, makeCall } from './keptCalls'

let desk: TestDesk
let storage: Server
let objects: Map<string, Buffer>
let answer: RequestListener
let open = 0
let client: Awaited<ReturnType<typeof makeClient>>
let headers: Record<string, string>
let call: { id: string; vapiCallID: string }

/** A storage that believes everybody. */
const serve: RequestListener = (request, response) => {
  const path = request.url ?? ''
  if (request.method === 'PUT') {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      objects.set(path, Buffer.concat(chunks))
      response.end()
    })
    return
  }
  const [, from = '0', to = '0'] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? []
  const object = objects.get(path)
  if (!object) response.writeHead(404).end()
  else response.writeHead(206).end(object.subarray(Number(from), Number(to) + 1))
}

const urlOf = ({ id }: typeof call) => `${desk.url}/api/call-summaries/${id}/recording`

const play = async () => {
  const response = await fetch(urlOf(call), { headers })
  const bytes = Buffer.from(await response.arrayBuffer())
  return { bytes, status: response.status }
}

const refusalOf = async () => {
  const { bytes, status } = await play()
  const { errors }: { errors?: { code?: unknown }[] } = JSON.parse(bytes.toString() || '{}')
  return `${status} ${errors?.[0]?.code}`
}

beforeAll(async () => {
  objects = new Map()
  storage = createServer((request, response) => {
    open += 1
    response.on('close', () => {
      open -= 1
    })
    answer(request, response)
  })
  storage.listen(0, '127.0.0.1')
  await once(storage, 'listening')
  const address = storage.address()
  const port = typeof address === 'object' ? address?.port : 0
  desk = await createTestDesk({
    env: {
      RECORDINGS_S3_ACCESS_KEY_ID: 'key',
      RECORDINGS_S3_BUCKET: 'bucket',
      RECORDINGS_S3_ENDPOINT: `http://127.0.0.1:${port}`,
      RECORDINGS_S3_SECRET_ACCESS_KEY: 'secret',
    },
  })
  client = await makeClient(desk.payload)
  headers = await signedIn(desk.payload, client)
  answer = serve
  call = await makeCall(desk, client.id)
  await keep(desk, { ...call, clientID: client.id })
})

beforeEach(() => {
  answer = serve
})

afterAll(async () => {
  await desk.stop()
  storage.closeAllConnections()
  storage.close()
})

describe('a kept recording whose storage has problems', () => {
  it('plays as long as there are none', async () => {
    const { bytes, status } = await play()
    expect([status, bytes.equals(AUDIO)]).toEqual([200, true])
  })

  it.each<[string, RequestListener]>([
    ['it refuses the key', (_, response) => response.writeHead(403).end('<Error/>')],
    ['it sends all in place of a part', (_, response) => response.writeHead(200).end('all')],
    ['it cannot be reached', (request) => request.socket.destroy()],
    [
      'it breaks off before the first frame is whole',
      (_, response) => {
        response.writeHead(206, { 'content-length': FRAME_BYTES }).flushHeaders()
        response.write(Buffer.alloc(10), () => response.destroy())
      },
    ],
  ])('says to try again: %s', async (_, fails) => {
    answer = fails
    expect(await refusalOf()).toBe('503 RECORDING_NOT_FETCHED')
  })

  it('does not wait for ever, neither for the answer nor for its first bytes', async () => {
    const { playKept } = await import('../../../src/recordings/play/playKept')
    const { findRecording } = await import('../../../src/recordings/play/findRecording')
    const found = await findRecording(desk.payload.db.pool, call.id)
    const { bytes, id, name, wrappedKey } = found ?? {}
    if (!bytes || !id || !name || !wrappedKey) throw new Error('Nothing is kept')
    const opened = () =>
      playKept({
        asked: { ifRange: null, range: null },
        kept: { bytes, id, name, store: 's3', wrappedKey },
        openingMs: 300,
        payload: desk.payload,
        signal: new AbortController().signal,
      })
    const silent: RequestListener = () => undefined
    const stalls: RequestListener = (_, response) => {
      response.writeHead(206).write(Buffer.alloc(FRAME_BYTES / 2))
    }
    for (const each of [silent, stalls]) {
      answer = each
      await expect(opened()).rejects.toThrow('did not answer in time')
      // Its connection is given up as well.
      await expect.poll(() => open).toBe(0)
    }
  })
})

describe('a storage that does not answer', () => {
  it('holds up a few callers, who would otherwise take the turns of all requests', async () => {
    const other = await makeClient(desk.payload)
    const asOther = await signedIn(desk.payload, other)
    const theirs = await makeCall(desk, other.id)
    await keep(desk, { ...theirs, clientID: other.id })
    answer = () => undefined
    const left = new AbortController()
    const waiting = Array.from({ length: 4 }, () =>
      fetch(urlOf(call), { headers, signal: left.signal }).catch(() => null),
    )
    await expect.poll(() => open).toBe(4)
    const refused = await fetch(urlOf(theirs), { headers: asOther })
    expect(refused.status).toBe(503)
    expect(await refused.json()).toMatchObject({ errors: [{ code: 'BUSY' }] })
    // It answers nobody, in the end.
    storage.closeAllConnections()
    const statuses = (await Promise.all(waiting)).map((response) => response?.status)
    expect(statuses).toEqual([503, 503, 503, 503])
    answer = serve
    expect((await fetch(urlOf(theirs), { headers: asOther })).status).toBe(200)
  })
})

describe('a kept recording whose key was encrypted with another secret', () => {
  it.each(['00', 'ab'.repeat(60)])('is lost, and nothing else happens: %s', async (wrapped) => {
    const { rows } = await desk.sql.query<{ wrapped_key: string }>(
      'select wrapped_key from recordings where call_summary_id = $1',
      [call.id],
    )
    const write = (key: unknown) =>
      desk.sql.query('update recordings set wrapped_key = $2 where call_summary_id = $1', [
        call.id,
        key,
      ])
    await write(wrapped)
    expect(await refusalOf()).toBe('410 RECORDING_LOST')
    await write(rows[0]?.wrapped_key)
    expect((await play()).status).toBe(200)
  })
})
