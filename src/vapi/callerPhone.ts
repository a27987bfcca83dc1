import { firstKeys, isJsonObject, type JsonObject, type JsonValue } from '../lib/json'
import { cutText } from '../lib/shortText'
import { jsonInText, unwrapped } from './fields/jsonInText'
import { fieldsInPairs } from './fields/pairs'
import { isOfOthers, mayNameCaller, placeOf } from './fields/places'
import { lookUp, type Names } from './lookUp'
import { isWithheld, phoneOrAsGiven, toE164 } from './phone'

/** `caller`: the line's own; `told`: what the agent or the agency wrote down; `withheld`: hidden by the caller. */
export const PHONE_SOURCES = ['caller', 'told', 'withheld'] as const

export type PhoneSource = (typeof PHONE_SOURCES)[number]

/** Who called. Nothing known: both null. Withheld and nothing told: no number, `withheld`. */
export type CallerPhone = {
  customerPhone: string | null
  customerPhoneSource: PhoneSource | null
}

const MAX_PHONE = 500

/** Below `customer`, in the order in which they are believed. */
const CUSTOMER_KEYS = [
  'number',
  'phoneNumber',
  'phone',
  'phone_number',
  'sipUri',
  'sip_uri',
] as const

/** At the top of a message or a call: what a tool in between made of `customer`. */
const CALLER_NAMES: Names = [
  'customernumber',
  'callernumber',
  'customerphonenumber',
  'customerphone',
  'callerphonenumber',
  'callerphone',
  'callerid',
  'fromnumber',
  'phone',
]

/** What agents call the number that the caller tells them, the surest first. */
const TOLD_NAMES: Names = [
  'customerphone',
  'customerphonenumber',
  'callerphone',
  'callerphonenumber',
  'callernumber',
  'customernumber',
  'phonenumber',
  'phone',
  'phoneno',
  'mobilenumber',
  'mobile',
  'mobilephone',
  'cellphone',
  'cellphonenumber',
  'cell',
  'telephone',
  'telephonenumber',
  'tel',
  'contactnumber',
  'contactphone',
  'contactphonenumber',
  'leadphone',
  'leadphonenumber',
  'patientphone',
  'patientphonenumber',
  'clientphone',
  'clientphonenumber',
  'guestphone',
  'guestphonenumber',
  'userphone',
  'userphonenumber',
  'homeownerphone',
  'callbacknumber',
  'callbackphone',
  'callbackphonenumber',
  'bestnumber',
  'bestphonenumber',
  'bestcontactnumber',
  'bestcallbacknumber',
  'preferredphone',
  'preferrednumber',
  'whatsapp',
  'whatsappnumber',
  'callersphonenumber',
  'callersphone',
  'customersphonenumber',
  'customersphone',
  'clientsphonenumber',
  'patientsphonenumber',
  'bestnumbertoreach',
  'bestnumbertocall',
  // de
  'telefon',
  'telefonnummer',
  'handynummer',
  'handy',
  'mobilnummer',
  'ruckrufnummer',
  'rueckrufnummer',
  'kundentelefon',
  // es, pt, it
  'telefono',
  'numerodetelefono',
  'numerotelefono',
  'telefonocliente',
  'telefonodecontacto',
  'telefonodelcliente',
  'celular',
  'movil',
  'telefone',
  'numerodetelefone',
  'telefonecliente',
  'telemovel',
  'cellulare',
  'numeroditelefono',
  'numerodicellulare',
  // fr
  'numerodetelephone',
  'numerotelephone',
  'telephoneclient',
  'portable',
  'numeroportable',
  // nl
  'telefoon',
  'telefoonnummer',
  'mobiel',
  'mobielnummer',
  'terugbelnummer',
]

// `phoneNumber` among Vapi's variables is the line that was called, and a number to call back is where the
// agency may be reached.
const VARIABLE_NAMES: Names = TOLD_NAMES.filter(
  (name) => name !== 'phonenumber' && !/^(?:best)?callback/.test(name),
)

const MAX_DEPTH = 4
const MAX_HOLDERS = 200

/** Where a report may name the number: each part is looked at only if those before it are silent. */
export type PhonePlaces = {
  /** `customer` at each of its places, the surest first. */
  customers: readonly (JsonValue | undefined)[]
  /** The message and the call. */
  tops: readonly (JsonValue | undefined)[]
  /** Who is at the other end of the line by `from` and `to`. */
  farEnd: JsonValue | undefined
  /** What the agent extracted. */
  extracted: () => readonly (JsonValue | undefined)[]
  /** What the agency or a workflow put into variables and metadata. */
  variables: () => readonly (JsonValue | undefined)[]
  /** The line that was called, which is never the caller's. */
  ownNumber: string | null
}

