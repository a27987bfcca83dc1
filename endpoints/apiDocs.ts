import type { Endpoint } from 'payload'
import { type Asset, readAsset } from '../src/openapi/page/assets'
import { renderPage } from '../src/openapi/page/page'
import { PERMISSIONS_POLICY } from '../src/permissionsPolicy.mjs'
import { refuseWith } from '../src/refusals/refusals'

/**
 * Allows the page to load scripts and styles from this desk, images in styles, and requests to this desk, and
 * nothing else.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ')

const SAFE = {
  'Content-Security-Policy': POLICY,
  'Permissions-Policy': PERMISSIONS_POLICY,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
}

const send = ({ body, contentType, encoding, maxAge }: Asset & { maxAge: number }) =>
  new Response(body, {
    headers: {
      ...SAFE,
      'Cache-Control': `public, max-age=${maxAge}`,
      'Content-Type': contentType,
      ...(encoding ? { 'Content-Encoding': encoding } : {}),
      Vary: 'Accept-Encoding',
    },
  })

const FIVE_MINUTES = 300
const DAY = 86_400

const page: Endpoint = {
  handler: ({ payload }) => {
    const body = renderPage(payload.config.routes.api)
    return send({ body, contentType: 'text/html; charset=utf-8', maxAge: FIVE_MINUTES })
  },
  method: 'get',
  path: '/docs',
}

const parts: Endpoint = {
  handler: async ({ headers, routeParams }) => {
    const isGzip = /\bgzip\b/.test(headers.get('accept-encoding') ?? '')
    const asset = await readAsset(String(routeParams?.file), { isGzip })
    return asset ? send({ ...asset, maxAge: DAY }) : refuseWith('NOT_FOUND')
  },
  method: 'get',
  path: '/docs/:file',
}

/** `GET /api/docs`: the page that documents the clients' API, and its files. */
export const apiDocs: Endpoint[] = [page, parts]
