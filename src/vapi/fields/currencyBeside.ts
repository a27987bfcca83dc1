import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json'
import { remember } from '../../lib/remember'
import { type CurrencyClaim, claimOf } from '../currency'
import { toPlainText } from '../money/plainText'
import { readTokens } from '../money/tokens'
import { isAbsent } from './absent'
import type { At } from './found'
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

/** What a price object says about its currency. */
export const currencyInside = (value: JsonObject | null): CurrencyClaim => {
  for (const key of INSIDE) {
    const claim = value && Object.hasOwn(value, key) ? readField(value[key]) : null
    if (claim !== null) return claim
  }
  return null
}

/** What a currency field says, and where it is. */
export type ClaimAt = { at: At; claim: Exclude<CurrencyClaim, null> }

/** What a currency field next to a price says, or one in an enclosing object. */
export const currencyAround = (holder: Holder | null): ClaimAt | null =>
  holder && (currencyIn(holder) ?? currencyAround(holder.parent))

const currencyIn = (holder: Holder): ClaimAt | null => {
  for (const entry of holder.known) {
    const claim = CURRENCY_NAMES.has(entry.name) ? readField(entry.value) : null
    if (claim !== null) return { at: { entry, holder }, claim }
  }
  return null
}

/** What the first readable currency field in any holder says. */
export const currencyAnywhere = (holders: readonly Holder[]): ClaimAt | null => {
  for (const holder of holders) {
    const found = holder.place === 'person' ? null : currencyIn(holder)
    if (found !== null && found.claim !== 'unknown') return found
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
  // "coins" is an unknown currency.
  return claim ?? 'unknown'
})
