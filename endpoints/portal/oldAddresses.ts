import type { Endpoint, PayloadHandler, PayloadRequest } from 'payload'
import { PAGES } from '../../src/mail/links'
import { seeOther } from '../../src/portal/forms/seeOther'
import { passwordPath } from '../../src/portal/password/paths'
import { signInPage } from '../../src/portal/signIn/paths'
import { oldPasswordForms } from './password'
import { signOut } from './session'

const callPath = ({ routeParams }: PayloadRequest): string =>
  `${PAGES.call}/${encodeURIComponent(String(routeParams?.id))}`

const to =
  (path: (req: PayloadRequest) => string): PayloadHandler =>
  (req) =>
    seeOther(path(req))

/**
 * The addresses of clients' pages before there was a portal. Mails of years link to them, so they lead on forever.
 * A page of then that is still open posts to them too: who signs in there is asked once more.
 */
export const oldAddresses: Endpoint[] = [
  { handler: to(() => PAGES.call), method: 'get', path: '/v1/calls' },
  { handler: to(() => signInPage(null)), method: 'post', path: '/v1/calls' },
  { ...signOut, path: '/v1/calls/sign-out' },
  { handler: to(callPath), method: 'get', path: '/v1/calls/:id' },
  { handler: to((req) => signInPage(callPath(req))), method: 'post', path: '/v1/calls/:id' },
  { handler: to(() => PAGES.password), method: 'get', path: '/v1/password' },
  {
    handler: to(({ routeParams }) => passwordPath(String(routeParams?.token))),
    method: 'get',
    path: '/v1/password/:token',
  },
  ...oldPasswordForms,
]
