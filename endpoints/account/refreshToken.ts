import type { Endpoint } from 'payload'
import { withoutTokenOfCookie } from '../../src/accounts/tokenForScripts'
import { refreshOperation } from '../../src/payload/operations'
import { generatePayloadCookie } from '../../src/payload/shared'

/** `POST /api/users/refresh-token`: as Payload's, but the response to a cookie has no token for scripts to read. */
export const refreshToken: Endpoint = {
  handler: async (req) => {
    const { payload, t } = req
    const collection = payload.collections.users
    const result = await refreshOperation({ collection, req })
    const { cookiePrefix } = payload.config
    const cookie = generatePayloadCookie({
      collectionAuthConfig: collection.config.auth,
      cookiePrefix,
      token: result.refreshedToken,
    })
    const answer = { message: t('authentication:tokenRefreshSuccessful'), ...result }
    return Response.json(withoutTokenOfCookie(req, answer, 'refreshedToken'), {
      headers: result.setCookie ? { 'Set-Cookie': cookie } : {},
    })
  },
  method: 'post',
  path: '/refresh-token',
}
