import { isJsonObject, type JsonValue } from '../../lib/json'
import { cutText } from '../../lib/shortText'
import { MAX_COLUMN_TEXT } from '../fields/text'
import { outcomeKey } from '../followUpRule'
import { type Price, readPrice } from '../price'
import type { FieldType, OwnField } from './mapping'
import { dateOf } from './readers/date'
import { numberOf } from './readers/number'
import { yesNoOf } from './readers/yesNo'
import type { ReadValue } from './readValue'

/**
 * What was read as a text: a price with its currency, a yes or a no as `true` or `false`.
 * @example
 * textOfRead({ kind: 'yes_no', value: true }) // 'true'
 */
export const textOfRead = (read: ReadValue): string => {
  if (read.kind !== 'money') return String(read.value)
  const { amount, currencies } = read.value
  return currencies?.[0] === undefined ? String(amount) : `${amount} ${currencies[0]}`
}

/** What was read as a price; null if it is none. */
export const priceOfRead = (read: ReadValue): Price | null => {
  if (read.kind === 'money') return read.value
  if (read.kind === 'number') return readPrice(read.value)
  return read.kind === 'text' || read.kind === 'list' ? readPrice(read.value) : null
}

/**
 * The currency of an own amount, chosen as that of a price: the client's if the text allows it or names none, otherwise
 * the most likely one. An amount that is read again keeps the one that it has, if its text allows it.
 */
const currencyOf = ({ amount, currencies }: Price, { client, kept }: Currencies): string | null => {
  const mayBe = (currency: string | null) =>
    currencies === null || (currency !== null && currencies.includes(currency))
  const before = isJsonObject(kept) && kept.amount === amount ? kept.currency : null
  if (typeof before === 'string' && mayBe(before)) return before
  return mayBe(client) ? client : (currencies?.[0] ?? null)
}

const numberOfRead = (read: ReadValue): number | null => {
  if (read.kind === 'money') return read.value.amount
  return read.kind === 'yes_no' || read.kind === 'date' ? null : numberOf(read.value)
}

type Choices = ReadonlyMap<string, string>

type Currencies = {
  /** The client's; null: it has none. */
  client: string | null
  /** The field's value as it is stored, if its call is read again. */
  kept: JsonValue | undefined
}

type Rules = { choices: Choices; currencies: Currencies; type: FieldType }

const TO_TYPE: Record<FieldType, (read: ReadValue, rules: Rules) => JsonValue | null> = {
  choice: (read, { choices }) => {
    const text = cutText(textOfRead(read), MAX_COLUMN_TEXT)
    return choices.get(outcomeKey(text)) ?? text
  },
  date: (read) =>
    read.kind === 'date' ? read.value : read.kind === 'text' ? dateOf(read.value) : null,
  money: (read, { currencies }) => {
    const price = priceOfRead(read)
    return price && { amount: price.amount, currency: currencyOf(price, currencies) }
  },
  number: numberOfRead,
  text: (read) => cutText(textOfRead(read), MAX_COLUMN_TEXT),
  yes_no: (read) => {
    if (read.kind === 'yes_no') return read.value
    return read.kind === 'text' || read.kind === 'number' ? yesNoOf(read.value) : null
  },
}

/** The keys of a field's choices, by what agents write for them as `outcomeKey` has it. */
export const choicesOf = ({ choices }: Pick<OwnField, 'choices'>): Choices =>
  // Of two with the same value, the last one counts: its own values, then keys, then labels.
  new Map([
    ...choices.map(({ key, label }): [string, string] => [outcomeKey(label), key]),
    ...choices.map(({ key }): [string, string] => [outcomeKey(key), key]),
    ...choices.flatMap(({ key, values }) =>
      values.map((value): [string, string] => [outcomeKey(value), key]),
    ),
  ])

/**
 * The value of an own field, as it is stored: by its type a text, a number, `{ amount, currency }`, a boolean, a date, or
 * the key of a choice. A value that is none of the choices stays as the text that came.
 * @returns null if what was read is no value of this type
 */
export const toFieldValue = (rules: Rules, read: ReadValue): JsonValue | null =>
  TO_TYPE[rules.type](read, rules)
