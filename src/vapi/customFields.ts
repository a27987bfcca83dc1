import {
  isEmptyJson,
  isJsonObject,
  isSameJson,
  type JsonObject,
  type JsonValue,
  setKey,
} from '../lib/json'
import { remember } from '../lib/remember'
import { type ClaimAt, currencyAnywhere } from './fields/currencyBeside'
import type { Extracted, StructuredOutput } from './fields/extracted'
import { isFieldName } from './fields/fieldNames'
import { isFlag } from './fields/flagNames'
import type { At, Found } from './fields/found'
import { type Holder, holdersIn, holdersOf, isItemList, type Origin } from './fields/holders'
import { unwrapped } from './fields/jsonInText'
import { foldKey } from './fields/keys'
import {
  CURRENCY_NAMES,
  type Names,
  OUTCOME_NAMES,
  PERSON_NAMES,
  PRICE_NAMES,
  SERVICE_NAMES,
} from './fields/names'
import { readOutcome } from './fields/outcome'
import { readPersonName } from './fields/personName'
import { placeOf } from './fields/places'
import { readPriceOf } from './fields/prices'
import { namesService, readServices } from './fields/services'
import { MAX_FIELDS } from './maxFields'
import type { Price } from './price'

export type { Extracted, StructuredOutput }

export type CustomFields = {
  outcome: string | null
  serviceName: string | null
  price: Price | null
  /** Every custom field that the agent sent, including those with a column; null if there are none. */
  structuredData: JsonObject | null
}

/**
 * Finds outcome, service, price and currency wherever agents put them (FACTS §5), and collects all
 * custom fields.
 *
 * Fields count at the top of what the agent extracted, and inside objects about this booking; fields
 * about earlier visits, ratings, counts or loans do not. What the agent extracted from the call takes
 * precedence over what it was given before. A value in doubt is null, and remains in `structuredData`.
 */
export const readCustomFields = (extracted: Extracted): CustomFields => readAll(extracted).fields

/** The fields that the values of a call were read from; null for values that are null. */
export type FoundAt = Record<'currency' | 'outcome' | 'price' | 'serviceName', At | null>

/** What was found by name, and where. */
export type ReadFields = {
  fields: CustomFields
  at: FoundAt
  /** A currency field that is not next to a price. */
  findCurrency: () => ClaimAt | null
  /** The caller's name, as the agent or the agency knows it. */
  findCallerName: () => Found<string> | null
}

/** The same, with where the values were found. */
export const readAll = (extracted: Extracted): ReadFields => {
  const own = messageFields(extracted.message)
  const found = holdersFoundOut(extracted, own)
  const given = once(() => holdersGiven(extracted))
  const services =
    readServices(found) ?? readServices(given().variables) ?? readServices(given().inputs)
  const elsewhere = once(
    () =>
      currencyAnywhere(found) ??
      currencyAnywhere(given().variables) ??
      currencyAnywhere(given().inputs),
  )
  const priceIn = (holders: readonly Holder[]) => readPriceOf({ elsewhere, holders, services })
  const outcome =
    readOutcome(found) ??
    readOutcome(holdersIn(extracted.evaluation, { origin: 'evaluation', source: 0 })) ??
    readOutcome(given().variables)
  const priced = priceIn(found) ?? priceIn(given().variables) ?? priceIn(given().inputs)
  return {
    at: {
      currency: priced?.currencyAt ?? null,
      outcome: outcome?.at ?? null,
      price: priced?.at ?? null,
      serviceName: services,
    },
    fields: {
      outcome: outcome?.value ?? null,
      price: priced?.price ?? null,
      serviceName: services?.text ?? null,
      structuredData: gather(extracted, own),
    },
    findCurrency: elsewhere,
    findCallerName: () =>
      readPersonName(found) ??
      readPersonName(given().variables) ??
      readPersonName(given().inputs) ??
      readPersonName(given().metadata),
  }
}

const holdersFoundOut = (extracted: Extracted, own: JsonObject): Holder[] => {
  const { nodes = [], structuredData, structuredDataMulti, structuredOutputs } = extracted
  const origin = 'extracted'
  return [
    ...(isEmptyJson(own) ? [] : holdersIn(own, { origin, source: 0 })),
    ...holdersInData(structuredData),
    ...holdersIn(structuredDataMulti, { isNamed: true, origin, source: 2 }),
    ...holdersOf(structuredOutputs, { isNamed: true, origin, source: 3 }),
    ...nodes.flatMap((node) => holdersIn(node, { origin, source: 4 })),
  ]
}

