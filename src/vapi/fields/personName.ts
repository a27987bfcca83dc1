import type { JsonValue } from '../../lib/json'
import { onceEach, remember } from '../../lib/remember'
import { cutText } from '../../lib/shortText'
import { isDenial, isUnsaid } from './absent'
import type { At, Found } from './found'
import { type Entry, type Holder, isFoundOut } from './holders'
import { wordsOf } from './keys'
import { CALLERS, FIRST_NAMES, LAST_NAMES, type Names, PERSON_NAMES, PRICE_NAMES } from './names'
import { type Candidate, candidatesFor, firstRead } from './pick'
import { isOfOthers, mayNameCaller } from './places'
import { MAX_COLUMN_TEXT } from './text'
import { yesOrNo } from './words'

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean))

const MAX_NAME = 100
const MAX_WORDS = 6
/**
 * A text with only these words is not a name: "Unknown caller 2", "SPAM LIKELY", "Your Name", "WIRELESS
 * CALLER".
 */
const NOBODIES = set(`
  anonymous unknown private restricted withheld unavailable blocked hidden unidentified unnamed nobody noname
  caller callers customer client user guest lead prospect patient contact visitor name number person
  the a your my new valued dear sir madam mr mrs ms miss first last full no id
  wireless cell cellular mobile phone toll free call service spam scam fraud likely suspected potential risk
  telemarketer robocall there friend owner homeowner tenant resident business company front desk reception
  receptionist
  anrufer anruferin kunde kundin herr frau unbekannt unbekannte unbekannter anonym anonymer
  cliente llamante usuario senor senora nombre desconocido desconocida anonimo anonima privado
  appelant appelante monsieur madame nom inconnu inconnue anonyme prive
  chamador usuario nome desconhecido desconhecida senhor senhora
  chiamante utente signore signora sconosciuto sconosciuta privato
  beller klant naam onbekend onbekende anoniem meneer mevrouw`)

const CONTACTS = set(
  `phone mobile cell email mail address birthday birthdate dob telefon telefono telephone telefone
   telefoon handy correo adresse direccion endereco indirizzo adres plz zip`,
)
const ITEM_WORDS = set(
  'sku qty quantity duration minutes description product brand vin make model colour color plate',
)
const PET_WORDS = set('breed species rasse raza razza race raca ras')
const PETS = set(
  'pet dog cat animal hund katze mascota perro gato animale cane chien huisdier hond',
)
/** Words in fields about the agency itself. */
const BUSINESS_WORDS = set(
  'business company clinic salon store shop restaurant agency agent assistant hours opening website',
)

