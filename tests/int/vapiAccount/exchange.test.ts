import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listen } from '../../../src/server/http/listen'
import { exchange, MAX_ANSWER_BYTES, openAnswer } from '../../../src/vapiAccount/api/exchange'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

const KEY = 'a-key-of-an-organisation'
const { signal } = new AbortController()

let answer: Handler
let server: Server
let other: Server
let apiURL: string
let otherURL: string
let askedElsewhere = 0

const send = (more: { milliseconds?: number; signal?: AbortSignal } = {}) =>
  exchange({
    ask: { method: 'GET', path: '/assistant', query: { limit: '1' } },
    signal,
    target: { apiURL, key: KEY },
    ...more,
  })

beforeAll(async () => {
  server = createServer((request, response) => answer(request, response))
  other = createServer((_, response) => {
    askedElsewhere += 1
    response.end('[]')
  })
  apiURL = `http://127.0.0.1:${await listen({ host: '127.0.0.1', port: 0, server })}`
  otherURL = `http://127.0.0.1:${await listen({ host: '127.0.0.1', port: 0, server: other })}`
})
beforeEach(() => {
  askedElsewhere = 0
})
afterAll(() => {
  for (const each of [server, other]) {
    each.close()
    each.closeAllConnections()
  }
})

describe('a request to Vapi', () => {
  it('names the desk, and has the key in one header', async () => {
    let seen: IncomingMessage['headers'] = {}
    answer = ({ headers, url }, response) => {
      seen = { ...headers, url }
      response.end('[]')
    }
    expect(await send()).toMatchObject({ kind: 'answer', status: 200 })
    expect(seen).toMatchObject({ accept: 'application/json', authorization: `Bearer ${KEY}` })
    expect(seen['user-agent']).toMatch(/^client-desk\//)
    expect(seen.url).toBe('/assistant?limit=1')
  })

  it.each([301, 302, 303, 307, 308])('never follows a redirect (%s)', async (status) => {
    answer = (_, response) => {
      response.writeHead(status, { location: `${otherURL}/assistant` }).end()
    }
    expect(await send()).toMatchObject({ kind: 'answer', status })
    expect(askedElsewhere).toBe(0)
  })

  it('is ended when its answer is larger than 64 MB', async () => {
    const megabyte = Buffer.alloc(1024 * 1024, 'x')
    let closed: Promise<unknown> = Promise.resolve()
    let sent = 0
    answer = (_, response) => {
      closed = once(response, 'close')
      const more = () => {
        while (!response.destroyed && response.write(megabyte)) sent += megabyte.length
        if (!response.destroyed) response.once('drain', more)
      }
      more()
    }
    expect(await send()).toEqual({ kind: 'too_large' })
    await closed
    expect(sent).toBeLessThan(MAX_ANSWER_BYTES * 2)
  })

  it('is ended when its answer unpacks to more than 64 MB', async () => {
    const packed = gzipSync(Buffer.alloc(MAX_ANSWER_BYTES + 1))
    answer = (_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed)
    }
    expect(await send()).toEqual({ kind: 'too_large' })
  })

  it('is ended when its answer does not come, or does not end, in time', async () => {
    answer = () => undefined
    expect(await send({ milliseconds: 50 })).toEqual({
      kind: 'failed',
      why: 'Vapi did not answer in time.',
    })
    answer = (_, response) => response.write('[')
    expect(await send({ milliseconds: 50 })).toMatchObject({ kind: 'failed' })
    const opened = await openAnswer({
      ask: { method: 'GET', path: '/call' },
      headMilliseconds: 5_000,
      signal,
      target: { apiURL, key: KEY },
    })
    // Only the head has to come by then.
    expect(opened).toMatchObject({ kind: 'answer' })
    if (opened.kind === 'answer') opened.close()
  })

  it('is ended with the work, and says so', async () => {
    const work = new AbortController()
    answer = () => work.abort()
    expect(await send({ signal: work.signal })).toEqual({ kind: 'stopped' })
    expect(await send({ signal: AbortSignal.abort() })).toEqual({ kind: 'stopped' })
  })

  it('fails without its address where nobody listens', async () => {
    const closed = createServer()
    const port = await listen({ host: '127.0.0.1', port: 0, server: closed })
    closed.close()
    const target = { apiURL: `http://127.0.0.1:${port}`, key: KEY }
    const failed = await exchange({ ask: { method: 'GET', path: '/call' }, signal, target })
    expect(failed).toEqual({ kind: 'failed', why: 'Vapi could not be reached (ECONNREFUSED).' })
  })
})
