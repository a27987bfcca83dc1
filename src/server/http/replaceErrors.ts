import type { IncomingMessage, ServerResponse } from 'node:http'
import { errorPage } from '../../portal/plain/errorPage'
import { wantsPage } from './waitPage'

/** Headers of a page that its error page keeps. */
const KEPT = new Set(['set-cookie', 'strict-transport-security', 'x-request-id'])

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

  /** Sends the headers. @returns whether the body is dropped */
  const start = (): boolean => {
    if (!outgoing.headersSent) outgoing.writeHead(outgoing.statusCode)
    return isReplaced
  }

  const done = (args: readonly unknown[]): void => {
    const callback = args.at(-1)
    if (typeof callback === 'function') process.nextTick(callback)
  }

  const methods = {
    end: (...args: unknown[]): unknown => {
      if (outgoing.statusCode < 400 && !isReplaced) return Reflect.apply(end, outgoing, args)
      if (!start()) return Reflect.apply(end, outgoing, args)
      done(args)
      return outgoing
    },
    flushHeaders: (): void => {
      if (outgoing.statusCode < 400 || !start()) flushHeaders.call(outgoing)
    },
    write: (...args: unknown[]): unknown => {
      if (outgoing.statusCode < 400 && !isReplaced) return Reflect.apply(write, outgoing, args)
      if (!start()) return Reflect.apply(write, outgoing, args)
      done(args)
      return true
    },
    writeHead: (...args: unknown[]): unknown => {
      const [status] = args
      if (isReplaced) return outgoing
      if (typeof status !== 'number' || status < 400) {
        return Reflect.apply(writeHead, outgoing, args)
      }
      replace(status)
      return outgoing
    },
  }
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(outgoing, name, { configurable: true, value, writable: true })
  }
}
