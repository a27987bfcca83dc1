import type { Endpoint } from 'payload'
import { requestHosts } from '../../src/audit/requestSource'
import { brandOf } from '../../src/brands/brandOf'
import { MANIFEST_ENDPOINT, manifestOf } from '../../src/portal/manifest'

/**
 * `GET /manifest.webmanifest`: with the name and colours of the host's brand. Browsers ask for it without a cookie.
 */
export const manifest: Endpoint = {
  handler: async ({ headers, payload }) => {
    const host = requestHosts()?.at(-1) ?? headers.get('host')
    const brand = await brandOf({ host, payload, user: null })
    return new Response(JSON.stringify(manifestOf(brand)), {
      headers: {
        'Cache-Control': 'public, max-age=300',
        'Content-Type': 'application/manifest+json; charset=utf-8',
      },
    })
  },
  method: 'get',
  path: MANIFEST_ENDPOINT,
}
