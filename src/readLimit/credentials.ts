import { createHash } from 'node:crypto'
import { parseCookies } from 'payload/shared'

const digest = (credential: string) => createHash('sha256').update(credential).digest('base64url')

/**
 * What a request may be signed in by, as digests: nothing kept in memory opens anything. Both places
 * that Payload looks at count, or else junk in one would hide the credential in the other.
 */
export const credentialsIn = (headers: Headers, cookiePrefix: string): string[] => {
  const given = [
    headers.get('authorization'),
    headers.has('cookie') ? parseCookies(headers).get(`${cookiePrefix}-token`) : null,
  ]
  return given
    .filter((each) => typeof each === 'string' && each !== '')
    .map((each) => digest(String(each)))
}
