import { type IncomingMessage, request as plainRequest, type RequestOptions } from 'node:http'
import { request as tlsRequest } from 'node:https'

class TooSlow extends Error {
  readonly code = 'ETIMEDOUT'
  override name = 'TooSlow'
}

/**
 * Sends a request and gives its answer, of which nothing was read yet. Redirects are answers, and bodies come as they
 * were sent. By Node itself: undici throws where nothing can catch it when a server ends the connection while its
 * answer waits for whoever reads it.
 * @param options `timeout`: how long nothing may come, in milliseconds
 * @throws what Node gives for a request that failed or was aborted
 */
export const openRequest = (
  url: URL,
  { body, ...options }: RequestOptions & { body?: string },
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? tlsRequest : plainRequest
    const asked = send(url, { ...options, agent: false })
    asked.on('timeout', () => asked.destroy(new TooSlow('Nothing came in time')))
    asked.on('error', reject)
    asked.once('response', resolve)
    asked.end(body)
  })
