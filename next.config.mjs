import { withPayload } from '@payloadcms/next/withPayload'
import { PERMISSIONS_POLICY } from './src/permissionsPolicy.mjs'

/** All but the API: its answers have headers of their own, which those from here would replace. */
const PAGES = '/((?!api/|api$).*)'

/** Pages whose address is a secret: see `isSecretAddress` in `src/origins/portalPages.ts`. */
const SECRET = '/:page(password|unsubscribe|sign-in)/:token((?!code$)[^/]+)'

/** @type {import('next').NextConfig} */
const nextConfig = {
  // Vapi does not follow a redirect: a webhook URL with a slash at its end is answered in place.
  skipTrailingSlashRedirect: true,
  poweredByHeader: false,
  // Paths hold webhook tokens.
  logging: { incomingRequests: false },
  // No page waits for scripts to get its title: without this, Next sends metadata after the page.
  htmlLimitedBots: /.*/,
  // These find their parts, such as Node's own cluster module or files beside them, when they run.
  serverExternalPackages: ['prom-client', 'swagger-ui-dist'],
  async headers() {
    return [
      {
        source: '/:path*',
        headers: [{ key: 'X-Content-Type-Options', value: 'nosniff' }],
      },
      {
        source: PAGES,
        headers: [
          { key: 'Permissions-Policy', value: PERMISSIONS_POLICY },
          { key: 'Referrer-Policy', value: 'same-origin' },
        ],
      },
      { source: SECRET, headers: [{ key: 'Referrer-Policy', value: 'no-referrer' }] },
      {
        source: PAGES,
        // The desk's server and `src/proxy.ts` give pages of the admin a policy with a nonce for scripts.
        missing: [{ key: 'content-security-policy', type: 'header' }],
        headers: [{ key: 'Content-Security-Policy', value: "frame-ancestors 'self'" }],
      },
    ]
  },
  async rewrites() {
    // The desk's own server does the same.
    return [{ source: '/manifest.webmanifest', destination: '/api/v1/portal/manifest' }]
  },
}

export default withPayload(nextConfig, { devBundleServerPackages: false })
