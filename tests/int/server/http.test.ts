import { request } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTestDesk, type TestDesk } from '../../helpers/createTestDesk'
import { asJSON, graphQL } from '../../helpers/requests'

let desk: TestDesk
beforeAll(async () => {
  desk = await createTestDesk({ env: { WEBHOOK_MAX_BYTES: '1048576' } })
})
afterAll(() => desk.stop())

const hook = (token = 'no-such-token-000000000000') => `${desk.url}/api/v1/vapi/webhook/${token}`

/** Speaks HTTP by hand, so that nothing is normalised on the way. */
const speak = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let heard = ''
    const socket = connect(Number(new URL(desk.url).port), '127.0.0.1', () => socket.write(text))
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      heard += chunk
    })
    socket.once('close', () => resolve(heard))
    socket.once('error', reject)
  })

const get = (target: string) =>
  speak(`GET ${target} HTTP/1.1\r\nHost: desk.test\r\nConnection: close\r\n\r\n`)

describe('paths', () => {
  it('answers a webhook with a slash at its end in place', async () => {
    for (const url of [hook(), `${hook()}/`]) {
      const { status } = await asJSON({ body: {}, url })
      expect(status).toBe(404)
    }
    expect((await asJSON({ method: 'GET', url: `${hook()}/` })).status).toBe(405)
  })

  it.each(['/api/%zz', '/api/v1/vapi/webhook/%E0%A4%A', '/api/users/%'])(
    'answers 404 in Payload’s shape to the malformed path %s',
    async (path) => {
      const heard = await get(path)
      expect(heard).toMatch(/^HTTP\/1\.1 404 /)
      expect(heard).toContain('{"errors":[{"code":')
    },
  )

  it('does not take long over slashes', async () => {
    const slow = `/api${'/'.repeat(15_000)}x`
    // In the square of them, this is a minute.
    for (let times = 0; times < 200; times += 1) expect(await get(slow)).toMatch(/^HTTP\/1\.1 404 /)
  }, 20_000)

  it('is not led to another host by the request line', async () => {
    expect(await get('//other.test/api/health')).toMatch(/^HTTP\/1\.1 404 /)
    expect(await get('http://other.test/api/health')).toMatch(/^HTTP\/1\.1 200 /)
    expect(await get('other')).toMatch(/^HTTP\/1\.1 400 /)
  })

  it.each(['desk.test\\evil', 'a b', ':', '[::1', '"'])('survives the host %s', async (host) => {
    const heard = await speak(
      `GET /api/health HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    )
    expect(heard).toMatch(/^HTTP\/1\.1 (200|400) /)
  })
})

describe('methods', () => {
  it('answers HEAD as GET, without the body', async () => {
    const asked = await fetch(`${desk.url}/api/users/me`, { method: 'HEAD' })
    const got = await fetch(`${desk.url}/api/users/me`)
    expect(asked.status).toBe(200)
    expect(asked.headers.get('content-length')).toBe(got.headers.get('content-length'))
    expect(await asked.text()).toBe('')
  })

  it('answers 405 to a method that means nothing here', async () => {
    const heard = await speak(
      'TRACE /api/health HTTP/1.1\r\nHost: desk.test\r\nConnection: close\r\n\r\n',
    )
    expect(heard).toMatch(/^HTTP\/1\.1 405 /)
    expect((await asJSON({ url: `${desk.url}/api/graphql` })).status).toBe(405)
  })

  it('serves GraphQL, with a slash at its end too', async () => {
    const { body } = await graphQL({ query: '{ meUser { user { id } } }', url: desk.url })
    expect(body).toEqual({ data: { meUser: { user: null } } })
    const { status } = await asJSON({
      body: { query: '{ __typename }' },
      url: `${desk.url}/api/graphql/`,
    })
    expect(status).toBe(200)
  })
})

describe('bodies', () => {
  const big = Buffer.alloc(8 * 1024 * 1024, 'a')

  it('answers a body over the limit while it is still being sent, and closes', async () => {
    const answer = await new Promise<{
      connection: string | undefined
      status: number | undefined
    }>((resolve, reject) => {
      const sender = request(hook(), { method: 'POST' }, (response) => {
        response
          .resume()
          .once('end', () =>
            resolve({ connection: response.headers.connection, status: response.statusCode }),
          )
      })
      sender.once('error', reject)
      // Without an end: whoever waits for the whole body waits for ever.
      sender.write(big)
    })
    expect([404, 413]).toContain(answer.status)
    expect(answer.connection).toBe('close')
  })

  it.each(['/api/users/login', '/api/graphql', '/api/users/forgot-password'])(
    'reads no more of a body for %s than it could need',
    async (path) => {
      const answer = await new Promise<number | undefined>((resolve, reject) => {
        const headers = { 'content-type': 'application/json' }
        const sender = request(`${desk.url}${path}`, { headers, method: 'POST' }, (response) => {
          resolve(response.resume().statusCode)
        })
        sender.once('error', reject)
        sender.write(`{"email":"${big}`)
        sender.write(big)
      })
      expect(answer).toBe(413)
      expect((await asJSON({ url: `${desk.url}/api/health` })).status).toBe(200)
    },
  )

  it('keeps the connection for the next request after a small body that nobody read', async () => {
    const one =
      'POST /api/nothing/here HTTP/1.1\r\nHost: desk.test\r\nContent-Length: 5\r\n\r\nhello'
    const heard = await speak(`${one}${one.replace('Host', 'Connection: close\r\nHost')}`)
    expect(heard.match(/HTTP\/1\.1 404 /g)).toHaveLength(2)
  })

  it('keeps the connection after a larger body that nobody read', async () => {
    const body = 'x'.repeat(300_000)
    const one = `POST /api/nothing/here HTTP/1.1\r\nHost: desk.test\r\nContent-Length: ${body.length}\r\n\r\n${body}`
    const heard = await speak(`${one}${one.replace('Host', 'Connection: close\r\nHost')}`)
    expect(heard.match(/HTTP\/1\.1 404 /g)).toHaveLength(2)
  })

  it('goes on after clients that leave in the middle of a request', async () => {
    for (let times = 0; times < 20; times += 1) {
      const socket = connect(Number(new URL(desk.url).port), '127.0.0.1', () => {
        socket.write(
          'POST /api/users/login HTTP/1.1\r\nHost: desk.test\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{',
          () => socket.resetAndDestroy(),
        )
      })
      socket.on('error', () => undefined)
    }
    await sleep(300)
    expect((await asJSON({ url: `${desk.url}/api/health` })).status).toBe(200)
  })

  it('reads a body sent in pieces', async () => {
    const body = JSON.stringify({ email: 'nobody@desk.test', password: 'wrong password' })
    const pieces = [body.slice(0, 10), body.slice(10)]
    const stream = new ReadableStream({
      async pull(controller) {
        const piece = pieces.shift()
        if (piece === undefined) return controller.close()
        await sleep(20)
        controller.enqueue(new TextEncoder().encode(piece))
      },
    })
    const init: RequestInit & { duplex: 'half' } = {
      body: stream,
      duplex: 'half',
      headers: { 'content-type': 'application/json' },
      method: 'POST',
    }
    expect((await fetch(`${desk.url}/api/users/login`, init)).status).toBe(401)
  })
})

describe('the health', () => {
  it('is told to everybody alike, and nobody is looked up for it', async () => {
    const connect = vi.spyOn(desk.payload.db.pool, 'connect')
    const authorization = `Bearer vcd_${'a'.repeat(40)}`
    for (const method of ['GET', 'HEAD']) {
      const answer = await fetch(`${desk.url}/api/health`, { headers: { authorization }, method })
      expect([method, answer.status]).toEqual([method, 200])
    }
    expect(connect).not.toHaveBeenCalled()
    connect.mockRestore()
  })
})

describe('the database', () => {
  it('may go away and come back', async () => {
    await desk.sql.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    )
    await sleep(200)
    expect((await asJSON({ url: `${desk.url}/api/health` })).status).toBe(200)
  })
})