const NO_NAME = /[@{}<>]|:\/\/|```/

/** The name of a person; null for "Unknown", a number, an address or an unfilled template. */
export const readGivenName = (value: JsonValue | undefined): string | null => {
  const whole = typeof value === 'string' ? value.trim() : ''
  // Longer text is never shown.
  const name = cutText(whole, MAX_COLUMN_TEXT)
  const isNone =
    isDenial(name) ||
    isUnsaid(name) ||
    isNobody(name) ||
    NO_NAME.test(name) ||
    yesOrNo(name) !== null
  return isNone ? null : name
}

const isNobody = remember((name): boolean => {
  if (name.length > MAX_NAME) return false
  const words = wordsOf(name)
  return !/\p{L}/u.test(name) || (words.length > 0 && words.every((word) => NOBODIES.has(word)))
})

/** A name that an agent noted; null also for a sentence. */
const readName = (value: JsonValue): string | null => {
  const name = readGivenName(value)
  return name !== null && name.length <= MAX_NAME ? name : null
}

/** The caller's name, as the agent noted it or the agency knew it; null if there is none. */
export const readPersonName = (holders: readonly Holder[]): Found<string> | null => {
  const candidates = candidatesFor(holders, PERSON_NAMES)
  return (
    firstRead(candidates, ({ entry, holder, name }) =>
      name.isGeneric ? null : foundAt({ entry, holder }, readName(entry.value)),
    ) ??
    firstOf(holders, readHalves) ??
    firstRead(candidates, readGeneric) ??
    firstOf(holders, readCaller)
  )
}

const foundAt = (at: At, value: string | null): Found<string> | null =>
  value === null ? null : { at, value }

const firstOf = (
  holders: readonly Holder[],
  read: (holder: Holder) => Found<string> | null,
): Found<string> | null => {
  for (const holder of holders) {
    const found = read(holder)
    if (found !== null) return found
  }
  return null
}

/** First name and last name, or the one that is given. */
const readHalves = (holder: Holder): Found<string> | null => {
  if (!mayBeCaller(holder)) return null
  const surname = halfOf(holder, LAST_NAMES, false)
  // "nombre" is a first name next to "apellido"; "Name" is a last name next to "Vorname".
  const first = halfOf(holder, FIRST_NAMES, surname !== null)
  const isBesideForename = surname === null && first !== null && !first.isEnglish
  const last = isBesideForename ? halfOf(holder, LAST_NAMES, true) : surname
  const one = first ?? last
  if (one === null) return null
  const at = { entry: one.entry, holder }
  if (first === null || last === null) return foundAt(at, readName(one.text))
  const isWhole = last.isGeneric && wordsOf(last.text).includes(wordsOf(first.text)[0] ?? '')
  return isWhole
    ? foundAt({ entry: last.entry, holder }, readName(last.text))
    : foundAt(at, readName(`${first.text} ${last.text}`))
}

type Half = { entry: Entry; isEnglish: boolean; isGeneric: boolean; text: string }

const halfOf = ({ known }: Holder, names: Names, areGenericToo: boolean): Half | null => {
  for (const entry of known) {
    const { name, value } = entry
    const found = names.get(name)
    if (!found || (found.isGeneric && !areGenericToo)) continue
    const text = typeof value === 'string' ? value.trim() : ''
    const isSaid = /\p{L}/u.test(text) && !NO_NAME.test(text) && !isUnsaid(text)
    if (isSaid) return { entry, isEnglish: ENGLISH.has(name), isGeneric: found.isGeneric, text }
  }
  return null
}

/** Next to these, a plain `name` is the full name, or the name of something else. */
const ENGLISH = new Set([
  'firstname',
  'customerfirstname',
  'callerfirstname',
  'givenname',
  'forename',
])

/** A plain `name`: it is a person's next to a phone number, and a thing's next to a price. */
const readGeneric = ({ entry, holder, name }: Candidate): Found<string> | null => {
  const text = name.isGeneric ? readName(entry.value) : null
  if (text === null || /\d/.test(text) || text.split(/\s+/).length > MAX_WORDS) return null
  if (!mayBeCaller(holder)) return null
  if (isOfPet(holder) || (!isFoundOut(holder) && isOfBusiness(holder))) return null
  const found = foundAt({ entry, holder }, text)
  if (holder.place === 'person' || hasContact(holder)) return found
  return holder.origin === 'metadata' || isOfThing(holder) ? null : found
}

/**
 * True if a name in a holder can be the caller's. In a booking or an unknown object, only next to a
 * phone number.
 */
const mayBeCaller = (holder: Holder): boolean => {
  const { key, place } = holder
  if (place === 'person' || key === null) return true
  if (place !== 'booking' && mayNameCaller(key)) return true
  return hasContact(holder) && !isOfOthers(key)
}

/** `caller: "Ada Byron"`. */
const readCaller = (holder: Holder): Found<string> | null => {
  if (!isFoundOut(holder)) return null
  for (const entry of holder.known) {
    const text = CALLERS.has(entry.name) ? readName(entry.value) : null
    if (text !== null && !/\d/.test(text) && text.split(/\s+/).length <= MAX_WORDS) {
      return foundAt({ entry, holder }, text)
    }
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

/** True if a name is an animal's: next to a breed, unless there is a separate field for the animal. */
const isOfPet = onceEach(({ entries, place }: Holder): boolean => {
  const words = entries.map(({ key }) => wordsOf(key))
  const isPet = words.some((each) => each.some((word) => PET_WORDS.has(word)))
  return place !== 'person' && isPet && !words.some((each) => each.some((word) => PETS.has(word)))
})

const isOfBusiness = onceEach(({ entries }: Holder): boolean =>
  entries.some(({ key }) => wordsOf(key).some((word) => BUSINESS_WORDS.has(word))),
)
