import { createServer } from 'node:net'

const listens = (port: number): Promise<number | undefined> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen({ host: '127.0.0.1', port }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined))
    })
  })

/** A free port of 127.0.0.1: the preferred one, or else one that the system picks. */
export const freePort = async ({ preferred = 0 }: { preferred?: number } = {}): Promise<number> => {
  const port = (await listens(preferred)) ?? (await listens(0))
  if (port === undefined) throw new Error('No free port on 127.0.0.1')
  return port
}
