import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTLSServer } from 'node:https'
import { type AddressInfo, createServer as createTCPServer } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createDialler } from '../../../src/dialler/createDialler'
import { fetchGuarded } from '../../../src/dialler/fetchGuarded'
import { makeAuthority } from '../../helpers/certificates'

const authority = makeAuthority()
const MB = 2 ** 20

let asked: { headers: Record<string, unknown>; url: string }[] = []
let sentBytes = 0
let connections = 0
let resolved: string[] = []

const PIECE = Buffer.alloc(64 * 1024, 1)

const answer: RequestListener = (request, response) => {
  asked.push({ headers: request.headers, url: request.url ?? '' })
  if (request.url === '/redirect') {
    response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
  } else if (request.url === '/large-headers') {
    response.writeHead(200, { 'x-large': 'a'.repeat(32 * 1024) }).end()
  } else if (request.url === '/silent') {
    response.writeHead(200, { 'content-type': 'audio/wav' }).write('RIFF')
  } else if (request.url === '/never') {
    // No answer at all.
  } else if (request.url === '/cut') {
    response.writeHead(200, { 'content-length': '1000' }).write('RIFF', () => response.destroy())
  } else if (request.url === '/large') {
    response.writeHead(200, { 'content-type': 'audio/wav' })
    const more = () => {
      while (sentBytes < 256 * MB && !response.destroyed) {
        sentBytes += PIECE.length
        if (!response.write(PIECE)) {
          response.once('drain', more)
          return
        }
      }
      response.end()
    }
    more()
  } else {
    response.writeHead(request.headers.range ? 206 : 200, { 'content-type': 'audio/wav' })
    response.end('RIFF')
  }
}

let plain: Server
let secure: Server
let noHTTP: ReturnType<typeof createTCPServer>
const portOf = (server: { address: () => unknown }): number =>
  (server.address() as AddressInfo).port

