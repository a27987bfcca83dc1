import type { Endpoint, PayloadHandler, PayloadRequest } from 'payload'
import { z } from 'zod'
import { switchEmails } from '../src/mail/emailSwitch'
import { ONE_CLICK } from '../src/mail/links'
import { readUnsubscribeToken } from '../src/mail/unsubscribeToken'
import { portalForm } from '../src/portal/forms/portalForm'
import { seeOther } from '../src/portal/forms/seeOther'
import { UNSUBSCRIBE_FORM, unsubscribePath } from '../src/portal/unsubscribe/paths'
import { refuseWith } from '../src/refusals/refusals'
import { readForm } from './shared/readForm'

const PATH = `${ONE_CLICK}/:token`

type Switch = { isOn: boolean; token: string }

/** The token is the permission. Nothing happens if it is wrong. @returns whether it is right */
const switchBy = async (
  { payload }: Pick<PayloadRequest, 'payload'>,
  { isOn, token }: Switch,
): Promise<boolean> => {
  const userID = readUnsubscribeToken({ secret: payload.secret, token })
  return userID !== null && (await switchEmails(payload.db.pool, { isOn, userID }))
}

/** `POST /api/v1/portal/unsubscribe`: the button of the page. */
const form = portalForm({
  as: 'anyone',
  back: ({ token }) => unsubscribePath(token),
  fields: z.object({ emails: z.enum(['off', 'on']), token: z.string() }),
  handle: async ({ req, values: { emails, token } }) => {
    await switchBy(req, { isOn: emails === 'on', token })
    return { to: `${unsubscribePath(token)}?done=${emails}` }
  },
  name: UNSUBSCRIBE_FORM,
  path: '/v1/portal/unsubscribe',
})

const tokenOf = ({ routeParams }: PayloadRequest): string => String(routeParams?.token)

/** What people see of the link is a page; mails of earlier versions link here. */
const lead: PayloadHandler = (req) => seeOther(unsubscribePath(tokenOf(req)))

/**
 * Any post turns mails off, as mail programs send it by RFC 8058, except the one of an old page's button that turns
 * them on. From anywhere, and without a session: the token is the permission.
 */
const change: PayloadHandler = async (req) => {
  const token = tokenOf(req)
  const field = await readForm(req)
  const isOn = field('emails') === 'on'
  const isKnown = await switchBy(req, { isOn, token })
  // A mail program wants no redirect. A browser posts here from a page of an earlier version.
  const isBrowser =
    field('List-Unsubscribe') === '' && req.headers.get('accept')?.includes('text/html') === true
  if (isBrowser) return seeOther(`${unsubscribePath(token)}?done=${isOn ? 'on' : 'off'}`)
  if (!isKnown) return refuseWith('NOT_FOUND')
  return Response.json(
    { emails: isOn ? 'on' : 'off' },
    { headers: { 'Cache-Control': 'no-store' } },
  )
}

/** `/api/v1/unsubscribe/:token`: the target of one click in mail programs, and the form of the page. */
export const unsubscribe: Endpoint[] = [
  form,
  { handler: lead, method: 'get', path: PATH },
  { handler: change, method: 'post', path: PATH },
]
