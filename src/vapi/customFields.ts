import { readCurrencies } from './currency'
import {
  isEmptyJson,
  isJsonObject,
  isSameJson,
  type JsonObject,
  type JsonValue,
  setKey,
} from './json'
import { normaliseKey } from './normaliseKey'
import { type Price, readPrice } from './price'
import { cutText } from './shortText'

export type StructuredOutput = { name: string; result: JsonValue }

export type CustomFields = {
  outcome: string | null
  serviceName: string | null
  price: Price | null
  /** Every custom field the agent sent, also those with a column; null if there is none. */
  structuredData: JsonObject | null
}

type Field = 'outcome' | 'serviceName' | 'price' | 'currency'

/**
 * The names agents give each field, the exact one first, then the likeliest. `anywhere` also holds
 * for the message itself; the wider names do not: a `total` there may be Vapi's bill, which is not
 * the client's to see.
 */
const NAMES: Readonly<Record<Field, { anywhere: string[]; inData: string[]; inside: string[] }>> = {
  outcome: {
    anywhere: ['outcome', 'callOutcome', 'callResult', 'disposition', 'callDisposition'],
    inData: ['conversationOutcome', 'outcomeOfCall', 'resultOfCall', 'bookingOutcome'],
    inside: ['name', 'value', 'label'],
  },
  serviceName: {
    anywhere: ['serviceName', 'service', 'serviceType', 'bookedService', 'requestedService'],
    inData: [
      'serviceBooked',
      'serviceRequested',
      'selectedService',
      'appointmentService',
      'serviceNeeded',
      'serviceOfInterest',
      'services',
      'treatment',
      'treatmentName',
      'treatmentType',
      'appointmentType',
    ],
    inside: ['name', 'value', 'label', 'title'],
  },
  price: {
    anywhere: ['price', 'servicePrice', 'totalPrice', 'quotedPrice'],
    inData: [
      'priceQuoted',
      'finalPrice',
      'agreedPrice',
      'estimatedPrice',
      'quote',
      'totalAmount',
      'amount',
      'total',
    ],
    inside: ['amount', 'value', 'total'],
  },
  currency: {
    anywhere: ['currency', 'currencyCode', 'priceCurrency'],
    inData: [],
    inside: ['code', 'value'],
  },
}

type Meaning = { field: Field; rank: number }

const nameTable = (lists: readonly ('anywhere' | 'inData')[]): Map<string, Meaning> => {
  const table = new Map<string, Meaning>()
  for (const field of ['outcome', 'serviceName', 'price', 'currency'] as const) {
    const names = lists.flatMap((list) => NAMES[field][list])
    names.forEach((name, rank) => {
      table.set(normaliseKey(name), { field, rank })
    })
  }
  return table
}

const MESSAGE_NAMES = nameTable(['anywhere'])
const DATA_NAMES = nameTable(['anywhere', 'inData'])

const ABSENT = new Set([
  '',
  '-',
  '–',
  '—',
  'n/a',
  'n.a.',
  'na',
  'nil',
  'none',
  'null',
  'undefined',
  'unknown',
  'not applicable',
  'not available',
  'not mentioned',
  'not provided',
  'not specified',
])

const MAX_DEPTH = 4
const MAX_KEYS = 20_000
const MAX_COLUMN_TEXT = 500

type Candidate = Meaning & { value: JsonValue; source: number; depth: number }

/**
 * Finds outcome, service, price and currency wherever agents put them (FACTS §5), and gathers every
 * custom field.
 *
 * Sources, in order: scalars of the message itself, `structuredData`, `structuredDataMulti`,
 * structured outputs by their name or inside an object result. Names are compared without case,
 * spaces and underscores. An exact name wins over any alias, then the earlier source, then the
 * shallower place.
 */
export const readCustomFields = (report: {
  message: JsonObject
  structuredData: JsonValue | undefined
  structuredDataMulti: JsonValue | undefined
  structuredOutputs: readonly StructuredOutput[]
}): CustomFields => {
  const own = messageFields(report.message)
  const candidates = [
    ...search(own, 0, MESSAGE_NAMES),
    ...search(report.structuredData, 1, DATA_NAMES),
    ...search(report.structuredDataMulti, 2, DATA_NAMES),
    ...report.structuredOutputs.flatMap((output, index) =>
      search({ [output.name]: output.result }, 3 + index, DATA_NAMES),
    ),
  ].sort(
    (a, b) =>
      Math.min(a.rank, 1) - Math.min(b.rank, 1) ||
      a.source - b.source ||
      a.depth - b.depth ||
      a.rank - b.rank,
  )
  const first = <T>(field: Field, read: (value: JsonValue) => T | null): T | null => {
    for (const candidate of candidates) {
      const found = candidate.field === field ? read(candidate.value) : null
      if (found !== null) return found
    }
    return null
  }
  const price = first('price', readPrice)
  return {
    outcome: first('outcome', readText),
    serviceName: first('serviceName', readText),
    price: price && withCurrency(price, first('currency', readCurrencyField)),
    structuredData: gather(report, own),
  }
}

