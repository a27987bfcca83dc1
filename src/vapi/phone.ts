import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { remember } from '../lib/remember'

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

// `Ada <sip:+12025550146@host:5060;user=phone>`, `sips:1001@host`, `+12025550146@host`
const SIP = /^(?:"[^"]*"\s*|[^"<]*)<?\s*sips?:([^@;>]{1,100})@[^>]*>?$/i

/** The part of a SIP address that names a person or a number; null for what is none. */
const sipUser = (text: string): string | null => {
  const user = text.length <= 500 ? (SIP.exec(text)?.[1] ?? null) : null
  // A password may follow the name: RFC 3261 §19.1.1.
  return user && (user.split(':', 1)[0] ?? null)
}

/** The number in E.164 where it can be; of a SIP URI the number it names; odd values as given, trimmed. */
export const phoneOrAsGiven = (value: string): string => {
  const number = toE164(value)
  if (number !== null) return number
  const text = value.trim()
  const user = sipUser(text)
  if (user === null) return text
  // Fewer digits are an extension, which means nothing without its host.
  return toE164(user) ?? (/^\d{7,15}$/.test(user) ? user : text)
}

/** What carriers and providers write instead of a number, in letters only. */
const WITHHELD_WORDS = new Set([
  'anonymous',
  'anonymouscaller',
  'anonyme',
  'anonym',
  'blocked',
  'blockedcaller',
  'callerunknown',
  'desconocido',
  'hidden',
  'hiddennumber',
  'masqué',
  'nocallerid',
  'numberwithheld',
  'numéromasqué',
  'númerooculto',
  'oculto',
  'outofarea',
  'private',
  'privatecaller',
  'privatenumber',
  'privado',
  'restricted',
  'restrictedcaller',
  'unavailable',
  'unbekannt',
  'undisclosed',
  'unknown',
  'unknowncaller',
  'unknownnumber',
  'unterdrückt',
  'withheld',
  'withheldnumber',
])

/**
 * The same words typed on a phone's keys, as Twilio sends them: anonymous, blocked, private, restricted,
 * unavailable, unknown. Only with the plus sign: `266 696687` alone is a number in Portugal.
 */
const WITHHELD_NUMBERS = new Set([
  '+266696687',
  '+2562533',
  '+7748283',
  '+7378742833',
  '+86282452253',
  '+8656696',
])

/** Whether a text says that the caller's number is withheld: exact markers only. */
export const isWithheld = (value: string): boolean => {
  const text = value.trim()
  if (text.length > 200) return false
  if (/^\+?\d+$/.test(text)) return isWithheldNumber(text)
  const user = (sipUser(text) ?? text).replace(/^tel:/i, '')
  if (/^[+\d(]/.test(user)) return isWithheldNumber(user.replace(/[\s().-]/g, ''))
  const name = user.replace(/@.*$/, '').toLowerCase()
  return WITHHELD_WORDS.has(name.replace(/[^\p{L}]+/gu, ''))
}

/** All zeros call nobody back. */
const isWithheldNumber = (number: string): boolean =>
  WITHHELD_NUMBERS.has(number) || /^\+?0+$/.test(number)
