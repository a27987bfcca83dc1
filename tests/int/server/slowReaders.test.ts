import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest'
import { closeWithSocket } from '../../../src/server/http/closeWithSocket'
import { listen } from '../../../src/server/http/listen'
import { sendResponse } from '../../../src/server/http/sendResponse'
import { slowReaders } from '../../../src/server/http/slowReaders'

const WHOLE = Buffer.alloc(10 * 1024 * 1024, 'abcdefghij')
/** More than a machine keeps of what a reader has yet to take. */
const HUGE = Buffer.alloc(160 * 1024 * 1024, 'x')

const BODIES: Record<string, Buffer> = { '/small': WHOLE.subarray(0, 60_000), '/whole': WHOLE }

let server: Server
let port: number
/** How many answers are being sent. */
let underWay = 0

/** Without an end. */
const endless = () =>
  new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(WHOLE.subarray(0, 64 * 1024)),
  })

beforeAll(async () => {
  server = createServer((incoming, outgoing) => {
    const headers = new Headers({ 'content-type': 'text/plain' })
    closeWithSocket(incoming, outgoing)
    const body = BODIES[incoming.url ?? ''] ?? HUGE
    const response =
      incoming.url === '/endless'
        ? new Response(endless(), { headers })
        : { body, headers, status: 200 }
    // An answer is never there before the request is.
    setImmediate(() => {
      underWay += 1
      sendResponse({ incoming, outgoing, response })
        .catch(() => outgoing.destroy())
        .finally(() => {
          underWay -= 1
        })
    })
  })
  port = await listen({ host: '127.0.0.1', port: 0, server })
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** Asks for something, and takes nothing of it until the other side closes. */
const takeNothing = async (path: string, { expect }: TestContext): Promise<void> => {
  const socket = connect({ host: '127.0.0.1', port })
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.write(`GET ${path} HTTP/1.1\r\nhost: desk\r\n\r\n`)
  await expect.poll(() => slowReaders.state.answers, { timeout: 10_000 }).toBeGreaterThan(0)
  await expect.poll(() => slowReaders.state, { timeout: 50_000 }).toEqual({ answers: 0, bytes: 0 })
  socket.destroy()
}

describe('an answer of many pieces', () => {
  it('arrives whole', async () => {
    const answers = await Promise.all(
      [1, 2, 3].map(async () => {
        const response = await fetch(`http://127.0.0.1:${port}/whole`)
        return Buffer.from(await response.arrayBuffer())
      }),
    )
    for (const answer of answers) expect(answer.equals(WHOLE)).toBe(true)
    await expect.poll(() => slowReaders.state).toEqual({ answers: 0, bytes: 0 })
  })

  it('is let go of when its connection is closed before its turn on it comes', async () => {
    const socket = connect({ host: '127.0.0.1', port })
    socket.on('error', () => undefined)
    await once(socket, 'connect')
    const paths = ['/endless', '/whole', '/whole', '/endless']
    socket.write(paths.map((path) => `GET ${path} HTTP/1.1\r\nhost: desk\r\n\r\n`).join(''))
    await expect.poll(() => slowReaders.state.answers).toBe(paths.length)
    socket.destroy()
    await expect.poll(() => slowReaders.state).toEqual({ answers: 0, bytes: 0 })
    await expect.poll(() => underWay).toBe(0)
  })
})

// Together, since each waits until the desk gives up.
describe.concurrent('an answer that nobody takes is held for nobody', () => {
  it('of one piece, however many there are', async ({ expect }) => {
    const socket = connect({ host: '127.0.0.1', port })
    socket.on('error', () => undefined).pause()
    const closed = new Promise((resolve) => socket.once('close', resolve))
    await once(socket, 'connect')
    const ask = () => socket.write('GET /small HTTP/1.1\r\nhost: desk\r\n\r\n'.repeat(200))
    const asking = setInterval(ask, 100)
    await expect.poll(() => slowReaders.state.answers, { timeout: 10_000 }).toBeGreaterThan(0)
    await closed
    clearInterval(asking)
    await expect.poll(() => slowReaders.state).toEqual({ answers: 0, bytes: 0 })
  }, 60_000)

  it.for(['/huge', '/endless'])('of many pieces: %s', takeNothing)
})