beforeAll(async () => {
  plain = createServer(answer)
  secure = createTLSServer(authority.issue({ name: 'localhost' }), answer)
  noHTTP = createTCPServer((socket) => socket.end('220 mail.example ESMTP\r\n'))
  for (const server of [plain, secure, noHTTP]) {
    server.on('connection', () => {
      connections += 1
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  }
})

afterAll(() => {
  for (const server of [plain, secure]) server.closeAllConnections()
  for (const server of [plain, secure, noHTTP]) server.close()
})

beforeEach(() => {
  asked = []
  connections = 0
  resolved = []
  sentBytes = 0
})

const dialler = (addresses: readonly string[]) =>
  createDialler({
    ca: authority.cert,
    resolve: async (hostname) => {
      resolved.push(hostname)
      return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    },
  })

const local = () => `http://127.0.0.1:${portOf(plain)}`

const get = (
  url: string,
  {
    addresses = ['127.0.0.1'],
    deadlineMs = 5_000,
    headers = {},
    hosts = ['storage.vapi.ai', '*.r2.example'],
    signal = new AbortController().signal,
  } = {},
) => dialler(addresses)({ deadlineMs, headers, hosts, signal, url })

const read = async (body: AsyncIterable<Uint8Array>): Promise<string> => {
  const pieces: Uint8Array[] = []
  for await (const piece of body) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

describe('a URL that somebody else chose', () => {
  it.each([
    ['http://storage.vapi.ai/a.wav', 'not_https'],
    ['ftp://storage.vapi.ai/a.wav', 'not_https'],
    ['file:///etc/passwd', 'not_https'],
    ['data:audio/wav;base64,UklGRg==', 'not_https'],
    ['javascript:alert(1)', 'not_https'],
    ['', 'bad_url'],
    ['storage.vapi.ai/a.wav', 'bad_url'],
    ['https://', 'bad_url'],
    ['https://user@storage.vapi.ai/a.wav', 'bad_url'],
    ['https://user:secret@storage.vapi.ai/a.wav', 'bad_url'],
    ['https://storage.vapi.ai:8443/a.wav', 'bad_url'],
    ['https://storage.vapi.ai:80/a.wav', 'bad_url'],
    [`https://storage.vapi.ai/${'a'.repeat(5_000)}`, 'bad_url'],
    ['https://evil.example/a.wav', 'host_not_allowed'],
    ['https://storage.vapi.ai.evil.example/a.wav', 'host_not_allowed'],
    ['https://xstorage.vapi.ai/a.wav', 'host_not_allowed'],
    ['https://a.storage.vapi.ai/a.wav', 'host_not_allowed'],
    ['https://storage.vapi.ai./a.wav', 'host_not_allowed'],
    ['https://r2.example/a.wav', 'host_not_allowed'],
    ['https://xr2.example/a.wav', 'host_not_allowed'],
    ['https://127.0.0.1/a.wav', 'host_not_allowed'],
    ['https://0x7f.1/a.wav', 'host_not_allowed'],
    ['https://2130706433/a.wav', 'host_not_allowed'],
    ['https://8.8.8.8/a.wav', 'host_not_allowed'],
    ['https://[::1]/a.wav', 'host_not_allowed'],
    ['https://[::ffff:127.0.0.1]/a.wav', 'host_not_allowed'],
    ['https://localhost/a.wav', 'host_not_allowed'],
  ] as const)('%s is not dialled: %s', async (url, why) => {
    expect(await get(url)).toEqual({ ok: false, why })
    expect([resolved, connections]).toEqual([[], 0])
  })

  it.each([
    ['https://storage.vapi.ai/a.wav', ['127.0.0.1']],
    ['https://STORAGE.vapi.ai/a.wav', ['10.1.2.3']],
    ['https://a.b.r2.example/a.wav', ['169.254.169.254']],
    ['https://storage.vapi.ai/a.wav', ['::1']],
    ['https://storage.vapi.ai/a.wav', ['::ffff:127.0.0.1']],
    ['https://storage.vapi.ai/a.wav', ['64:ff9b::7f00:1']],
    ['https://storage.vapi.ai/a.wav', ['8.8.8.8', '192.168.0.1']],
    ['https://storage.vapi.ai/a.wav', []],
  ])('%s is not dialled if its name leads to %j', async (url, addresses) => {
    expect(await get(url, { addresses })).toEqual({ ok: false, why: 'private_address' })
    expect([resolved.length, connections]).toEqual([1, 0])
  })

  it('is looked up once, by the connection itself: its name cannot lead elsewhere in between', async () => {
    const stop = new AbortController()
    let lookups = 0
    const fetch = createDialler({
      resolve: async () => {
        lookups += 1
        // A second answer would be this machine.
        if (lookups > 1) return [{ address: '127.0.0.1', family: 4 }]
        setImmediate(() => stop.abort())
        return [{ address: '198.41.0.4', family: 4 }]
      },
    })
    const found = await fetch({
      deadlineMs: 5_000,
      hosts: ['storage.vapi.ai'],
      signal: stop.signal,
      url: 'https://storage.vapi.ai/a.wav',
    })
    expect(found).toMatchObject({ ok: false })
    expect([lookups, connections]).toEqual([1, 0])
  })

  it('may be private and plain only if the operator named that very origin', async () => {
    const hosts = [local()]
    const found = await get(`${local()}/a.wav`, { hosts })
    if (!found.ok) throw new Error(found.why)
    expect([found.status, found.headers.get('content-type')]).toEqual([200, 'audio/wav'])
    expect(await read(found.body)).toBe('RIFF')
    expect(resolved).toEqual([])
    expect(await get(`http://localhost:${portOf(plain)}/`, { hosts })).toMatchObject({
      why: 'not_https',
    })
    expect(await get('http://127.0.0.1:1/', { hosts })).toMatchObject({ why: 'not_https' })
    expect(await get(`http://user@127.0.0.1:${portOf(plain)}/`, { hosts })).toMatchObject({
      why: 'bad_url',
    })
  })

  it('is fetched over TLS only from who proves its name', async () => {
    const url = `https://localhost:${portOf(secure)}`
    const hosts = [url]
    const found = await get(`${url}/a.wav`, { hosts })
    if (!found.ok) throw new Error(found.why)
    expect(await read(found.body)).toBe('RIFF')
    // Another name, and nobody that the system trusts.
    const other = `https://127.0.0.1:${portOf(secure)}`
    expect(await get(other, { hosts: [other] })).toEqual({ ok: false, why: 'unreachable' })
    const signal = new AbortController().signal
    expect(await fetchGuarded({ deadlineMs: 5_000, hosts, signal, url })).toEqual({
      ok: false,
      why: 'unreachable',
    })
  })
})

describe('what is asked', () => {
  it('names no more of ours than the range', async () => {
    const headers = { Authorization: 'Bearer key', Cookie: 'a=b', Range: 'bytes=0-1' }
    const found = await get(`${local()}/a.wav`, { headers, hosts: [local()] })
    if (!found.ok) throw new Error(found.why)
    expect(found.status).toBe(206)
    found.abort()
    expect(Object.keys(asked[0]?.headers ?? {}).toSorted()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'range',
      'user-agent',
    ])
  })
})

describe('an answer', () => {
  const of = (path: string, options = {}) =>
    get(`${local()}${path}`, { hosts: [local()], ...options })

  it('that leads elsewhere is not followed', async () => {
    expect(await of('/redirect')).toEqual({ ok: false, why: 'redirect' })
    expect(asked.length).toBe(1)
  })

  it('with too many headers, or that is no HTTP, is none', async () => {
    expect(await of('/large-headers')).toEqual({ ok: false, why: 'unreachable' })
    const origin = `http://127.0.0.1:${portOf(noHTTP)}`
    expect(await get(origin, { hosts: [origin] })).toEqual({ ok: false, why: 'unreachable' })
    expect(await get('http://127.0.0.1:1', { hosts: ['http://127.0.0.1:1'] })).toEqual({
      ok: false,
      why: 'unreachable',
    })
  })

  it('that does not come in time is given up, also in the middle of the body', async () => {
    expect(await of('/never', { deadlineMs: 200 })).toEqual({ ok: false, why: 'timed_out' })
    const found = await of('/silent', { deadlineMs: 500 })
    if (!found.ok) throw new Error(found.why)
    await expect(read(found.body)).rejects.toThrow()
  })

  it('that is cut off throws, and is not taken for whole', async () => {
    const found = await of('/cut')
    if (!found.ok) throw new Error(found.why)
    await expect(read(found.body)).rejects.toThrow()
  })

  it('ends with the signal', async () => {
    const stop = new AbortController()
    stop.abort()
    expect(await of('/a.wav', { signal: stop.signal })).toEqual({ ok: false, why: 'stopped' })
    expect(asked).toEqual([])
    const later = new AbortController()
    const found = await of('/silent', { signal: later.signal })
    if (!found.ok) throw new Error(found.why)
    const reading = read(found.body)
    later.abort()
    await expect(reading).rejects.toThrow()
  })

  it('waits for whoever reads: of a large one only what fits into buffers is sent ahead', async () => {
    const found = await of('/large', { deadlineMs: 30_000 })
    if (!found.ok) throw new Error(found.why)
    let bytes = 0
    for await (const piece of found.body) {
      bytes += piece.length
      if (bytes > MB) break
    }
    found.abort()
    expect(sentBytes).toBeLessThan(32 * MB)
  })
})
