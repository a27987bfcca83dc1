import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

const HEADER = 'content-security-policy'

/**
 * What a page of the admin may load: from this desk alone, and of scripts that stand in the page those
 * with the nonce. Payload and its editor write styles into elements, which only `unsafe-inline` allows.
 */
const policyOf = (nonce: string): string =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join('; ')

/** Whether it is a page that Next makes when it is asked for: one made before has no nonce in it. */
const isMade = (path: string, admin: string): boolean =>
  path === admin || path.startsWith(`${admin}/`)

/**
 * Gives a page of the admin its policy. Next reads the nonce from the same header of the request, and
 * leaves out the policy of `next.config.mjs` where the request has one.
 */
export const setScriptPolicy = ({
  admin,
  incoming,
  outgoing,
  path,
}: {
  /** The path of the admin. */
  admin: string
  incoming: IncomingMessage
  outgoing: ServerResponse
  path: string
}): void => {
  // Nobody outside chooses the nonce.
  delete incoming.headers[HEADER]
  delete incoming.headers[`${HEADER}-report-only`]
  if (!isMade(path, admin)) return
  const policy = policyOf(randomBytes(16).toString('base64'))
  incoming.headers[HEADER] = policy
  outgoing.setHeader(HEADER, policy)
}
