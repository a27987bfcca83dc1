import type { IncomingMessage } from 'node:http'

/** An address and port of this desk. */
export type OwnSocket = { host: string; port: number }

const sockets = new WeakMap<object, OwnSocket>()

/**
 * Records through which of the desk's sockets a request came in. Unlike its headers, a sender cannot
 * choose it.
 */
export const noteOwnSocket = (request: Request, { socket }: IncomingMessage): void => {
  const { localAddress: host, localPort: port } = socket
  if (host !== undefined && port !== undefined) sockets.set(request, { host, port })
}

/** The socket through which a request came in; undefined under servers other than the desk's. */
export const ownSocketOf = (request: object): OwnSocket | undefined => sockets.get(request)
