import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json'
import { remember } from '../../lib/remember'
import { type CurrencyClaim, claimOf } from '../currency'
import { toPlainText } from '../money/plainText'
import { readTokens } from '../money/tokens'
import { isAbsent } from './absent'
import type { Holder } from './holders'
import { CURRENCY_NAMES } from './names'

const MAX_TEXT = 40
const INSIDE = [
  'currency',
  'currencyCode',
  'currency_code',
  'currencySymbol',
  'code',
  'unit',
  'symbol',
]

/** What the object of a price says of its currency. */
export const currencyInside = (value: JsonObject | null): CurrencyClaim => {
  for (const key of INSIDE) {
    const claim = value && Object.hasOwn(value, key) ? readField(value[key]) : null
    if (claim !== null) return claim
  }
  return null
}

/** What a currency field beside a price says, or one further out. */
export const currencyAround = (holder: Holder | null): CurrencyClaim =>
  holder && (currencyIn(holder) ?? currencyAround(holder.parent))

const currencyIn = ({ known }: Holder): CurrencyClaim => {
  for (const { name, value } of known) {
    const claim = CURRENCY_NAMES.has(name) ? readField(value) : null
    if (claim !== null) return claim
  }
  return null
}

/** What the first currency field anywhere in what the agent extracted says. */
export const currencyAnywhere = (holders: readonly Holder[]): CurrencyClaim => {
  for (const holder of holders) {
    const claim = holder.place === 'person' ? null : currencyIn(holder)
    if (claim !== null && claim !== 'unknown') return claim
  }
  return null
}

const readField = (value: JsonValue | undefined): CurrencyClaim => {
  if (isJsonObject(value)) return currencyInside(value)
  return typeof value === 'string' ? readFieldText(value) : null
}

const readFieldText = remember((text: string): CurrencyClaim => {
  if (isAbsent(text)) return null
  const plain = text.length <= MAX_TEXT ? toPlainText(text) : null
  const claim = plain === null ? null : claimOf(readTokens(plain) ?? [])
  // "coins" is a currency that nobody knows.
  return claim ?? 'unknown'
})
