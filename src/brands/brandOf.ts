/**
 * Under which name, colours and hosts clients see the desk.
 * @module
 */

import type { Payload } from 'payload'
import { readHost } from '../lib/readHost'
import type { User } from '../payload-types'
import { settings } from '../settings/settings'
import { type Accent, readableAccent } from './accent'
import { iconURL, logoURL, PNG_SIDES, type PNGSide } from './addresses'
import { type BrandRow, type Brands, brandsOf } from './brandRows'

/** How clients see the desk. Every value may be missing but the name and the icon. */
export type Brand = {
  /** A readable shade for light and for dark pages, as `#rrggbb`, each with the colour of text on it. */
  accent: Accent | null
  /** The host of its pages, with a port that is not the usual one. Null: those of the desk. */
  host: null | string
  /** The path of a square SVG for a phone's home screen, made from the logo, or from the name's first letter. */
  icon: string
  /** Null: the desk's own brand. */
  id: null | string
  imprintURL: null | string
  /** Paths on this desk. They change with the logo, so that they can be kept for ever. */
  logo: { dark: null | string; light: null | string }
  name: string
  /** The same icon as PNG, which iPhones want. None if there is no logo that is a PNG. */
  pngIcons: readonly { side: PNGSide; src: string }[]
  privacyURL: null | string
  senderName: null | string
  supportEmail: null | string
  supportPhone: null | string
}

const NAMELESS = 'Client Desk'

const OF_DESK = {
  accent: null,
  host: null,
  icon: iconURL(null),
  id: null,
  imprintURL: null,
  logo: { dark: null, light: null },
  pngIcons: [],
  privacyURL: null,
  senderName: null,
  supportEmail: null,
  supportPhone: null,
} as const satisfies Omit<Brand, 'name'>

const pngIconsOf = (row: BrandRow) =>
  PNG_SIDES.map((side) => ({ side, src: `${iconURL(row)}/${side}` }))

const read = (row: BrandRow): Brand => {
  const { darkLogo, id, lightLogo } = row
  return {
    accent: readableAccent(row.accent),
    host: row.hosts[0] ?? null,
    icon: iconURL(row),
    id,
    imprintURL: row.imprintURL,
    logo: {
      dark: darkLogo === null ? null : logoURL({ id, scheme: 'dark', version: darkLogo }),
      light: lightLogo === null ? null : logoURL({ id, scheme: 'light', version: lightLogo }),
    },
    name: row.name,
    pngIcons: row.lightLogoType === 'image/png' ? pngIconsOf(row) : [],
    privacyURL: row.privacyURL,
    senderName: row.senderName,
    supportEmail: row.supportEmail,
    supportPhone: row.supportPhone,
  }
}

type Whose = {
  /** As in the `Host` header, with its port. Null where there is none, such as for mails. */
  host: null | string
  payload: Payload
  /** Null before somebody signs in. */
  user: null | Partial<Pick<User, 'brand'>>
}

const rowOf = ({ byHost, byID }: Brands, { host, user }: Omit<Whose, 'payload'>) => {
  // Who is signed in sees the same brand at every host.
  if (user) return byID.get((typeof user.brand === 'object' ? user.brand?.id : user.brand) ?? '')
  return byHost.get(readHost(host) ?? '')
}

/**
 * The brand of a signed-in user, or of the host before somebody signs in; else the desk's own, with the agency's
 * name. Never decides whose data is shown.
 */
export const brandOf = async ({ host, payload, user }: Whose): Promise<Brand> => {
  const brands = await brandsOf(payload)
  const row = rowOf(brands, { host, user })
  return row ? read(row) : { ...OF_DESK, name: brands.agency ?? NAMELESS }
}

/** The base of links to pages of a brand: at its own host if it has one, else the desk's. */
export const brandBase = ({ host }: Pick<Brand, 'host'>): string => {
  const { PORT, SERVER_URL } = settings()
  const desk = SERVER_URL ?? `http://localhost:${PORT}`
  return host === null ? desk : `${new URL(desk).protocol}//${host}`
}
