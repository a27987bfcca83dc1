import { createHash } from 'node:crypto'
import { parseCookies } from '../payload/shared'

// What Payload signs in by. Others are not a user's own: a proxy's password may be everybody's.
const SIGNS_IN = /^(?:JWT|Bearer|users API-Key) +(.+)$/i

/** What a request may be signed in by. `digest` is for memories: nothing kept there opens anything. */
export type Credential = { digest: string; isCookie: boolean; token: string }

type Sent = { authorization?: string | undefined; cookie?: string | undefined }

const digestOf = (credential: string) => createHash('sha256').update(credential).digest('base64url')

/**
 * What a request may be signed in by. Both places that Payload looks at count, or else junk in one would
 * hide the credential in the other.
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
