import { randomBytes } from 'node:crypto'
import { isEncrypted } from '../settings/isEncrypted'
import { FORM_KEY_COOKIE, FORM_KEY_HEADER, isFormKey, PATH_HEADER } from './formKey'
import { makePortalPolicy, POLICY_HEADER } from './scriptPolicy'

/** Files that pages name, with headers of their own. */
const FILES = /^\/(?:_next|brand)\/|^\/(?:manifest\.webmanifest|favicon\.ico)$/

const isBelow = (path: string, root: string): boolean =>
  path === root || path.startsWith(`${root}/`)

/**
 * Whether a path is a page for clients: all that is neither the admin's, nor the API's, nor a file.
 * @param routes of Payload
 */
export const isPortalPage = (
  path: string,
  { admin, api }: { admin: string; api: string },
): boolean => !isBelow(path, admin) && !isBelow(path, api) && !FILES.test(path)

// The token of a link from a mail. `/sign-in/code` and `/password` have none.
const SECRET = /^\/(?:password|unsubscribe|sign-in)\/(?!code\/?$)[^/]/

/** Whether the address of a page is itself a secret, which no other site may see. */
export const isSecretAddress = (path: string): boolean => SECRET.test(path)

/** Navigations that no other site can start. */
const OWN_NAVIGATIONS = new Set(['none', 'same-origin'])

type Sent = Pick<Headers, 'get'>

/**
 * Whether a page may be compressed (BREACH). Pages show what is in their address beside what is private. Another
 * site could open such addresses again and again, and guess the private part from the sizes on the network: so
 * pages that were opened from another site are not compressed. Browsers that do not say where from get none either.
 */
const mayCompress = (headers: Sent): boolean =>
  headers.get('cookie') === null || OWN_NAVIGATIONS.has(headers.get('sec-fetch-site') ?? '')

const keyIn = (headers: Sent): null | string => {
  const found = new RegExp(`(?:^|;\\s*)${FORM_KEY_COOKIE}=([\\w-]+)`).exec(
    headers.get('cookie') ?? '',
  )?.[1]
  return isFormKey(found) ? found : null
}

const KEY_SECONDS = 86_400

const keyCookie = (key: string): string =>
  `${FORM_KEY_COOKIE}=${key}; Path=/; Max-Age=${KEY_SECONDS}; HttpOnly; SameSite=Lax${isEncrypted() ? '; Secure' : ''}`

/** A page whose address is a secret, for a browser that will not say where its form comes from. */
const needsKey = (path: string, headers: Sent): boolean =>
  isSecretAddress(path) && headers.get('sec-fetch-site') === null

/** What a page is told in its request, and what its response says. A value of null: to be removed. */
type PageHeaders = {
  request: Record<string, null | string>
  response: Record<string, string>
}

/**
 * The headers of a page for clients, for the desk's own server and for `src/proxy.ts`.
 * @param headers of the request
 * @param target path and query
 */
export const portalHeaders = ({
  headers,
  path,
  target,
}: {
  headers: Sent
  path: string
  target: string
}): PageHeaders => {
  const policy = makePortalPolicy()
  const known = keyIn(headers)
  const key = needsKey(path, headers) ? (known ?? randomBytes(16).toString('base64url')) : null
  return {
    request: { [FORM_KEY_HEADER]: key, [PATH_HEADER]: target, [POLICY_HEADER]: policy },
    response: {
      'cache-control': mayCompress(headers) ? 'no-store' : 'no-store, no-transform',
      [POLICY_HEADER]: policy,
      'referrer-policy': isSecretAddress(path) ? 'no-referrer' : 'same-origin',
      'x-robots-tag': 'noindex, nofollow',
      ...(key !== null && key !== known ? { 'set-cookie': keyCookie(key) } : {}),
    },
  }
}
