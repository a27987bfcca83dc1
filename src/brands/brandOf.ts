/**
 * Under which name and colours clients see the desk.
 * @module
 */

import type { Payload } from 'payload'
import type { User } from '../payload-types'

/** How clients see the desk. Every value may be missing but the name. */
export type Brand = {
  /** A readable shade for light and for dark pages, as `#rrggbb`, each with the colour of text on it. */
  accent: { dark: string; light: string; onDark: string; onLight: string } | null
  /** Null: the desk's own brand. */
  id: null | string
  imprintURL: null | string
  /** Paths on this desk. */
  logo: { dark: null | string; light: null | string }
  name: string
  privacyURL: null | string
  senderName: null | string
  supportEmail: null | string
  supportPhone: null | string
}

/**
 * The brand of a signed-in user, or of the host before somebody signs in. Never decides whose data is shown.
 * @param host as in the `Host` header, with its port
 */
export const brandOf = async ({
  payload,
}: {
  host: null | string
  payload: Payload
  user: null | Pick<User, 'brand'>
}): Promise<Brand> => {
  // The agency's name is for everybody who opens the desk.
  const { agencyName } = await payload.findGlobal({ overrideAccess: true, slug: 'desk' })
  return {
    accent: null,
    id: null,
    imprintURL: null,
    logo: { dark: null, light: null },
    name: agencyName?.trim() || 'Client Desk',
    privacyURL: null,
    senderName: null,
    supportEmail: null,
    supportPhone: null,
  }
}
