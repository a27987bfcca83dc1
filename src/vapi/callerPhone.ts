import { firstKeys, isJsonObject, type JsonObject, type JsonValue } from '../lib/json'
import { cutText } from '../lib/shortText'
import type { Searched } from './answers'
import { jsonInText, unwrapped } from './fields/jsonInText'
import { fieldsInPairs } from './fields/pairs'
import { isOfOthers, mayNameCaller, placeOf } from './fields/places'
import { lookUp, lookUpPlace, type Names } from './lookUp'
import type { EvidenceLine } from './mapping/evidence'
import { rawOf } from './mapping/raw'
import { isWithheld, phoneOrAsGiven, toE164 } from './phone'

/** `caller`: the caller ID; `told`: noted by the agent or the agency; `withheld`: hidden by the caller. */
export const PHONE_SOURCES = ['caller', 'told', 'withheld'] as const

export type PhoneSource = (typeof PHONE_SOURCES)[number]

/** The caller's number and its source. Both are null if nothing is known; a withheld number is null too. */
export type CallerPhone = {
  customerPhone: string | null
  customerPhoneSource: PhoneSource | null
}

const MAX_PHONE = 500

/** Keys below `customer`, the most reliable first. */
const CUSTOMER_KEYS = [
  'number',
  'phoneNumber',
  'phone',
  'phone_number',
  'sipUri',
  'sip_uri',
] as const

/** Names at the top of a message or a call: automation tools flatten `customer` to these. */
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

/** Names that agents use for the number that the caller states, the most reliable first. */
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

// Among Vapi's variables, `phoneNumber` is the number that was called, and a callback number is the
// agency's.
const VARIABLE_NAMES: Names = TOLD_NAMES.filter(
  (name) => name !== 'phonenumber' && !/^(?:best)?callback/.test(name),
)

const MAX_DEPTH = 4
const MAX_HOLDERS = 200

/** In evidence, where the caller ID comes from. */
export const CALLERS_LINE = "caller's line"

/** Where a report may contain the number. Each place is read only if those before it have none. */
export type PhonePlaces = {
  /** `customer` in each of its places, the most reliable first. */
  customers: readonly (JsonValue | undefined)[]
  /** The message and the call. */
  tops: readonly (JsonValue | undefined)[]
  /** The other party of the call, by `from` and `to`. */
  farEnd: JsonValue | undefined
  /** What the agent extracted. */
  extracted: () => readonly Searched[]
  /** Variables and metadata from the agency or a workflow. */
  variables: () => readonly Searched[]
  /** The number that was called, which is never the caller's. */
  ownNumber: string | null
}

/** The caller's number, with where it was found; null if there is none. */
export type FoundPhone = CallerPhone & { evidence: EvidenceLine | null }

/** Reads the caller's number: the caller ID first, then a number that the agent or the agency noted. */
export const readCallerPhone = (places: PhonePlaces): FoundPhone => {
  const { customers, extracted, farEnd, ownNumber, tops, variables } = places
  let isHidden = false
  let raw: JsonValue = null
  const real = (value: JsonValue | undefined): string | null => {
    const text = lineText(value)
    if (text === null) return null
    if (isWithheld(text)) {
      isHidden = true
      return null
    }
    raw = text
    return cutText(phoneOrAsGiven(text), MAX_PHONE)
  }
  const foreign = (value: JsonValue): string | null => {
    const phone = real(value)
    return phone === ownNumber ? null : phone
  }
  const number = numberOf(customers, real) ?? real(farEnd) ?? lookUp(tops, CALLER_NAMES, foreign)
  if (number !== null) {
    const evidence = { from: CALLERS_LINE, raw: rawOf(raw) }
    return { customerPhone: number, customerPhoneSource: 'caller', evidence }
  }
  const told = (value: JsonValue): string | null => {
    const phone = toldPhone(value)
    return phone === ownNumber ? null : phone
  }
  const said =
    searchTold(extracted(), TOLD_NAMES, told) ?? searchTold(variables(), VARIABLE_NAMES, told)
  if (said !== null) {
    const { evidence, phone } = said
    return { customerPhone: phone, customerPhoneSource: 'told', evidence }
  }
  return {
    customerPhone: null,
    customerPhoneSource: isHidden ? 'withheld' : null,
    evidence: null,
  }
}

