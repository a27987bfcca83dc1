import type { IncomingMessage } from 'node:http'

/** An address and port of this desk. */
export type OwnSocket = { host: string; port: number }

const sockets = new WeakMap<object, OwnSocket>()

/** Notes by which of the desk's own sockets a request came in. Unlike its headers, nobody can choose it. */
export const noteOwnSocket = (request: Request, { socket }: IncomingMessage): void => {
  const { localAddress: host, localPort: port } = socket
  if (host !== undefined && port !== undefined) sockets.set(request, { host, port })
}

/** The socket that a request came in by; undefined where another server than ours received it. */
export const ownSocketOf = (request: object): OwnSocket | undefined => sockets.get(request)
