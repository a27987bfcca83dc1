import { randomBytes } from 'node:crypto'

/**
 * The header of the policy. Next reads the nonce for its own scripts from the request header of this
 * name.
 */
export const POLICY_HEADER = 'content-security-policy'

/**
 * The Content Security Policy of an admin page: it may load only from this desk, and run only inline
 * scripts with the nonce. Payload and its editor set styles on elements, which only `unsafe-inline`
 * allows.
 * @returns a policy with a new nonce
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

/** The nonce of a policy. Undefined if there is no policy, or it has none. */
export const nonceOf = (policy: null | string): string | undefined =>
  /'nonce-([\w+/=-]+)'/.exec(policy ?? '')?.[1]
