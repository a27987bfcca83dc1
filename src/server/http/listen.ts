import { createServer, type Server } from 'node:http'
import { errorCode } from '../../lib/errorCode'
import { StartError } from '../startError'

const explain = ({ error, host, port }: { error: unknown; host: string; port: number }) => {
  const code = errorCode(error)
  if (code === 'EADDRINUSE') {
    return new StartError(
      `Port ${port} is in use by another program. Stop it, or set PORT to another one.`,
    )
  }
  if (code === 'EACCES')
    return new StartError(`Port ${port} needs more privileges. Set PORT to another one.`)
  return new StartError(`Cannot listen on HOST ${host}, PORT ${port} (${code ?? 'unknown error'}).`)
}

/**
 * Starts to listen.
 * @throws {StartError} if that fails, with one line that says what to do
 * @returns the port; the system picks one if `port` is 0
 */
export const listen = ({
  host,
  port,
  server,
}: {
  host: string
  port: number
  server: Server
}): Promise<number> =>
  new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject(explain({ error, host, port }))
    server.once('error', fail)
    server.listen({ host, port }, () => {
      server.off('error', fail)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })

/** Throws a StartError if the port is taken. Called before the database is started, which takes longer. */
export const assertPortIsFree = async ({
  host,
  port,
}: {
  host: string
  port: number
}): Promise<void> => {
  const server = createServer()
  await listen({ host, port, server })
  await new Promise((resolve) => server.close(resolve))
}
