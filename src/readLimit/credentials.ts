import { createHash } from 'node:crypto'
import { parseCookies } from 'payload/shared'

// What Payload signs in by. Others are not a user's own: a proxy's password may be everybody's.
const SIGNS_IN = /^(?:JWT|Bearer|users API-Key) /i

const digest = (credential: string) => createHash('sha256').update(credential).digest('base64url')

/**
 * What a request may be signed in by, as digests: nothing kept in memory opens anything. Both places
 * that Payload looks at count, or else junk in one would hide the credential in the other.
 */
export const credentialsIn = (headers: Headers, cookiePrefix: string): string[] => {
  const authorization = headers.get('authorization') ?? ''
  const cookie = headers.has('cookie') && parseCookies(headers).get(`${cookiePrefix}-token`)
  return [
    ...(SIGNS_IN.test(authorization) ? [digest(authorization)] : []),
    ...(cookie ? [digest(cookie)] : []),
  ]
}
