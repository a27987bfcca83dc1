/**
 * Staff who see the portal as a client, read-only.
 * @module
 */

import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { seal, unseal } from '../lib/seal'
import { generateCookie, parseCookies } from '../payload/shared'

/** How long a view lasts. */
export const VIEW_SECONDS = 30 * 60

const COOKIE = 'desk-see-as'
const PURPOSE = 'see as client'

const viewSchema = z.strictObject({
  client: z.uuid(),
  /** The session of the member of staff: the view ends with it. */
  session: z.string().min(1),
  staff: z.uuid(),
  /** When it ends, in milliseconds since 1970. */
  until: z.number(),
})

/** A view that was started. Whether it still counts is for `seeAsClient` to say. */
export type View = z.infer<typeof viewSchema>

type Reads = Pick<PayloadRequest, 'headers' | 'payload'>

/** The view that the request's cookie holds. Null if there is none, or it was not made by this desk. */
export const readView = ({ headers, payload }: Reads): null | View => {
  const sealed = parseCookies(headers).get(COOKIE)
  if (!sealed) return null
  const text = unseal(sealed, { purpose: PURPOSE, secret: payload.secret })
  if (text === null) return null
  return viewSchema.safeParse(JSON.parse(text)).data ?? null
}

const cookieOf = ({ payload }: Pick<Reads, 'payload'>, value: string, ends: Date): string =>
  generateCookie<false>({
    expires: ends,
    httpOnly: true,
    name: COOKIE,
    path: '/',
    returnCookieAsObject: false,
    sameSite: 'Lax',
    secure: payload.collections.users.config.auth.cookies.secure ?? false,
    value,
  })

/** The `Set-Cookie` header that starts a view. */
export const viewCookie = (req: Reads, view: View): string => {
  const sealed = seal(JSON.stringify(view), { purpose: PURPOSE, secret: req.payload.secret })
  return cookieOf(req, sealed, new Date(view.until))
}

/** The `Set-Cookie` header that ends a view. */
export const endViewCookie = (req: Pick<Reads, 'payload'>): string =>
  cookieOf(req, '', new Date(Date.now() - 1_000))
