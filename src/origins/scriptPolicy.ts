import { randomBytes } from 'node:crypto'

/**
 * The header of the policy. Next reads the nonce for its own scripts from the request header of this
 * name.
 */
export const POLICY_HEADER = 'content-security-policy'

const newNonce = (): string => `'nonce-${randomBytes(16).toString('base64')}'`

/**
 * The Content Security Policy of an admin page: it may load only from this desk, and run only inline
 * scripts with the nonce. Payload and its editor set styles on elements, which only `unsafe-inline`
 * allows.
 * @returns a policy with a new nonce
 */
export const makeScriptPolicy = (): string =>
  [
    "default-src 'self'",
    `script-src 'self' ${newNonce()}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join('; ')

/**
 * The Content Security Policy of a page of the portal: nothing but what is named, and only from this desk. What a
 * caller said can only ever be text there.
 * @returns a policy with a new nonce
 */
export const makePortalPolicy = (): string => {
  const nonce = newNonce()
  return [
    "default-src 'none'",
    `script-src 'self' ${nonce}`,
    `style-src 'self' ${nonce}`,
    "img-src 'self' data:",
    "media-src 'self'",
    "connect-src 'self'",
    "font-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** The nonce of a policy. Undefined if there is no policy, or it has none. */
export const nonceOf = (policy: null | string): string | undefined =>
  /'nonce-([\w+/=-]+)'/.exec(policy ?? '')?.[1]
