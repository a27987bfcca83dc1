import { type IncomingMessage, request, type ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import { listen } from '../../src/server/http/listen'
import type { Certificate } from './certificates'

type Handler = (incoming: IncomingMessage, outgoing: ServerResponse) => void

/** What stands before a desk on the internet: it has the certificate, and forwards or answers itself. */
export type PublicProxy = {
  /** Answers like that from now on. */
  answer: (handler: Handler) => void
  port: number
  stop: () => Promise<void>
  /** Shows this certificate from now on. */
  show: (certificate: Certificate) => void
}

/** Opens a proxy on a port that the system picks. */
export const openProxy = async (certificate: Certificate): Promise<PublicProxy> => {
  let handle: Handler = (_, outgoing) => outgoing.writeHead(502).end()
  const server = createServer(certificate, (incoming, outgoing) => handle(incoming, outgoing))
  server.on('tlsClientError', () => undefined)
  const port = await listen({ host: '127.0.0.1', port: 0, server })
  return {
    answer: (handler) => {
      handle = handler
    },
    port,
    show: (next) => server.setSecureContext(next),
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Forwards everything to a desk, as nginx does. */
export const forwardTo =
  (url: string): Handler =>
  (incoming, outgoing) => {
    const { hostname, port } = new URL(url)
    const { headers, method, url: path } = incoming
    const forwarded = request(
      {
        headers: { ...headers, 'x-forwarded-host': headers.host, 'x-forwarded-proto': 'https' },
        host: hostname,
        method,
        path,
        port,
      },
      (answered) => {
        outgoing.writeHead(answered.statusCode ?? 502, answered.headers)
        answered.pipe(outgoing)
      },
    )
    forwarded.on('error', () => outgoing.writeHead(502).end())
    incoming.pipe(forwarded)
  }
