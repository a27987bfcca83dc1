import type { Endpoint, PayloadHandler, PayloadRequest } from 'payload'
import { refuseForeign } from '../../src/origins/requestOrigin'
import { formatAdminURL } from '../../src/payload/shared'
import { startSeeing } from '../../src/seeAs/startSeeing'
import { endViewCookie, readView } from '../../src/seeAs/view'
import { readForm } from '../shared/readForm'

const seeOther = (to: string, cookie: string): Response =>
  new Response(null, {
    headers: { 'Cache-Control': 'no-store', Location: to, 'Set-Cookie': cookie },
    status: 303,
  })

/** `POST /api/v1/portal/see-as` with the form field `client`: staff see the portal as this client. */
const start: PayloadHandler = async (req) => {
  refuseForeign(req)
  const field = await readForm(req)
  return seeOther('/calls', await startSeeing(req, field('client')))
}

/** Where staff go after a view: to the page of the client that they saw. */
const backOf = (req: PayloadRequest): string => {
  const view = readView(req)
  const { admin: adminRoute } = req.payload.config.routes
  // Who is not the member of staff that started the view learns nothing of it.
  const isOwn = view !== null && view.staff === req.user?.id
  return formatAdminURL({
    adminRoute,
    path: isOwn ? `/collections/users/${view.client}` : '',
  })
}

/** `POST /api/v1/portal/see-as/end`: ends the view. It needs no right: it only takes the view away. */
const end: PayloadHandler = (req) => {
  refuseForeign(req)
  return seeOther(backOf(req), endViewCookie(req))
}

/** Seeing the portal as a client. */
export const seeAs: Endpoint[] = [
  { handler: start, method: 'post', path: '/v1/portal/see-as' },
  { handler: end, method: 'post', path: '/v1/portal/see-as/end' },
]
