import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json'
import { cutText } from '../../lib/shortText'
import { isUnsaid } from './absent'
import type { At } from './found'
import { type Holder, isFoundOut, isItemList } from './holders'
import { unwrapped } from './jsonInText'
import { foldKey } from './keys'
import { SERVICE_NAMES } from './names'
import { isReview, isSurvey } from './neighbours'
import { type Candidate, candidatesFor, firstRead } from './pick'
import { placeOf } from './places'
import { MAX_COLUMN_TEXT, readText, scalarOf } from './text'
import { isMark, yesOrNo } from './words'

/** The requested services. `items` are the parts of a list of several, as the agent wrote them. */
export type Services = At & { text: string; items: readonly JsonObject[] }

const MAX_ITEMS = 50
/** A longer text in the agency's variables is what it offers, not what was requested. */
const MAX_IN_VARIABLES = 120
const NAMES_INSIDE = ['name', 'value', 'label', 'title', 'type']
const NAMES_OF_ITEMS = new Set(
  `serviceName service name title label item itemName product productName treatment treatmentName
   appointmentType serviceType dienstleistung leistung behandlung nombre servicio nom prestation nome
   serviço servizio naam dienst bezeichnung denominación désignation denominazione`
    .split(/\s+/)
    .map(foldKey),
)
/** Used if an item has no name. */
const DESCRIPTIONS = new Set(
  'description beschreibung descripción descrição descrizione omschrijving'.split(' ').map(foldKey),
)
const MAX_DESCRIPTION = 80
const CHOICES = new Set(['selected', 'booked', 'accepted', 'confirmed', 'chosen', 'included'])
const OVER = new Set(
  'completed past done noshow attended closed cancelled canceled declined rejected'.split(' '),
)

/** The requested service, or several joined; null if there is none, or it is in doubt. */
export const readServices = (holders: readonly Holder[]): Services | null => {
  const here = holders.filter(isOfCall)
  const candidates = candidatesFor(here, SERVICE_NAMES)
  const found = firstRead(candidates, readCandidate)
  if (!found) return bookingsOf(here)
  const all = candidates.find(
    ({ entry, holder }) => holder === found.holder && lists(entry.value, found),
  )
  return (all && readCandidate(all)) ?? found
}

/** True if a list of several services contains the one that was found. */
const lists = (value: JsonValue, { items, text }: Services): boolean =>
  items.length === 0 &&
  Array.isArray(value) &&
  value.length > 1 &&
  value.some((item) => (isJsonObject(item) ? nameOfItem(item) : item) === text)

const isOfCall = ({ place }: Holder): boolean => place !== 'person'

const readCandidate = ({ entry, holder, name }: Candidate): Services | null => {
  const value = unwrapped(entry.value)
  const isKnownBefore = !isFoundOut(holder)
  if (isItemList(value)) return isKnownBefore ? null : joined(value, { entry, holder })
  const only =
    Array.isArray(value) && value.length === 1 && isJsonObject(value[0]) ? value[0] : value
  const scalar = isJsonObject(only) ? namedIn(only) : scalarOf(value, [])
  const text = readText(scalar)
  if (text === null || isUnsaid(text) || (name.isGeneric && !isThing(text, scalar))) return null
  if (isKnownBefore && (Array.isArray(value) || text.length > MAX_IN_VARIABLES)) return null
  const isAnswer = isReview(holder) || (isSurvey(holder) && isMark(text))
  return name.isGeneric && isAnswer ? null : { entry, holder, items: [], text }
}

/** True for something that can be requested: not a grade, a yes or no, or a number. */
const isThing = (text: string, scalar: JsonValue): boolean =>
  typeof scalar === 'string' && /\p{L}/u.test(text) && !isMark(text) && yesOrNo(text) === null

const namedIn = (value: JsonObject): JsonValue =>
  scalarOf(value, NAMES_INSIDE) ?? nameOfItem(value) ?? null

/** The name of a thing: of a service, an item, a product. */
export const nameOfItem = (item: JsonObject): string | null => {
  const name = textUnder(item, NAMES_OF_ITEMS)
  if (name !== null) return name
  const description = textUnder(item, DESCRIPTIONS)
  return description !== null && description.length <= MAX_DESCRIPTION ? description : null
}

const textUnder = (item: JsonObject, names: ReadonlySet<string>): string | null => {
  for (const key in item) {
    const value = names.has(foldKey(key)) ? item[key] : null
    const named = isJsonObject(value) ? scalarOf(value, NAMES_INSIDE) : value
    const text = typeof named === 'string' ? readText(named) : null
    if (text !== null) return text
  }
  return null
}

/** Several bookings in one list, each with its service, under any name. */
const bookingsOf = (holders: readonly Holder[]): Services | null => {
  for (const holder of holders) {
    if (!isFoundOut(holder)) continue
    for (const entry of holder.entries) {
      const { key, value } = entry
      if (!isItemList(value)) continue
      const place = placeOf(key)
      const isOfServices = holder.isNamed && place !== 'foreign' && value.every(namesService)
      const found = place === 'booking' || isOfServices ? joined(value, { entry, holder }) : null
      if (found) return found
    }
  }
  return null
}

/** True for an item with a field for the service, under a specific or generic name. */
export const namesService = (item: JsonObject): boolean =>
  Object.keys(item).some((key) => SERVICE_NAMES.has(foldKey(key)))

const joined = (list: readonly JsonObject[], at: At): Services | null => {
  const items = list.length > MAX_ITEMS ? [] : list.filter(isWanted)
  const names = items.flatMap((item) => nameOfItem(item) ?? [])
  if (names.length === 0) return null
  return { ...at, items, text: cutText(names.join(', '), MAX_COLUMN_TEXT) }
}

/** True for an item that is neither declined nor in the past. */
const isWanted = (item: JsonObject): boolean =>
  Object.entries(item).every(([key, value]) => {
    const name = foldKey(key)
    if (CHOICES.has(name) && yesOrNo(value) === false) return false
    return !(name === 'status' && typeof value === 'string' && OVER.has(foldKey(value)))
  })
