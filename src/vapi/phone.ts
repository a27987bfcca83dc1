import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { remember } from '../lib/remember'

const MARKS_OF_DIRECTION = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g

/**
 * A phone number in E.164, such as `+12025550146`; null if it is not an international number. It must
 * have a country code, since a guessed one could reach a stranger. A possible length is enough: test
 * numbers and new ranges are not in any list of valid numbers.
 * @example
 * toE164('+1 (202) 555-0146') // '+12025550146'
 * toE164('202 555 0146') // null
 */
export const toE164 = remember((value): string | null => {
  const text = value.replace(MARKS_OF_DIRECTION, '').trim()
  if (!/^(?:(?:tel|whatsapp):)?[+\uFF0B]/i.test(text)) return null
  const number = parsePhoneNumberFromString(text.normalize('NFKC').replace(/^whatsapp:/i, ''))
  return number?.isPossible() && !number.ext ? number.number : null
})

// `Ada <sip:+12025550146@host:5060;user=phone>;tag=x`, `sips:1001@host`, `sip:%2B12025550146;cpc=x@host`
const SIP =
  /^(?:"[^"]*"\s*|[^"<]*)<?\s*sips?:([^@;>]{1,100})(?:;[^@>]{0,200})?@[^>]*(?:>(?:\s*;.*)?)?$/i

/** The user part of a SIP address, a name or a number; null if it is not a SIP address. */
const sipUser = (text: string): string | null => {
  const user = text.length <= 500 ? (SIP.exec(text)?.[1] ?? null) : null
  // A password may follow the name: RFC 3261 §19.1.1.
  return user && (user.split(':', 1)[0]?.replace(/^%2B/i, '+') ?? null)
}

/** A phone number in E.164 if possible, or the number in a SIP URI; any other text is returned trimmed. */
export const phoneOrAsGiven = (value: string): string => {
  const number = toE164(value)
  if (number !== null) return number
  const text = value.trim()
  const user = sipUser(text)
  if (user === null) return text
  // Fewer digits are an extension, which is useless without its host.
  return toE164(user) ?? (/^\d{7,15}$/.test(user) ? user : text)
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean))

/** Words that carriers, providers and phones send instead of a number, without accents. */
const WITHHELD_WORDS = set(`
  anonymous anonymouscaller blocked blockedcaller blockednumber callerunknown hidden hiddennumber nocallerid
  numberwithheld outofarea private privatecaller privatenumber restricted restrictedcaller restrictednumber
  unavailable undisclosed unknown unknowncaller unknownnumber unlisted withheld withheldnumber
  anonym anonymer unbekannt unbekannter unterdruckt unterdrueckt
  anonimo anonima oculto privado desconocido numerooculto numeroprivado
  anonyme masque prive inconnu inconnue numeromasque numeroprive
  desconhecido confidencial privato sconosciuto nascosto
  anoniem onbekend afgeschermd privenummer geheim
  gizli bilinmeyen nieznany zastrzezony prywatny ukryty skjult hemligt dold ukendt ukjent skryte
  неизвестныи неизвестно скрыт скрытыи аноним анонимныи невідомии
  مجهول خاص محجوب 非通知 表示圏外 公衆電話 通知不可能 未知 未知号码 私人号码 無号碼
  발신번호표시제한 발신번호없음 알수없음`)
/** Words that may accompany them. */
const NUMBER_WORDS = set(`
  number caller callers call calls id name no not available is cid
  nummer rufnummer anrufer anruferkennung numero telefono llamada llamante appel appelant numara arayan
  chamada chamador chiamante chiamata beller номер رقم متصل`)

/**
 * The same words typed on a phone keypad, as Twilio sends them: anonymous, blocked, private,
 * restricted, unavailable, unknown. Only with a plus sign: `266 696687` is a number in Portugal.
 */
const WITHHELD_NUMBERS = new Set([
  '+266696687',
  '+2562533',
  '+7748283',
  '+7378742833',
  '+86282452253',
  '+8656696',
])

/**
 * True if a text says that the caller's number is withheld: an exact marker, or words without digits.
 * @example
 * isWithheld('Anonymous') // true
 * isWithheld('+266696687') // true: “anonymous” on a phone keypad
 */
export const isWithheld = (value: string): boolean => {
  const text = value.trim()
  if (text.length > 200) return false
  if (/^\+?\d+$/.test(text)) return isWithheldNumber(text)
  const user = (sipUser(text) ?? text).replace(/^(?:tel|client|whatsapp):/i, '')
  if (/^[+\d(]/.test(user)) return isWithheldNumber(user.replace(/[\s().-]/g, ''))
  const words = wordsIn(user.replace(/@.*$/, ''))
  const isMarked = words.some((word) => WITHHELD_WORDS.has(word))
  return (
    (isMarked && words.every((word) => WITHHELD_WORDS.has(word) || NUMBER_WORDS.has(word))) ||
    WITHHELD_WORDS.has(words.join('')) ||
    NO_NUMBER.has(words.join(' '))
  )
}

const NO_NUMBER = new Set(['no number', 'no caller id', 'number not available', 'not available'])

const wordsIn = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '')

/** A keypad marker, or only zeros, which cannot be called back. */
const isWithheldNumber = (number: string): boolean =>
  WITHHELD_NUMBERS.has(number) || /^\+?0+$/.test(number)
