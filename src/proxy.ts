import { type NextRequest, NextResponse } from 'next/server'
import { commonHeaders } from './origins/commonHeaders'
import { makeScriptPolicy, POLICY_HEADER } from './origins/scriptPolicy'

/**
 * Gives pages of the admin their headers where the desk's own server does not: under plain `next start`
 * and on serverless hosts. Pages in development are made of scripts that no policy would let in.
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
 * Pages alone: Next keeps the first 10 MB of each body that passes a proxy, and cuts off the rest. Next
 * reads this as it builds, so everything stands here as it is.
 */
export const config = {
  matcher: [
    {
      missing: [{ key: 'content-security-policy', type: 'header' }],
      source: '/admin/:path*',
    },
  ],
}
