import { unlink } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * The lock is a listening socket. The operating system closes it when the process ends, even on a crash,
 * which a pid file cannot guarantee. Linux's abstract sockets and Windows' pipes leave no file behind.
 * @param {string} name
 */
const addressOf = (name) => {
  if (process.platform === 'linux') return `\0${name}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`
  return join(tmpdir(), `${name}.sock`)
}

/**
 * @param {string} address
 * @returns {Promise<import('node:net').Server | undefined>}
 */
const listen = (address) =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', (error) =>
      'code' in error && error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    )
    server.listen(address, () => resolve(server.unref()))
  })

/**
 * @param {string} address
 * @returns {Promise<boolean>}
 */
const answers = (address) =>
  new Promise((resolve) => {
    const socket = connect(address)
    socket.once('error', () => resolve(false))
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
  })

/**
 * Takes the lock of this name on this machine.
 * @param {{ name: string }} args
 * @returns {Promise<(() => Promise<void>) | undefined>} a function that releases it; undefined if another process holds it
 */
export const takeLock = async ({ name }) => {
  const address = addressOf(name)
  let server = await listen(address)
  if (server === undefined && address.endsWith('.sock') && !(await answers(address))) {
    await unlink(address)
    server = await listen(address)
  }
  const held = server
  return held && (() => new Promise((resolve) => held.close(() => resolve())))
}
