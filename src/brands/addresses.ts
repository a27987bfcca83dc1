import { createHash } from 'node:crypto'

/** The look for which a logo is made: for light or for dark pages. */
export const SCHEMES = ['light', 'dark'] as const

export type Scheme = (typeof SCHEMES)[number]

/** Paths below `/api`. */
export const BRAND_PATHS = {
  icon: '/v1/brand/:brand/icon/:version',
  pngIcon: '/v1/brand/:brand/icon/:version/:size',
  logo: '/v1/brand/:brand/logo/:scheme/:version',
} as const

const hashOf = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, 16)

/** The version of a logo: another one for every other file. */
export const versionOf = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('base64url').slice(0, 16)

type LogoAddress = { id: string; scheme: Scheme; version: string }

/** The path of a logo. */
export const logoURL = ({ id, scheme, version }: LogoAddress): string =>
  `/api/v1/brand/${id}/logo/${scheme}/${version}`

/** What an icon is made from. */
export type IconSource = {
  accent: null | string
  id: string
  lightLogo: null | string
  name: string
}

/** The version of an icon: another one when its logo, colour or letter is another. */
export const iconVersion = ({ accent, lightLogo, name }: Omit<IconSource, 'id'>): string =>
  hashOf([lightLogo ?? name, accent ?? ''].join('\n'))

/** The path of a brand's icon. @param brand null for the desk's own */
export const iconURL = (brand: IconSource | null): string =>
  brand === null
    ? '/api/v1/brand/desk/icon/1'
    : `/api/v1/brand/${brand.id}/icon/${iconVersion(brand)}`

/** The sides of icons as PNG, in pixels: for iPhones, and two for the manifest. */
export const PNG_SIDES = [180, 192, 512] as const

export type PNGSide = (typeof PNG_SIDES)[number]
