import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** A mail as the server got it. */
export type Received = { envelopeTo: string[]; mail: Email; raw: string; session: string }

/** A real SMTP server that keeps what it is sent. */
export type TestSMTP = {
  port: number
  received: Received[]
  stop: () => Promise<void>
  url: string
}

/**
 * Starts an SMTP server on a port of its own, with STARTTLS and a certificate that nobody signed.
 * @param options other than `smtp-server`'s
 */
export const startSMTP = async ({
  host = '127.0.0.1',
  ...options
}: SMTPServerOptions & { host?: string } = {}): Promise<TestSMTP> => {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    closeTimeout: 200,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const raw = Buffer.concat(chunks)
        PostalMime.parse(raw).then((mail) => {
          received.push({
            envelopeTo: session.envelope.rcptTo.map(({ address }) => address),
            mail,
            raw: raw.toString('utf8'),
            session: session.id,
          })
          done()
        }, done)
      })
    },
    ...options,
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    port,
    received,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
    url: `smtp://${host}:${port}?tls.rejectUnauthorized=false`,
  }
}
