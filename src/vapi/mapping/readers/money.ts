import { isJsonObject, type JsonValue } from '../../../lib/json'
import { priceOfObject } from '../../fields/prices'
import { type Price, readPrice } from '../../price'

/**
 * A price as agents write it, also that of a card: `{ amount: 30, currency: "EUR" }`.
 * @returns null if there is none, or it is in doubt
 */
export const moneyOf = (value: JsonValue): Price | null =>
  isJsonObject(value) ? priceOfObject(value) : readPrice(value)
