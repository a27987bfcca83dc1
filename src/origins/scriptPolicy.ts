import { randomBytes } from 'node:crypto'

/** The header of the policy. Next reads the nonce for its own scripts from the same one of the request. */
export const POLICY_HEADER = 'content-security-policy'

/**
 * What a page of the admin may load: from this desk alone, and of scripts that stand in the page those
 * with the nonce. Payload and its editor write styles into elements, which only `unsafe-inline` allows.
 * @returns a policy with a nonce of its own
 */
export const makeScriptPolicy = (): string =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${randomBytes(16).toString('base64')}'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join('; ')
