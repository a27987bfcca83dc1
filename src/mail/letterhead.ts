import type { Payload } from 'payload'
import { type Brand, brandBase, brandOf } from '../brands/brandOf'
import type { User } from '../payload-types'
import type { Mailbox } from '../settings/mailbox'
import { settings } from '../settings/settings'
import { type Reader, textsOfReader } from '../translations/readerTexts'
import type { Texts } from '../translations/texts'
import { publicBase } from './links'
import { readSender } from './readSender'
import { oneLine } from './templates/clean'

/** What all mails to one user have in common. */
export type Letterhead = {
  /** The agency’s or the brand’s name; null if the agency has not set one. */
  agency: null | string
  /** The base of links to clients’ pages. */
  base: string
  brand: Brand
  /** The base of links for staff. */
  deskBase: string
  /** The sender. */
  from: Mailbox
  texts: Texts
}

type Recipient = Reader & Partial<Pick<User, 'brand'>>

/**
 * In whose name, at which host and in which language the desk writes to a user.
 * @param acceptLanguage the header of the request that caused the mail, if its user sent it
 */
export const letterheadOf = async ({
  acceptLanguage,
  payload,
  user,
}: {
  acceptLanguage?: null | string
  payload: Payload
  user: Recipient
}): Promise<Letterhead> => {
  const brand = await brandOf({ host: null, payload, user })
  const texts = textsOfReader({ acceptLanguage, user })
  const { agency, from } = await readSender(payload.db.pool)
  const deskBase = publicBase(settings())
  if (brand.id === null) return { agency, base: deskBase, brand, deskBase, from, texts }
  const name = oneLine(brand.name, 80)
  const sender = oneLine(brand.senderName ?? '', 80) || name
  return {
    agency: name,
    base: brandBase(brand),
    brand,
    deskBase,
    from: { address: from.address, name: sender },
    texts,
  }
}
