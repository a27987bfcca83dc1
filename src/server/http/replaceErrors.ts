import type { IncomingMessage, ServerResponse } from 'node:http'
import { hasMetAway } from '../../database/connection/away'
import { errorPage } from '../../portal/plain/errorPage'
import { wantsPage } from './waitPage'

/** Headers of a page that its error page keeps. */
const KEPT = new Set(['set-cookie', 'strict-transport-security', 'x-request-id'])

/**
 * The status of the error page that a reader gets. Null if there is no error. If the database was away when it was
 * asked who is signed in, the page is of nobody, or leads to the sign-in: both would be untrue.
 */
const errorOf = (status: number, incoming: IncomingMessage): null | number => {
  if (status >= 400) return status
  return hasMetAway(incoming) ? 503 : null
}

/**
 * Replaces Next's error pages by the portal's. Next answers an error, and a page that is not there, by an empty
 * document that only scripts fill.
 */
export const replaceErrors = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
  // What Next's own scripts ask for is no page.
  if (!wantsPage(incoming) || incoming.headers.rsc !== undefined) return
  const { end, flushHeaders, write, writeHead } = outgoing
  let isReplaced = false

  const replace = (status: number): void => {
    isReplaced = true
    for (const name of outgoing.getHeaderNames()) {
      if (!KEPT.has(name)) outgoing.removeHeader(name)
    }
    const acceptLanguage = incoming.headers['accept-language'] ?? null
    const { body, headers } = errorPage({ acceptLanguage, status })
    const bytes = Buffer.from(body)
    outgoing.statusMessage = ''
    writeHead.call(outgoing, status, { ...headers, 'content-length': bytes.byteLength })
    Reflect.apply(end, outgoing, incoming.method === 'HEAD' ? [] : [bytes])
  }

  /** Sends the error page if there is an error. @returns whether the body is dropped */
  const start = (): boolean => {
    const isError = errorOf(outgoing.statusCode, incoming) !== null
    if (isError && !outgoing.headersSent) outgoing.writeHead(outgoing.statusCode)
    return isReplaced
  }

  const done = (args: readonly unknown[]): void => {
    const callback = args.at(-1)
    if (typeof callback === 'function') process.nextTick(callback)
  }

  const methods = {
    end: (...args: unknown[]): unknown => {
      if (!start()) return Reflect.apply(end, outgoing, args)
      done(args)
      return outgoing
    },
    flushHeaders: (): void => {
      if (!start()) flushHeaders.call(outgoing)
    },
    write: (...args: unknown[]): unknown => {
      if (!start()) return Reflect.apply(write, outgoing, args)
      done(args)
      return true
    },
    writeHead: (...args: unknown[]): unknown => {
      if (isReplaced) return outgoing
      const error = errorOf(Number(args[0]), incoming)
      if (error === null) return Reflect.apply(writeHead, outgoing, args)
      replace(error)
      return outgoing
    },
  }
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(outgoing, name, { configurable: true, value, writable: true })
  }
}
