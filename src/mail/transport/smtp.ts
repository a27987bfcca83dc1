import { createTransport, type SendMailOptions } from 'nodemailer'

/** One try, however a server drags it out; each of its steps has a shorter time of its own. */
const SEND_MS = 25_000
const TIMES = {
  connectionTimeout: 10_000,
  dnsTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 15_000,
}

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost'])

/** A password is not sent in the clear, unless to this machine. The URL may say otherwise. */
const needsTLS = (url: string): boolean => {
  const { hostname, password, username } = new URL(url)
  return Boolean(username || password) && !LOOPBACK.has(hostname)
}

/** Hands mails to a server, which has taken them when the promise resolves. */
export type Send = (message: SendMailOptions) => Promise<{ messageId: string }>

/**
 * Sends by SMTP, over connections that are kept for the next mail. Nothing is opened before the first.
 * @param times in milliseconds, where other than usual
 * @param url `smtp://` (upgraded by STARTTLS where offered) or `smtps://`, with nodemailer's options as query
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
      // A connection that the server closed meanwhile is no reason to fail.
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
