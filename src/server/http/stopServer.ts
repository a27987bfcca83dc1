import type { Server } from 'node:http'

/** Takes no new connection, lets requests in flight finish, and cuts off what is left at the end. */
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
