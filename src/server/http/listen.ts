import { createServer, type Server } from 'node:http'
import { errorCode } from '../../lib/errorCode'
import { StartError } from '../startError'

const explain = ({ error, host, port }: { error: unknown; host: string; port: number }) => {
  const code = errorCode(error)
  if (code === 'EADDRINUSE') {
    return new StartError(
      `Port ${port} is in use by another program. Stop that one, or set PORT to another.`,
    )
  }
  if (code === 'EACCES')
    return new StartError(`Port ${port} needs more rights. Set PORT to another.`)
  return new StartError(`Cannot listen on HOST ${host}, PORT ${port} (${code ?? 'unknown error'}).`)
}

/**
 * Starts to listen.
 * @throws {StartError} in one line that says what to do
 * @returns the port, which the system picks when the wanted one is 0
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

/** Says at once that the port is taken, instead of after the database has been started for nothing. */
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
