import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { countryOfZone } from '../lib/time/countryOfZone'
import { knownZone } from '../lib/time/zone'
import type { User } from '../payload-types'
import { settings } from '../settings/settings'
import { acceptedLocale } from './acceptedLocale'
import { type Texts, textsFor } from './texts'

/** What decides the language and the locale of a reader. */
export type Reader = Partial<Pick<User, 'language' | 'phone' | 'timezone'>>

/** The country of a reader: of the phone, else of the time zone; null if neither says it. */
export const countryOfReader = ({ phone, timezone }: Reader): null | string =>
  parsePhoneNumberFromString(phone ?? '')?.country ?? countryOfZone(timezone)

/**
 * The texts for a reader: in the language that the reader chose, else the browser's, else the desk's. Dates,
 * numbers and prices look as in the reader's country.
 * @param acceptLanguage the header of that name; left out where there is no browser, such as for mails
 * @param user null before somebody signs in
 */
export const textsOfReader = ({
  acceptLanguage,
  user,
}: {
  acceptLanguage?: null | string | undefined
  user: null | Reader
}): Texts => {
  const accepted = acceptedLocale(acceptLanguage)
  const language = user?.language ?? accepted?.language ?? settings().DESK_LANGUAGE
  // “en-US” says nothing about where somebody lives who reads German.
  const guessed = accepted?.language === language ? accepted.country : null
  return textsFor({
    country: (user && countryOfReader(user)) ?? guessed,
    language,
    timeZone: knownZone(user?.timezone),
  })
}
