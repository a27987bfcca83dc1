import type { Payload } from 'payload'
import { generatePayloadCookie } from '../payload/shared'

/** The `Set-Cookie` header of a session. @param seconds how long the browser keeps it */
export const sessionCookie = (
  { collections, config }: Pick<Payload, 'collections' | 'config'>,
  { seconds, token }: { seconds: number; token: string },
): string =>
  generatePayloadCookie({
    collectionAuthConfig: { ...collections.users.config.auth, tokenExpiration: seconds },
    cookiePrefix: config.cookiePrefix,
    token,
  })
