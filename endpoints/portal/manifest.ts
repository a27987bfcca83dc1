import type { Endpoint } from 'payload'
import { isActive } from '../../src/access/roles'
import { requestHosts } from '../../src/audit/requestSource'
import { brandOf } from '../../src/brands/brandOf'
import { MANIFEST_ENDPOINT, manifestOf } from '../../src/portal/manifest'

/**
 * `GET /manifest.webmanifest`: with the name and colours of the reader's brand, else of the host's. Pages ask for it
 * with their cookie.
 */
export const manifest: Endpoint = {
  handler: async ({ headers, payload, user }) => {
    const host = requestHosts()?.at(-1) ?? headers.get('host')
    const brand = await brandOf({ host, payload, user: isActive(user) ? user : null })
    return new Response(JSON.stringify(manifestOf(brand)), {
      headers: {
        'Cache-Control': 'private, max-age=300',
        'Content-Type': 'application/manifest+json; charset=utf-8',
      },
    })
  },
  method: 'get',
  path: MANIFEST_ENDPOINT,
}