/** Only scalars: an object at message level is Vapi's own, such as `artifact`. */
const messageFields = (message: JsonObject): JsonObject => {
  const own: JsonObject = {}
  for (const [key, value] of Object.entries(message)) {
    if (typeof value !== 'object' && MESSAGE_NAMES.has(normaliseKey(key))) setKey(own, key, value)
  }
  return own
}

/** The objects among some values, and those in lists among them. */
const holdersIn = (values: readonly JsonValue[]): JsonObject[] => {
  const holders: JsonObject[] = []
  for (const value of values) {
    if (isJsonObject(value)) holders.push(value)
    else if (Array.isArray(value)) {
      for (const item of value) if (isJsonObject(item)) holders.push(item)
    }
  }
  return holders
}

/** Breadth first, so that a field stands before those of the things inside it. */
const search = (
  root: JsonValue | undefined,
  source: number,
  names: ReadonlyMap<string, Meaning>,
): Candidate[] => {
  const found: Candidate[] = []
  let level: JsonValue[] = root === undefined ? [] : [root]
  let keys = 0
  for (let depth = 1; depth <= MAX_DEPTH && level.length > 0; depth++) {
    const next: JsonValue[] = []
    for (const holder of holdersIn(level)) {
      for (const key in holder) {
        const value = holder[key]
        if (value === undefined) continue
        if (++keys > MAX_KEYS) return found
        const meaning = key.length <= 80 ? names.get(normaliseKey(key)) : undefined
        if (meaning) {
          const scalar = scalarOf(value, NAMES[meaning.field].inside)
          const { field, rank } = meaning
          if (scalar !== null) found.push({ depth, field, rank, source, value: scalar })
        }
        if (typeof value === 'object' && value !== null) next.push(value)
      }
    }
    level = next
  }
  return found
}

/** A scalar itself, `{ name: "Haircut" }` by its name, `["Cut", "Shave"]` as "Cut, Shave". */
const scalarOf = (value: JsonValue, inside: readonly string[]): JsonValue => {
  if (isJsonObject(value)) {
    const name = inside.find((key) => Object.hasOwn(value, key) && isScalar(value[key]))
    return name === undefined ? null : (value[name] ?? null)
  }
  if (!Array.isArray(value)) return value
  return value.length > 0 && value.length <= 20 && value.every((item) => typeof item === 'string')
    ? value.join(', ')
    : null
}

const isScalar = (value: JsonValue | undefined): boolean =>
  value !== undefined && value !== null && typeof value !== 'object'

const readText = (value: JsonValue): string | null => {
  if (value === null || typeof value === 'object') return null
  const text = String(value).trim()
  return ABSENT.has(text.toLowerCase()) ? null : cutText(text, MAX_COLUMN_TEXT)
}

const readCurrencyField = (value: JsonValue): string[] | null =>
  typeof value === 'string' && value.length <= 40 ? readCurrencies(value) : null

/** A separate currency field counts as the price's own text and narrows what its sign left open. */
const withCurrency = (price: Price, field: string[] | null): Price => {
  if (!field) return price
  if (!price.currencies) return { ...price, currencies: field }
  const common = price.currencies.filter((code) => field.includes(code))
  return common.length > 0 ? { ...price, currencies: common } : price
}

const gather = (
  report: {
    structuredData: JsonValue | undefined
    structuredDataMulti: JsonValue | undefined
    structuredOutputs: readonly StructuredOutput[]
  },
  own: JsonObject,
): JsonObject | null => {
  const all: JsonObject = {}
  const taken = new Map<string, number>()
  const add = (key: string, value: JsonValue | undefined): void => {
    if (value === undefined || isEmptyJson(value) || isSameJson(all[key], value)) return
    // A name already taken by another value gets a number, so that neither is lost.
    const count = (taken.get(key) ?? 0) + 1
    taken.set(key, count)
    setKey(all, count === 1 ? key : `${key} (${count})`, value)
  }
  const { structuredData, structuredDataMulti, structuredOutputs } = report
  if (isJsonObject(structuredData)) {
    for (const [key, value] of Object.entries(structuredData)) add(key, value)
  } else add('value', structuredData)
  for (const [key, value] of Object.entries(own)) add(key, value)
  for (const { name, result } of structuredOutputs) add(name, result)
  add('structuredDataMulti', structuredDataMulti)
  return isEmptyJson(all) ? null : all
}
