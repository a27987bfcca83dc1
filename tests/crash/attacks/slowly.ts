import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

const HELD_MS = 2_500

const open = async (url: string): Promise<Socket> => {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port) })
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

const headOf = (method: string, path: string, headers: Record<string, string>): string =>
  [
    `${method} ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '\r\n',
  ].join('\r\n')

/** Asks for something, and takes of it a byte at a time, for a while. @returns the status, 0 for none yet */
export const readSlowly = async (
  url: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<number> => {
  const socket = await open(url)
  socket.write(headOf('GET', path, headers))
  let text = ''
  const end = performance.now() + HELD_MS
  while (performance.now() < end && !socket.destroyed) {
    const byte: unknown = socket.read(text.length < 12 ? 12 - text.length : 1)
    if (Buffer.isBuffer(byte)) text += byte.toString('latin1')
    await sleep(50)
  }
  socket.destroy()
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0)
}

/** Sends the head of a post and of its body a byte at a time, for a while. @returns 0: nothing is answered yet */
export const sendSlowly = async (
  url: string,
  path: string,
  headers: Record<string, string>,
): Promise<number> => {
  const socket = await open(url)
  let heard = ''
  socket.setEncoding('latin1').on('data', (text: string) => {
    heard += text
  })
  socket.write(headOf('POST', path, headers))
  const end = performance.now() + HELD_MS
  const isChunked = 'transfer-encoding' in headers
  while (performance.now() < end && !socket.destroyed) {
    socket.write(isChunked ? '1\r\n \r\n' : ' ')
    await sleep(100)
  }
  socket.destroy()
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(heard)?.[1] ?? 0)
}
