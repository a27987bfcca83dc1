import type { Payload } from 'payload'
import { iconVersion, type PNGSide, type Scheme } from './addresses'
import { brandsOf } from './brandRows'
import { letterIcon, logoIcon } from './icon'
import { decodePNG } from './images/decodePNG'
import { squarePNG } from './images/squarePNG'
import { readStoredLogo, type StoredLogo } from './logos'

/** A file of a brand. `isCurrent`: it is what the asked-for address will always lead to. */
export type BrandFile = { body: Buffer | string; isCurrent: boolean; type: string }

/** Logos in memory, at most 4 MB of them. A page with a logo then takes no query. */
const MAX_KEPT = 20
const kept = new Map<string, StoredLogo>()

type Wanted = { brandID: string; payload: Payload; scheme: Scheme; version: string }

const logoOf = async ({
  brandID,
  payload,
  scheme,
  version,
}: Wanted): Promise<null | StoredLogo> => {
  const key = `${brandID} ${scheme} ${version}`
  const known = kept.get(key)
  if (known) return known
  const logo = await readStoredLogo(payload.db.pool, { brandID, scheme })
  if (logo?.version !== version) return logo
  const oldest = kept.keys().next().value
  if (kept.size >= MAX_KEPT && oldest !== undefined) kept.delete(oldest)
  kept.set(key, logo)
  return logo
}

/** A logo of a brand; null if there is none. An old version leads to the present one. */
export const logoFile = async (wanted: Wanted): Promise<BrandFile | null> => {
  const row = (await brandsOf(wanted.payload)).byID.get(wanted.brandID)
  const version = wanted.scheme === 'light' ? row?.lightLogo : row?.darkLogo
  if (!version) return null
  const logo = await logoOf({ ...wanted, version })
  if (!logo) return null
  return { body: logo.bytes, isCurrent: logo.version === wanted.version, type: logo.type }
}

/**
 * The icon of a brand: its logo for light pages, or the first letter of its name.
 * @param brandID null for the desk's own
 * @returns null if there is no such brand
 */
export const iconFile = async ({
  brandID,
  payload,
  version,
}: {
  brandID: null | string
  payload: Payload
  version: string
}): Promise<BrandFile | null> => {
  const type = 'image/svg+xml'
  const { agency, byID } = await brandsOf(payload)
  if (brandID === null) {
    const body = letterIcon({ accent: null, name: agency ?? '' })
    return { body, isCurrent: false, type }
  }
  const row = byID.get(brandID)
  if (!row) return null
  const isCurrent = version === iconVersion(row)
  if (row.lightLogo === null) return { body: letterIcon(row), isCurrent, type }
  const logo = await logoOf({ brandID, payload, scheme: 'light', version: row.lightLogo })
  return { body: logo ? logoIcon(logo) : letterIcon(row), isCurrent, type }
}

/** Icons in memory, of some 10 KB each. Making one holds up the process for tens of milliseconds. */
const MAX_ICONS = 60
const icons = new Map<string, Promise<Buffer | null>>()

const makeIcon = async (wanted: Wanted & { side: PNGSide }): Promise<Buffer | null> => {
  const logo = await logoOf(wanted)
  const image = logo?.type === 'image/png' ? decodePNG(logo.bytes) : null
  return image && squarePNG(image, wanted.side)
}

/** Made once for all who ask at the same time. A failure is not kept. */
const iconOf = (key: string, make: () => Promise<Buffer | null>): Promise<Buffer | null> => {
  const known = icons.get(key)
  if (known) return known
  const made = make()
  const oldest = icons.keys().next().value
  if (icons.size >= MAX_ICONS && oldest !== undefined) icons.delete(oldest)
  icons.set(key, made)
  made.catch(() => icons.delete(key))
  return made
}

/** The icon of a brand as PNG; null if there is no such brand, or its logo is no PNG that can be decoded. */
export const pngIconFile = async ({
  brandID,
  payload,
  side,
  version,
}: Omit<Wanted, 'scheme'> & { side: PNGSide }): Promise<BrandFile | null> => {
  const row = (await brandsOf(payload)).byID.get(brandID)
  if (!row?.lightLogo) return null
  const logo = { brandID, payload, scheme: 'light', version: row.lightLogo } as const
  const key = `${brandID} ${row.lightLogo} ${side}`
  const body = await iconOf(key, () => makeIcon({ ...logo, side }))
  return body && { body, isCurrent: version === iconVersion(row), type: 'image/png' }
}