const numberOf = (
  customers: readonly (JsonValue | undefined)[],
  read: (value: JsonValue | undefined) => string | null,
): string | null => {
  for (const customer of customers) {
    if (!isJsonObject(customer)) {
      // Automation tools may replace the customer object by the number.
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

/** The text of a number; null for blank text, placeholders and prices. JSON numbers become digits. */
const lineText = (value: JsonValue | undefined): string | null => {
  if (typeof value === 'number') return digitsOf(value)
  const text = typeof value === 'string' ? value.trim() : ''
  // A currency sign means that it is a price.
  return text === '' || /^(?:null|undefined|none|n\/?a|-)$|\p{Sc}/iu.test(text) ? null : text
}

const digitsOf = (value: number): string | null =>
  Number.isSafeInteger(value) && value > 0 ? String(value) : null

const DATE = /^(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4})$/

/** The phone number in an agent's note, if it contains nothing else: not a date, a price or `yes`. */
export const toldPhone = (value: JsonValue): string | null => {
  if (Array.isArray(value)) return value[0] === undefined ? null : toldPhone(value[0])
  if (isJsonObject(value)) return toldPhone(value.number ?? value.value ?? null)
  const text = lineText(value)?.replace(/\s*\([^\d()]{1,40}\)$/, '') ?? ''
  if (text.length > 60 || DATE.test(text) || isWithheld(text)) return null
  const number = toE164(text)
  if (number !== null) return number
  const digits = text.replace(/\D/g, '').length
  return /^[+(\d][\d\s().\-/]*$/.test(text) && digits >= 6 && digits <= 15 ? text : null
}

type Told = { evidence: EvidenceLine; phone: string }

/** An object in which a number is searched, and the keys that lead to it. */
type Place = { keys: readonly string[]; object: JsonObject }

/** The least nested answer in the first source that has one. */
const searchTold = (
  sources: readonly Searched[],
  names: Names,
  read: (value: JsonValue) => string | null,
): Told | null => {
  for (const { value, words } of sources) {
    let level: Place[] = objectsIn(value === undefined ? undefined : unwrapped(value)).map(
      (object) => ({ keys: [], object }),
    )
    for (let depth = 1; depth <= MAX_DEPTH && level.length > 0; depth++) {
      const found = toldIn(level, names, read) ?? toldIn(level.flatMap(withoutAccents), names, read)
      if (found) {
        const from = words([...found.keys, found.key])
        return { evidence: { from, raw: rawOf(found.value) }, phone: found.answer }
      }
      level = level.flatMap(holdersIn).slice(0, MAX_HOLDERS)
    }
  }
  return null
}

const toldIn = (
  level: readonly Place[],
  names: Names,
  read: (value: JsonValue) => string | null,
) => {
  const found = lookUpPlace(
    level.map(({ object }) => object),
    names,
    read,
  )
  return found && { ...found, keys: level[found.at]?.keys ?? [] }
}

const objectsIn = (value: JsonValue | undefined): JsonObject[] => {
  if (isJsonObject(value)) return [value]
  if (!Array.isArray(value)) return []
  const fields = fieldsInPairs(value)
  return fields ? [fields] : value.slice(0, MAX_HOLDERS).filter(isJsonObject)
}

/** True for an object about the caller or this booking. Other objects may be about somebody else. */
const isOfCaller = (key: string): boolean => {
  const place = placeOf(key)
  if (place === 'neutral') return mayNameCaller(key)
  return place === 'person' || (place === 'booking' && !isOfOthers(key))
}

const holdersIn = ({ keys, object }: Place): Place[] =>
  firstKeys(object)
    .filter(isOfCaller)
    .sort()
    .flatMap((key) => {
      const value = object[key]
      return objectsIn(typeof value === 'string' ? jsonInText(value) : value).map((inner) => ({
        keys: [...keys, key],
        object: inner,
      }))
    })

/**
 * The keys that have accents, without them: `Teléfono` becomes `Telefono`. An empty list if there are
 * none.
 */
const withoutAccents = ({ keys, object }: Place): Place[] => {
  const marked = firstKeys(object).filter((key) => /[^\p{ASCII}]/u.test(key))
  if (marked.length === 0) return []
  const plain = marked.map((key) => [
    key.normalize('NFD').replace(/\p{M}/gu, ''),
    object[key] ?? null,
  ])
  return [{ keys, object: Object.fromEntries(plain) }]
}
