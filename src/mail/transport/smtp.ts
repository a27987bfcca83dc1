import { createTransport, type SendMailOptions } from 'nodemailer'

/** The limit for one attempt, however slow the server is. Each step has a shorter limit. */
const SEND_MS = 25_000
const TIMES = {
  connectionTimeout: 10_000,
  dnsTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 15_000,
}

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost'])

/** A password is only sent over TLS, except to this machine. Options in the URL override it. */
const needsTLS = (url: string): boolean => {
  const { hostname, password, username } = new URL(url)
  return Boolean(username || password) && !LOOPBACK.has(hostname)
}

/** Hands a mail to a server. The promise resolves when the server has accepted it. */
export type Send = (message: SendMailOptions) => Promise<{ messageId: string }>

/**
 * Sends by SMTP, over connections that are kept open for the next mail. The first mail opens the first
 * one.
 * @param times in milliseconds, to override the defaults
 * @param url `smtp://` (upgraded by STARTTLS where offered) or `smtps://`, with nodemailer's options as
 *   query
 */
export const smtpSend = ({
  times = {},
  url,
}: {
  times?: Partial<typeof TIMES>
  url: string
}): Send => {
  const transport = createTransport(
    {
      ...TIMES,
      ...times,
      disableFileAccess: true,
      disableUrlAccess: true,
      idleTimeout: 60_000,
      maxConnections: 3,
      // The server may have closed an idle connection: try once more on a new one.
      maxRequeues: 1,
      pool: true,
      requireTLS: needsTLS(url),
      url,
    },
    {},
  )
  return async (message) => {
    const { messageId } = await transport.sendMail({
      ...message,
      signal: AbortSignal.timeout(SEND_MS),
    })
    return { messageId }
  }
}
