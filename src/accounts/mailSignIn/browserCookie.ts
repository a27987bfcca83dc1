import type { PayloadRequest } from 'payload'
import { generateCookie, parseCookies } from '../../payload/shared'
import { linkHash, newLinkToken } from '../linkToken'

type RequestHeaders = Pick<PayloadRequest, 'headers' | 'payload'>

const nameIn = ({ payload }: Pick<PayloadRequest, 'payload'>): string =>
  `${payload.config.cookiePrefix}-sign-in`

const tokenIn = (req: RequestHeaders): null | string => {
  const value = parseCookies(req.headers).get(nameIn(req)) ?? ''
  return /^[0-9a-f]{64}$/.test(value) ? value : null
}

const cookieOf = ({ payload }: Pick<PayloadRequest, 'payload'>, value: string, seconds: number) => {
  const { cookies } = payload.collections.users.config.auth
  return generateCookie<false>({
    domain: cookies.domain ?? undefined,
    httpOnly: true,
    maxAge: seconds,
    name: nameIn({ payload }),
    path: '/',
    returnCookieAsObject: false,
    sameSite: 'Lax',
    secure: cookies.secure ?? false,
    value,
  })
}

/** The hash by which the browser of a request is known, if it asked for a mail. Null if it did not. */
export const askingBrowser = (req: RequestHeaders): null | string => {
  const token = tokenIn(req)
  return token === null ? null : linkHash(token)
}

/**
 * Marks the browser that asks for a mail, since only there the digits work. A browser that asks twice keeps its
 * mark, so that the digits of both mails work.
 * @returns the `Set-Cookie` header, and the hash by which the browser is known
 */
export const markBrowser = (
  req: RequestHeaders,
  seconds: number,
): { browserHash: string; cookie: string } => {
  const token = tokenIn(req) ?? newLinkToken()
  return { browserHash: linkHash(token), cookie: cookieOf(req, token, seconds) }
}

/** The `Set-Cookie` header that takes the mark away again. */
export const unmarkBrowser = (req: Pick<PayloadRequest, 'payload'>): string => cookieOf(req, '', 0)
