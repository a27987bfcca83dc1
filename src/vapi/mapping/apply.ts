import type { JsonObject, JsonValue } from '../../lib/json'
import { cutText } from '../../lib/shortText'
import { readCurrencies, toCurrencyCode } from '../currency'
import { readGivenName } from '../fields/personName'
import { MAX_COLUMN_TEXT } from '../fields/text'
import { outcomeKey } from '../followUpRule'
import type { Price } from '../price'
import { weightOf } from './effort'
import { type Evidence, type EvidenceLine, storedLine } from './evidence'
import { priceOfRead, textOfRead, toFieldValue } from './fieldValue'
import { type Mapping, TARGETS, type Target } from './mapping'
import { rawOf } from './raw'
import { phoneOf } from './readers/phone'
import { type ReadValue, readValue } from './readValue'
import { type ReadyLine, type ReadyMapping, readyMapping } from './ready'
import { type Lookup, lookupIn, type Parts, type ReadySource } from './sources'

/** A value that a source has, with its place. */
export type Mapped<Value> = { evidence: EvidenceLine; value: Value }

/**
 * What a line says about a field: its value; `nothing` if it has none and nothing may be guessed; undefined if the
 * built-in reading decides.
 */
export type Said<Value> = Mapped<Value> | 'nothing' | undefined

/** What a mapping reads from a report. */
export type MappedReport = {
  /** The evidence of the targets, together with that of the own fields. */
  evidenceWith: (targets: Evidence) => Evidence
  fields: JsonObject | null
  /** The key of the outcome that a text means; the text itself if it is not mapped. */
  outcomeFor: (text: string) => string
  targets: {
    currency: Said<string[]>
    customerName: Said<string>
    customerPhone: Said<string>
    outcome: Said<string>
    /** `isPlain`: read as a number, which leaves the currency to the client's. */
    price: Said<{ isPlain: boolean; price: Price }>
    serviceName: Said<string>
    summary: Said<string>
  }
}

type MappedParts = Parts & {
  /** The number that was called, which is never the caller's. */
  ownNumber: string | null
}

/** Reads the parts of a report with a mapping. Never throws. */
export const readMapped = (mapping: Mapping, parts: MappedParts): MappedReport => {
  const ready = readyMapping(mapping)
  const lookup = lookupIn(parts)
  const say = <Value>(target: Target, to: To<Value>): Said<Value> =>
    saidBy(ready.lines.get(target), lookup, to)
  const phone = (read: ReadValue): string | null => {
    const number = phoneOfRead(read)
    return number === parts.ownNumber ? null : number
  }
  // First, because own fields come last if a report costs too much to be read as a whole.
  const targets = {
    currency: say('currency', currenciesOfRead),
    customerName: say('customerName', nameOfRead),
    customerPhone: say('customerPhone', phone),
    outcome: say('outcome', outcomeIn(ready.values)),
    price: say('price', moneyOfRead),
    serviceName: say('serviceName', columnText),
    summary: say('summary', textOfRead),
  }
  return {
    ...fieldsOf(ready, lookup, mapping),
    outcomeFor: (text) => ready.values.get(outcomeKey(text)) ?? text,
    targets,
  }
}

/** Makes the value of a field of what was read in a source; null if it is none. */
type To<Value> = (read: ReadValue, source: ReadySource) => Value | null

const saidBy = <Value>(line: ReadyLine | undefined, lookup: Lookup, to: To<Value>): Said<Value> => {
  if (!line) return undefined
  return firstOf(line.sources, lookup, to) ?? (line.otherwise === 'nothing' ? 'nothing' : undefined)
}

/** The value of the first source that has one. */
const firstOf = <Value>(
  sources: readonly ReadySource[],
  lookup: Lookup,
  to: To<Value>,
): Mapped<Value> | null => {
  for (const source of sources) {
    const { from, reader, valuesIn } = source
    const values = valuesIn(lookup)
    const found = values.length > 0 ? readValue(reader, values, lookup) : null
    const value = found && isWorth(found.read, lookup) ? to(found.read, source) : null
    if (found && value !== null) return { evidence: { from, raw: rawOf(found.raw) }, value }
  }
  return null
}

/** Whether there is effort left to make a field's value of a text. */
const isWorth = ({ value }: ReadValue, { effort }: Lookup): boolean =>
  typeof value !== 'string' || effort.spend(weightOf('text', value, effort.left))

const fieldsOf = (
  { fields, toEvidence, toFields }: ReadyMapping,
  lookup: Lookup,
  { currency, kept }: Pick<Mapping, 'currency' | 'kept'>,
): Pick<MappedReport, 'evidenceWith' | 'fields'> => {
  const found = fields.map(({ choices, key, sources, type }) => {
    const before = kept && Object.hasOwn(kept, key) ? kept[key] : undefined
    const rules = { choices, currencies: { client: currency, kept: before }, type }
    return firstOf<JsonValue>(sources, lookup, (read) => toFieldValue(rules, read))
  })
  return {
    evidenceWith: (targets) =>
      toEvidence([
        ...TARGETS.map((target) => targets[target]),
        ...found.map((each) => each?.evidence && storedLine(each.evidence, each.value)),
      ]),
    fields: found.some((each) => each !== null) ? toFields(found.map((each) => each?.value)) : null,
  }
}

/**
 * The text of an outcome, as the table of values has it: with its key (`cancelled: true`), or alone. A no that is in
 * neither form in the table says nothing: of several flags, the next may be a yes.
 */
const outcomeIn =
  (values: ReadyMapping['values']): To<string> =>
  (read, { key }) => {
    const text = columnText(read)
    const named = `${key}: ${text}`
    if (key !== null && values.has(outcomeKey(named))) return named
    const alone = outcomeKey(text)
    return alone === 'false' && !values.has(alone) ? null : text
  }

const columnText = (read: ReadValue): string => cutText(textOfRead(read), MAX_COLUMN_TEXT)

const moneyOfRead = (read: ReadValue): { isPlain: boolean; price: Price } | null => {
  const price = priceOfRead(read)
  return price && { isPlain: read.kind === 'number', price }
}

const nameOfRead = (read: ReadValue): string | null =>
  read.kind === 'text' || read.kind === 'list' ? readGivenName(read.value) : null

const phoneOfRead = (read: ReadValue): string | null => {
  if (read.kind === 'phone') return read.value
  return read.kind === 'text' || read.kind === 'number' ? phoneOf(read.value) : null
}

/** What was read as currencies, the most likely first: a code, a sign or a word, or that of an amount. */
const currenciesOfRead = (read: ReadValue): string[] | null => {
  if (read.kind === 'money') return read.value.currencies
  if (read.kind !== 'text') return null
  const code = toCurrencyCode(read.value)
  return code === null ? readCurrencies(read.value) : [code]
}
