import type { Endpoint, PayloadHandler } from 'payload'
import { z } from 'zod'
import { keepSession } from '../../src/accounts/keepSession'
import { signOutEverywhere } from '../../src/accounts/signOutEverywhere'
import { ownPath } from '../../src/lib/ownPath'
import { logoutOperation } from '../../src/payload/operations'
import { generateExpiredPayloadCookie } from '../../src/payload/shared'
import { portalForm } from '../../src/portal/forms/portalForm'
import { seeOther } from '../../src/portal/forms/seeOther'
import { signInPage } from '../../src/portal/signIn/paths'

/** The `Set-Cookie` header that ends the session in this browser. */
const endCookie = ({ payload }: Pick<Parameters<PayloadHandler>[0], 'payload'>): string =>
  generateExpiredPayloadCookie({
    collectionAuthConfig: payload.collections.users.config.auth,
    cookiePrefix: payload.config.cookiePrefix,
  })

/** `POST /api/v1/portal/sign-out` */
export const signOut = portalForm({
  as: 'anyone',
  back: () => '/',
  fields: z.object({}),
  handle: async ({ req }) => {
    const collection = req.payload.collections.users
    // Nobody is signed in any more, such as in another tab.
    if (req.user) await logoutOperation({ collection, req })
    return { cookies: [endCookie(req)], to: '/sign-in?done=out' }
  },
  name: 'signIn.out',
  path: '/v1/portal/sign-out',
})

/** `POST /api/v1/portal/sign-out-everywhere` */
const everywhere = portalForm({
  as: 'client',
  back: () => '/settings/password',
  fields: z.object({}),
  handle: async ({ req }) => {
    await signOutEverywhere(req)
    return { cookies: [endCookie(req)], to: '/sign-in?done=everywhere' }
  },
  name: 'signIn.everywhere',
  path: '/v1/portal/sign-out-everywhere',
})

/**
 * `GET /api/v1/portal/stay?next=…`: prolongs the session of a client who visits a page, and leads back to it.
 * Pages send here once a day, because a page cannot set a cookie. What another site can do with it is to keep
 * somebody signed in who is.
 */
const stay: PayloadHandler = async (req) => {
  const next = ownPath(req.searchParams.get('next')) ?? '/'
  if (!req.user) return seeOther(signInPage(next))
  const cookie = await keepSession(req)
  return seeOther(next, cookie === null ? [] : [cookie])
}

/** What clients do with their session. */
export const sessionForms: Endpoint[] = [
  signOut,
  everywhere,
  { handler: stay, method: 'get', path: '/v1/portal/stay' },
]
