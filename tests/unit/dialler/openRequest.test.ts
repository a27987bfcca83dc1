import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openRequest } from '../../../src/dialler/openRequest'
import { pause } from '../../../src/lib/pause'

const SENT = 300_000
let server: Server
let url: URL

beforeAll(async () => {
  server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 4000000\r\n\r\n')
      socket.end(Buffer.alloc(SENT))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  url = new URL(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`)
})
afterAll(() => server.close())

// Vitest fails if anything is thrown where nothing catches it, as undici's fetch does here.
it('a server that hangs up while a slow reader reads gives the reader an error, and nobody else', async () => {
  const answer = await openRequest(url, {})
  let read = 0
  const reading = async () => {
    for await (const piece of answer) {
      read += piece.length
      await pause(100, undefined)
    }
  }
  await expect(reading()).rejects.toThrow()
  expect(answer.statusCode).toBe(200)
  expect(read).toBeLessThanOrEqual(SENT)
})
