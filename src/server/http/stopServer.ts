import type { Server } from 'node:http'

/** Stops accepting connections, lets requests in flight finish, and cuts off the rest after `milliseconds`. */
export const stopServer = async ({
  milliseconds,
  server,
}: {
  milliseconds: number
  server: Server
}): Promise<void> => {
  // A kept-alive connection becomes idle, and so closable, when its last request is answered.
  const sweep = setInterval(() => server.closeIdleConnections(), 50)
  const cut = setTimeout(() => server.closeAllConnections(), milliseconds)
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })
  clearInterval(sweep)
  clearTimeout(cut)
}
