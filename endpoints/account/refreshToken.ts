import type { Endpoint } from 'payload'
import { refreshSession } from '../../src/accounts/refreshSession'
import { withoutTokenOfCookie } from '../../src/accounts/tokenForScripts'

/** `POST /api/users/refresh-token`: as Payload's, but the response to a cookie has no token for scripts to read. */
export const refreshToken: Endpoint = {
  handler: async (req) => {
    const { cookie, result } = await refreshSession(req)
    const answer = { message: req.t('authentication:tokenRefreshSuccessful'), ...result }
    return Response.json(withoutTokenOfCookie(req, answer, 'refreshedToken'), {
      headers: result.setCookie ? { 'Set-Cookie': cookie } : {},
    })
  },
  method: 'post',
  path: '/refresh-token',
}
