import { firstKeys, type JsonValue } from '../../lib/json'
import type { Reader } from './mapping'

/**
 * What reading one report with a mapping may cost, in units of about a microsecond. It is counted and not measured, so
 * that the same report always says the same.
 */
const MOST = 15_000

/** Longer texts are no numbers, dates or answers: readers refuse them after a glance. */
const READ_TEXT = 250

/** What is left of the work that one report may cost. */
export class Effort {
  #left: number

  constructor(most = MOST) {
    this.#left = most
  }

  get left(): number {
    return this.#left
  }

  /** @returns whether there was enough left for so much work */
  spend(units: number): boolean {
    this.#left -= units
    return this.#left >= 0
  }
}

/** What looking at a text costs, such as whether JSON is in it. */
export const glanceAt = (text: string): number => 1 + text.length / 32

/** Measured, for each character of a text that may be such a value. */
const PER_CHARACTER: Record<Reader, number> = {
  date: 0.5,
  list: 0.1,
  money: 2,
  number: 0.5,
  phone: 0.5,
  text: 0.1,
  yes_no: 0.5,
}

/** Measured, for each value. A phone number is looked for in several ways. */
const leastOf = (reader: Reader): number => (reader === 'phone' ? 8 : 2)

/** What reading a value costs, with all that is in it. Counting ends when it is more than `limit`. */
export const weightOf = (reader: Reader, value: JsonValue, limit: number): number => {
  const least = leastOf(reader)
  if (typeof value === 'string') {
    return least + glanceAt(value) + Math.min(value.length, READ_TEXT) * PER_CHARACTER[reader]
  }
  if (typeof value !== 'object' || value === null) return least
  let weight = least
  const add = (child: JsonValue): boolean => {
    weight += weightOf(reader, child, limit - weight)
    return weight <= limit
  }
  if (Array.isArray(value)) value.every(add)
  else firstKeys(value).every((key) => add(value[key] ?? null))
  return weight
}
