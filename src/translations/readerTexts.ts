import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { knownZone } from '../lib/time/zone'
import type { User } from '../payload-types'
import { isLanguage, type Language } from './languages'
import { type Texts, textsFor } from './texts'

type Reader = Pick<User, 'language' | 'phone' | 'timezone'>

const countryOf = (reader: null | Reader): null | string =>
  parsePhoneNumberFromString(reader?.phone ?? '')?.country ?? null

/** The first language of an `Accept-Language` header in which the desk can write. */
const acceptedLanguage = (header: null | string | undefined): Language | undefined =>
  (header ?? '')
    .split(',', 20)
    .map((part) => part.trim().slice(0, 2).toLowerCase())
    .find(isLanguage)

/**
 * The texts for a reader, in the reader's own language, else the browser's.
 * @param user null before somebody signs in
 */
export const textsOfReader = ({
  acceptLanguage,
  user,
}: {
  acceptLanguage?: null | string | undefined
  user: null | Reader
}): Texts =>
  textsFor({
    country: countryOf(user),
    language: user?.language ?? acceptedLanguage(acceptLanguage) ?? 'en',
    timeZone: knownZone(user?.timezone),
  })
