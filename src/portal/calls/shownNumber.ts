import {
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min'
import { oneLine } from '../../mail/templates/clean'

/** The calling code of the client's country, from its phone, else from its locale; null: not known. */
export const homeCodeOf = ({
  locale,
  phone,
}: {
  locale: string
  phone: null | string | undefined
}): null | string => {
  const own = parsePhoneNumberFromString(phone ?? '')
  if (own) return own.countryCallingCode
  const { region } = new Intl.Locale(locale)
  return region && isSupportedCountry(region) ? getCountryCallingCode(region) : null
}

/** A phone number for people, and the number to dial as E.164. `dial` is null for what is not a number. */
export type ShownNumber = { dial: null | string; text: string }

const MAX = 80

/**
 * A number as it is dialled at home; one of another country with its code. Null if there is none.
 * @param homeCode the calling code of the reader's country
 * @example
 * shownNumber('+12025550146', '1') // { dial: '+12025550146', text: '(202) 555-0146' }
 * shownNumber('+12025550146', '49') // { dial: '+12025550146', text: '+1 202 555 0146' }
 */
export const shownNumber = (
  value: null | string | undefined,
  homeCode: null | string,
): null | ShownNumber => {
  const text = oneLine(value ?? '', MAX)
  if (text === '') return null
  const number = parsePhoneNumberFromString(text)
  if (!number) return { dial: null, text }
  const isHome = number.countryCallingCode === homeCode && number.isPossible()
  return {
    dial: number.number,
    text: isHome ? number.formatNational() : number.formatInternational(),
  }
}
