import { type NextRequest, NextResponse } from 'next/server'
import { commonHeaders } from './origins/commonHeaders'
import { makeScriptPolicy, POLICY_HEADER } from './origins/scriptPolicy'

/**
 * Sets the headers of admin pages where the desk's own server does not run: under plain `next start` and on
 * serverless hosts. Not in development, whose scripts the policy would block.
 */
export const proxy = (request: NextRequest): NextResponse => {
  if (process.env.NODE_ENV !== 'production') return NextResponse.next()
  const headers = new Headers(request.headers)
  headers.delete(`${POLICY_HEADER}-report-only`)
  const policy = makeScriptPolicy()
  headers.set(POLICY_HEADER, policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set(POLICY_HEADER, policy)
  for (const [name, value] of Object.entries(commonHeaders())) response.headers.set(name, value)
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
      source: '/admin/:path*',
    },
  ],
}
