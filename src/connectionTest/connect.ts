import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import { connect, isIP, type Socket } from 'node:net'
import { connect as connectTLS, type TLSSocket } from 'node:tls'
import { withTimeout } from '../lib/withTimeout'

const MAX_ADDRESSES = 3

/**
 * The addresses of a host name, as this machine resolves it.
 * @throws the system's error, or the signal's reason
 */
export const findAddresses = async (name: string, signal: AbortSignal): Promise<string[]> => {
  // A look-up cannot be cancelled, only abandoned.
  const found = await withTimeout(lookup(name, { all: true }), {
    onTimeout: () => {
      throw signal.reason
    },
    signal,
  })
  return found.map(({ address }) => address)
}

const openOne = async (host: string, port: number, signal: AbortSignal): Promise<Socket> => {
  const socket = connect({ host, port, signal })
  // Later errors are handled where the socket is used. Until then, an unhandled one would end the process.
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

type Place = { hosts: readonly string[]; port: number; signal: AbortSignal }

/**
 * Opens a connection to the first of at most three addresses that accepts one.
 * @throws the error of the last attempt
 */
export const openSocket = async ({
  hosts,
  port,
  signal,
}: Place): Promise<{ host: string; socket: Socket }> => {
  let reason: unknown
  for (const host of hosts.slice(0, MAX_ADDRESSES)) {
    try {
      return { host, socket: await openOne(host, port, signal) }
    } catch (error) {
      reason = error
    }
  }
  throw reason
}

/**
 * Secures a connection with TLS, using Node's certificate authorities.
 * @returns the connection, and until when its certificate is valid
 * @throws if the certificate is not one that a sender would accept
 */
export const secure = async (
  socket: Socket,
  name: string,
): Promise<{ socket: TLSSocket; until: Date }> => {
  const secured = connectTLS({
    ALPNProtocols: ['http/1.1'],
    host: name,
    socket,
    // RFC 6066 does not allow addresses as server names.
    ...(isIP(name) === 0 ? { servername: name } : {}),
  })
  const closed = new AbortController()
  secured.once('close', () => closed.abort())
  secured.on('error', () => undefined)
  await once(secured, 'secureConnect', { signal: closed.signal })
  return { socket: secured, until: new Date(secured.getPeerCertificate().valid_to) }
}
