import type { Endpoint, PayloadHandler } from 'payload'
import { z } from 'zod'
import { callList, callPage } from '../../src/clientPages/calls'
import { seeOther, sendPage } from '../../src/clientPages/page'
import { html } from '../../src/lib/html'
import { PAGES } from '../../src/mail/links'
import { logoutOperation } from '../../src/payload/operations'
import { generateExpiredPayloadCookie } from '../../src/payload/shared'
import { askToSignIn, signInByForm } from './signIn'

const LISTED = 50

const noCall = () =>
  sendPage({
    body: html`<p>It is not one of your calls, or it was deleted. <a href="/api${PAGES.call}">See your calls</a></p>`,
    status: 404,
    title: 'There is no such call',
  })

/** `GET /api/v1/calls`: the newest calls of the signed-in client. */
const list: PayloadHandler = async (req) => {
  const { user } = req
  if (!user) return askToSignIn()
  const { docs } = await req.payload.find({
    collection: 'call-summaries',
    depth: 0,
    // Staff without the right to read calls are told where else to go.
    disableErrors: true,
    limit: LISTED,
    overrideAccess: false,
    pagination: false,
    req,
    select: {
      customerName: true,
      customerPhone: true,
      outcome: true,
      reportedAt: true,
      serviceName: true,
      startedAt: true,
    },
    sort: '-reportedAt',
    where: { client: { equals: user.id } },
  })
  const { admin } = req.payload.config.routes
  return sendPage({ body: callList({ admin, calls: docs, user }), title: 'Your calls' })
}

/** `GET /api/v1/calls/:id`: one call, for users who may read it. The links in mails lead here. */
const show: PayloadHandler = async (req) => {
  const { user } = req
  if (!user) return askToSignIn()
  const id = z.uuid().safeParse(req.routeParams?.id).data
  const call =
    id &&
    (await req.payload.findByID({
      collection: 'call-summaries',
      depth: 0,
      disableErrors: true,
      id,
      overrideAccess: false,
      req,
    }))
  return call ? sendPage(callPage({ call, user })) : noCall()
}

const signOut: PayloadHandler = async (req) => {
  const { payload, user } = req
  const collection = payload.collections.users
  // A form on another site does not send a valid session, so it cannot sign anybody out.
  if (!user) return seeOther(`/api${PAGES.call}`)
  await logoutOperation({ collection, req })
  const { cookiePrefix } = payload.config
  const cookie = generateExpiredPayloadCookie({
    collectionAuthConfig: collection.config.auth,
    cookiePrefix,
  })
  return seeOther(`/api${PAGES.call}`, { 'Set-Cookie': cookie })
}

/** The pages on which clients read their calls. They use Payload's session. */
export const callPages: Endpoint[] = [
  { handler: list, method: 'get', path: PAGES.call },
  { handler: signInByForm, method: 'post', path: PAGES.call },
  { handler: signOut, method: 'post', path: `${PAGES.call}/sign-out` },
  { handler: show, method: 'get', path: `${PAGES.call}/:id` },
  { handler: signInByForm, method: 'post', path: `${PAGES.call}/:id` },
]