/** Finds out who called: the line's own number first, then what was told. */
export const readCallerPhone = (places: PhonePlaces): CallerPhone => {
  const { customers, extracted, farEnd, ownNumber, tops, variables } = places
  let isHidden = false
  const real = (value: JsonValue | undefined): string | null => {
    const text = lineText(value)
    if (text === null) return null
    if (isWithheld(text)) {
      isHidden = true
      return null
    }
    return cutText(phoneOrAsGiven(text), MAX_PHONE)
  }
  const foreign = (value: JsonValue): string | null => {
    const phone = real(value)
    return phone === ownNumber ? null : phone
  }
  const number = numberOf(customers, real) ?? real(farEnd) ?? lookUp(tops, CALLER_NAMES, foreign)
  if (number !== null) return { customerPhone: number, customerPhoneSource: 'caller' }
  const told = (value: JsonValue): string | null => {
    const phone = toldPhone(value)
    return phone === ownNumber ? null : phone
  }
  const said =
    searchTold(extracted(), TOLD_NAMES, told) ?? searchTold(variables(), VARIABLE_NAMES, told)
  if (said !== null) return { customerPhone: said, customerPhoneSource: 'told' }
  return { customerPhone: null, customerPhoneSource: isHidden ? 'withheld' : null }
}

const numberOf = (
  customers: readonly (JsonValue | undefined)[],
  read: (value: JsonValue | undefined) => string | null,
): string | null => {
  for (const customer of customers) {
    if (!isJsonObject(customer)) {
      // A tool in between may have put the number itself in place of the customer.
      const number = typeof customer === 'string' && /\d/.test(customer) ? read(customer) : null
      if (number !== null) return number
      continue
    }
    for (const key of CUSTOMER_KEYS) {
      const number = read(customer[key])
      if (number !== null) return number
    }
  }
  return null
}

/** Blank and made-up texts say nothing; a number written as one is its digits. */
const lineText = (value: JsonValue | undefined): string | null => {
  if (typeof value === 'number') return digitsOf(value)
  const text = typeof value === 'string' ? value.trim() : ''
  // A price in the number's place is none.
  return text === '' || /^(?:null|undefined|none|n\/?a|-)$|\p{Sc}/iu.test(text) ? null : text
}

const digitsOf = (value: number): string | null =>
  Number.isSafeInteger(value) && value > 0 ? String(value) : null

const DATE = /^(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4})$/

/** What was said in answer to "which number": a number and nothing else, `yes` is none. */
const toldPhone = (value: JsonValue): string | null => {
  if (Array.isArray(value)) return value[0] === undefined ? null : toldPhone(value[0])
  if (isJsonObject(value)) return toldPhone(value.number ?? value.value ?? null)
  const text = lineText(value)?.replace(/\s*\([^\d()]{1,40}\)$/, '') ?? ''
  if (text.length > 60 || DATE.test(text) || isWithheld(text)) return null
  const number = toE164(text)
  if (number !== null) return number
  const digits = text.replace(/\D/g, '').length
  return /^[+(\d][\d\s().\-/]*$/.test(text) && digits >= 6 && digits <= 15 ? text : null
}

/** The shallowest answer of the first source that has one. */
const searchTold = (
  sources: readonly (JsonValue | undefined)[],
  names: Names,
  read: (value: JsonValue) => string | null,
): string | null => {
  for (const source of sources) {
    let level: JsonObject[] = objectsIn(source === undefined ? undefined : unwrapped(source))
    for (let depth = 1; depth <= MAX_DEPTH && level.length > 0; depth++) {
      const found = lookUp(level, names, read) ?? lookUp(level.flatMap(withoutAccents), names, read)
      if (found !== null) return found
      level = level.flatMap(holdersIn).slice(0, MAX_HOLDERS)
    }
  }
  return null
}

const objectsIn = (value: JsonValue | undefined): JsonObject[] => {
  if (isJsonObject(value)) return [value]
  if (!Array.isArray(value)) return []
  const fields = fieldsInPairs(value)
  return fields ? [fields] : value.slice(0, MAX_HOLDERS).filter(isJsonObject)
}

/** Holders that mean the caller or this booking. What else an agent notes may be somebody else's. */
const isOfCaller = (key: string): boolean => {
  const place = placeOf(key)
  if (place === 'neutral') return mayNameCaller(key)
  return place === 'person' || (place === 'booking' && !isOfOthers(key))
}

const holdersIn = (object: JsonObject): JsonObject[] =>
  firstKeys(object)
    .filter(isOfCaller)
    .sort()
    .flatMap((key) => {
      const value = object[key]
      return objectsIn(typeof value === 'string' ? jsonInText(value) : value)
    })

/** `Teléfono` as `Telefono`; only the keys that had an accent, if there are any. */
const withoutAccents = (object: JsonObject): JsonObject[] => {
  const keys = firstKeys(object).filter((key) => /[^\p{ASCII}]/u.test(key))
  if (keys.length === 0) return []
  const plain = keys.map((key) => [
    key.normalize('NFD').replace(/\p{M}/gu, ''),
    object[key] ?? null,
  ])
  return [Object.fromEntries(plain)]
}
