import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { remember } from '../lib/remember'

const MARKS_OF_DIRECTION = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g

/**
 * The number in E.164 (`+12025550146`), or null when it is not an international number. It must
 * carry its country code: guessing one would dial a stranger. A possible length is enough, because
 * numbers kept for tests and new ranges are not in any list of valid ones.
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

/** The part of a SIP address that names a person or a number; null for what is none. */
const sipUser = (text: string): string | null => {
  const user = text.length <= 500 ? (SIP.exec(text)?.[1] ?? null) : null
  // A password may follow the name: RFC 3261 §19.1.1.
  return user && (user.split(':', 1)[0]?.replace(/^%2B/i, '+') ?? null)
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

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean))

/** What carriers, providers and phones write instead of a number, without accents. */
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
/** What may stand beside one of them. */
const NUMBER_WORDS = set(`
  number caller callers call calls id name no not available is cid
  nummer rufnummer anrufer anruferkennung numero telefono llamada llamante appel appelant numara arayan
  chamada chamador chiamante chiamata beller номер رقم متصل`)

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

/** Whether a text says that the caller's number is withheld: exact markers, and words without any digit. */
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

/** All zeros call nobody back. */
const isWithheldNumber = (number: string): boolean =>
  WITHHELD_NUMBERS.has(number) || /^\+?0+$/.test(number)
