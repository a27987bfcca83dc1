import { createHash } from 'node:crypto'
import { parseCookies } from '../payload/shared'

// The schemes that Payload authenticates. Others do not identify a user: many may share a proxy's password.
const SIGNS_IN = /^(?:JWT|Bearer|users API-Key) +(.+)$/i

/** A credential of a request. `digest` is for caches, so that no secret is kept there. */
export type Credential = { digest: string; isCookie: boolean; token: string }

type Sent = { authorization?: string | undefined; cookie?: string | undefined }

const digestOf = (credential: string) => createHash('sha256').update(credential).digest('base64url')

/**
 * The credentials of a request, from the header and the cookie. Both are considered, since otherwise an
 * invalid one would hide the other.
 */
export const credentialsIn = (
  { authorization = '', cookie }: Sent,
  cookiePrefix: string,
): Credential[] => {
  const credentials: Credential[] = []
  const token = SIGNS_IN.exec(authorization)?.[1]
  if (token !== undefined) {
    credentials.push({ digest: digestOf(authorization), isCookie: false, token })
  }
  const cookies = cookie === undefined ? undefined : parseCookies(new Headers({ cookie }))
  const session = cookies?.get(`${cookiePrefix}-token`)
  if (session) credentials.push({ digest: digestOf(session), isCookie: true, token: session })
  return credentials
}
