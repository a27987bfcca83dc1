import type { JsonValue } from '../../lib/json'
import { onceEach } from '../../lib/remember'
import { type Holder, isFoundOut } from './holders'
import { wordsOf } from './keys'
import { CALLERS, FIRST_NAMES, LAST_NAMES, type Names, PERSON_NAMES, PRICE_NAMES } from './names'
import { type Candidate, candidatesFor, firstRead } from './pick'
import { isAbsent } from './words'

const MAX_NAME = 100
const MAX_WORDS = 6
const NOBODY =
  /^(?:anonymous|unknown|private|restricted|withheld|unavailable|caller|customer|client|user|guest|lead)(?: (?:caller|customer|number|user|name|client))?$/i

const CONTACTS = new Set(
  `phone mobile cell email mail address birthday birthdate dob telefon telefono telephone telefone
   telefoon handy correo adresse direccion endereco indirizzo adres plz zip`.split(/\s+/),
)
const ITEM_WORDS = new Set('sku qty quantity duration minutes description product brand'.split(' '))
/** A name that Vapi gives; null for "Unknown" and "Anonymous caller". */
export const readGivenName = (value: JsonValue | undefined): string | null => {
  const name = typeof value === 'string' ? value.trim() : ''
  return isAbsent(name) || NOBODY.test(name) ? null : name
}

/** A name that an agent noted: the same, if it can be one. */
const readName = (value: JsonValue): string | null => {
  const name = readGivenName(value)
  const isName =
    name !== null &&
    name.length <= MAX_NAME &&
    /\p{L}/u.test(name) &&
    !/[@{}<>]|:\/\/|```/.test(name)
  return isName ? name : null
}

/** The name of who called, as the agent asked for it or the agency knew it. */
export const readPersonName = (holders: readonly Holder[]): string | null => {
  const candidates = candidatesFor(holders, PERSON_NAMES)
  return (
    firstRead(candidates, ({ entry, name }) => (name.isGeneric ? null : readName(entry.value))) ??
    firstOf(holders, readHalves) ??
    firstRead(candidates, readGeneric) ??
    firstOf(holders, readCaller)
  )
}

const firstOf = (
  holders: readonly Holder[],
  read: (holder: Holder) => string | null,
): string | null => {
  for (const holder of holders) {
    const found = read(holder)
    if (found !== null) return found
  }
  return null
}

/** First name and last name; one of them alone where the other is not said. */
const readHalves = (holder: Holder): string | null => {
  if (holder.place === 'booking' && !hasContact(holder)) return null
  const last = halfOf(holder, LAST_NAMES, false)
  // "nombre" is a first name beside "apellido".
  const first = halfOf(holder, FIRST_NAMES, last !== null)
  return first !== null && last !== null ? `${first} ${last}` : (first ?? last)
}

const halfOf = ({ known }: Holder, names: Names, areGenericToo: boolean): string | null => {
  for (const { name, value } of known) {
    const found = names.get(name)
    if (!found || (found.isGeneric && !areGenericToo)) continue
    const half = readName(value)
    if (half !== null) return half
  }
  return null
}

/** A mere `name`: a person's beside a phone number, a thing's beside a price. */
const readGeneric = ({ entry, holder, name }: Candidate): string | null => {
  const text = name.isGeneric ? readName(entry.value) : null
  if (text === null || /\d/.test(text) || text.split(/\s+/).length > MAX_WORDS) return null
  if (holder.place === 'person' || hasContact(holder)) return text
  const isAlone = holder.place === 'booking' || holder.origin === 'metadata'
  return isAlone || isOfThing(holder) ? null : text
}

/** `caller: "Ada Byron"`. */
const readCaller = (holder: Holder): string | null => {
  if (!isFoundOut(holder)) return null
  for (const { name, value } of holder.known) {
    const text = CALLERS.has(name) ? readName(value) : null
    if (text !== null && !/\d/.test(text) && text.split(/\s+/).length <= MAX_WORDS) return text
  }
  return null
}

const hasContact = onceEach(({ entries }: Holder): boolean =>
  entries.some(({ key }) => wordsOf(key).some((word) => CONTACTS.has(word))),
)

const isOfThing = onceEach(({ entries }: Holder): boolean =>
  entries.some(
    ({ key, name }) => PRICE_NAMES.has(name) || wordsOf(key).some((word) => ITEM_WORDS.has(word)),
  ),
)