/** A list of several bookings is treated like one structured output with such a list. */
const holdersInData = (data: JsonValue | undefined): Holder[] => {
  const value = data === undefined ? null : unwrapped(data)
  return isItemList(value) && value.every(namesService)
    ? holdersOf([{ name: 'data', result: value }], {
        isNamed: true,
        origin: 'extracted',
        source: 1,
      })
    : holdersIn(value, { origin: 'extracted', source: 1 })
}

const holdersGiven = ({ given }: Extracted) => {
  const { inputs = [], metadata = [], variables = [] } = given?.() ?? {}
  const from = (values: readonly JsonObject[], origin: Origin): Holder[] =>
    values.filter(hasKnownName).flatMap((value, source) => holdersIn(value, { origin, source }))
  return {
    inputs: from(inputs, 'inputs'),
    metadata: from(metadata, 'metadata'),
    variables: from(variables, 'variables'),
  }
}

/** Skips the objects without any known name, which are most. */
const hasKnownName = (values: JsonObject): boolean => {
  for (const key in values) if (isKnownName(key)) return true
  return false
}

const isKnownName = remember((key): boolean => {
  const place = placeOf(key)
  return place === 'booking' || place === 'person' || isFieldName(foldKey(key))
})

/** Calls a function once, and remembers its result. */
const once = <Value>(make: () => Value): (() => Value) => {
  let made: { value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

const isSureIn = (names: Names, name: string): boolean => names.get(name)?.isGeneric === false

/**
 * The custom fields of a flat body: only scalars under unambiguous names. An object at this level is
 * Vapi's own, such as `artifact`, and a `total` may be Vapi's charge, which the client must not see.
 */
const messageFields = (message: JsonObject): JsonObject => {
  const own: JsonObject = {}
  for (const key in message) {
    const value = message[key]
    if (value === undefined || typeof value === 'object') continue
    if (isFieldOfMessage(key)) setKey(own, key, value)
  }
  return own
}

const isFieldOfMessage = remember((key): boolean => {
  const name = foldKey(key)
  const tables = [OUTCOME_NAMES, SERVICE_NAMES, PRICE_NAMES, CURRENCY_NAMES, PERSON_NAMES]
  return name === 'service' || isFlag(name) || tables.some((names) => isSureIn(names, name))
})

/** True if no field is empty, and there are not too many. */
const isFilled = (data: JsonObject): boolean => {
  let fields = 0
  for (const key in data) {
    fields += 1
    if (fields > MAX_FIELDS || isEmptyJson(data[key])) return false
  }
  return true
}

/**
 * All fields in one object. If the agent's object is the only source and has no empty fields, it is
 * used as it is.
 */
const gather = (
  { nodes = [], structuredData, structuredDataMulti, structuredOutputs }: Extracted,
  own: JsonObject,
): JsonObject | null => {
  const data = structuredData === undefined ? undefined : unwrapped(structuredData)
  const isAlone =
    isEmptyJson(own) &&
    structuredOutputs.length + nodes.length === 0 &&
    isEmptyJson(structuredDataMulti)
  if (isAlone && isJsonObject(data) && isFilled(data)) return isEmptyJson(data) ? null : data
  const all: JsonObject = {}
  const taken = new Map<string, number>()
  let fields = 0
  const add = (key: string, value: JsonValue | undefined): void => {
    if (value === undefined || isEmptyJson(value) || isSameJson(all[key], value)) return
    if (fields >= MAX_FIELDS) return
    fields += 1
    // If another value has the same name, a number is added, so that neither is lost.
    const count = (taken.get(key) ?? 0) + 1
    taken.set(key, count)
    setKey(all, count === 1 ? key : `${key} (${count})`, value)
  }
  if (isJsonObject(data)) {
    for (const key in data) {
      if (fields >= MAX_FIELDS) break
      add(key, data[key])
    }
  } else add('value', data)
  for (const [key, value] of Object.entries(own)) add(key, value)
  for (const { name, result } of structuredOutputs) add(name, result)
  for (const node of nodes) {
    for (const [key, value] of Object.entries(node)) add(key, value)
  }
  add('structuredDataMulti', structuredDataMulti)
  return isEmptyJson(all) ? null : all
}
