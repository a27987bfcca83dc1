import { type NextRequest, NextResponse } from 'next/server'
import { commonHeaders } from './origins/commonHeaders'
import { FORM_KEY_HEADER, PATH_HEADER } from './origins/formKey'
import { isPortalPage, portalHeaders } from './origins/portalPages'
import { makeScriptPolicy, POLICY_HEADER } from './origins/scriptPolicy'

/** Payload's routes. The file must not load the whole configuration. */
const ROUTES = { admin: '/admin', api: '/api' }

/**
 * Sets the headers of pages where the desk's own server does not run: under plain `next start` and on
 * serverless hosts. Not in development, whose scripts the policy would block.
 */
export const proxy = (request: NextRequest): NextResponse => {
  if (process.env.NODE_ENV !== 'production') return NextResponse.next()
  const headers = new Headers(request.headers)
  // A caller must not choose them.
  for (const name of [`${POLICY_HEADER}-report-only`, FORM_KEY_HEADER, PATH_HEADER]) {
    headers.delete(name)
  }
  const { pathname, search } = request.nextUrl
  const policy = makeScriptPolicy()
  const made = isPortalPage(pathname, ROUTES)
    ? portalHeaders({ headers, path: pathname, target: `${pathname}${search}` })
    : { request: { [POLICY_HEADER]: policy }, response: { [POLICY_HEADER]: policy } }
  for (const [name, value] of Object.entries(made.request)) {
    if (value !== null) headers.set(name, value)
  }
  const response = NextResponse.next({ request: { headers } })
  for (const [name, value] of Object.entries({ ...commonHeaders(), ...made.response })) {
    response.headers.set(name, value)
  }
  return response
}

/**
 * Pages only, because Next buffers each body that passes a proxy and cuts it off after 10 MB. Next reads this
 * at build time, so it has to be a literal.
 */
export const config = {
  matcher: [
    {
      missing: [{ key: 'content-security-policy', type: 'header' }],
      source: '/((?!api/|api$|_next/|brand/|manifest\\.webmanifest$|favicon\\.ico$).*)',
    },
  ],
}
