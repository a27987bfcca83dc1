import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { remember } from './remember'

/**
 * The number in E.164 (`+12025550146`), or null when it is not an international number. It must
 * carry its country code: guessing one would dial a stranger. A possible length is enough, because
 * numbers kept for tests and new ranges are not in any list of valid ones.
 */
export const toE164 = remember((value): string | null => {
  const text = value.trim()
  if (!/^(?:tel:)?[+\uFF0B]/.test(text)) return null
  const number = parsePhoneNumberFromString(text)
  return number?.isPossible() && !number.ext ? number.number : null
})

/** The number in E.164 where it can be; SIP URIs and odd values as given, trimmed. */
export const phoneOrAsGiven = (value: string): string => toE164(value) ?? value.trim()
