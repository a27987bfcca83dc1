import type { Endpoint } from 'payload'
import { z } from 'zod'
import { BRAND_PATHS, PNG_SIDES, SCHEMES } from '../src/brands/addresses'
import { type BrandFile, iconFile, logoFile, pngIconFile } from '../src/brands/servedFiles'
import { refuseWith } from '../src/refusals/refusals'

/** A file that a browser opens by itself can do nothing: an SVG would otherwise be a page of the desk. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox"

const YEAR = 31_536_000
const MINUTE = 60

const send = (file: BrandFile | null): Response => {
  if (!file) return refuseWith('NOT_FOUND')
  const body = typeof file.body === 'string' ? file.body : new Uint8Array(file.body)
  return new Response(body, {
    headers: {
      'Cache-Control': file.isCurrent
        ? `public, max-age=${YEAR}, immutable`
        : `public, max-age=${MINUTE}`,
      'Content-Security-Policy': POLICY,
      'Content-Type': file.type,
      'Cross-Origin-Resource-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}

const idSchema = z.uuid()
const logoSchema = z.object({
  brand: z.uuid(),
  scheme: z.enum(SCHEMES),
  version: z.string().max(64),
})

/** `GET /api/v1/brand/:brand/logo/:scheme/:version`: a logo, for everybody who opens a page with it. */
const logo: Endpoint = {
  handler: async ({ payload, routeParams }) => {
    const wanted = logoSchema.safeParse(routeParams).data
    if (!wanted) return refuseWith('NOT_FOUND')
    const { brand: brandID, scheme, version } = wanted
    return send(await logoFile({ brandID, payload, scheme, version }))
  },
  method: 'get',
  path: BRAND_PATHS.logo,
}

/** `GET /api/v1/brand/:brand/icon/:version`: a square icon; the brand `desk` is the desk's own. */
const icon: Endpoint = {
  handler: async ({ payload, routeParams }) => {
    const { brand, version } = routeParams ?? {}
    const brandID = idSchema.safeParse(brand).data ?? null
    if (brandID === null && brand !== 'desk') return refuseWith('NOT_FOUND')
    return send(await iconFile({ brandID, payload, version: String(version) }))
  },
  method: 'get',
  path: BRAND_PATHS.icon,
}

const pngSchema = z.object({
  brand: z.uuid(),
  size: z.coerce.number().pipe(z.literal([...PNG_SIDES])),
  version: z.string().max(64),
})

/** `GET /api/v1/brand/:brand/icon/:version/:size`: the icon as PNG, 180, 192 or 512 pixels on each side. */
const pngIcon: Endpoint = {
  handler: async ({ payload, routeParams }) => {
    const wanted = pngSchema.safeParse(routeParams).data
    if (!wanted) return refuseWith('NOT_FOUND')
    const { brand: brandID, size: side, version } = wanted
    return send(await pngIconFile({ brandID, payload, side, version }))
  },
  method: 'get',
  path: BRAND_PATHS.pngIcon,
}

/** The files of brands, without signing in. */
export const brandFiles: Endpoint[] = [logo, icon, pngIcon]
