import type { JsonValue } from '../../lib/json'
import type { Price } from '../price'
import type { OwnField, Reader } from './mapping'

/** A value, as its reader understood it. Money is a price with the currencies that it can mean. */
export type ReadValue =
  | { kind: 'date' | 'list' | 'phone' | 'text'; value: string }
  | { kind: 'money'; value: Price }
  | { kind: 'number'; value: number }
  | { kind: 'yes_no'; value: boolean }

/**
 * Reads the values of a source with a reader: the first that can be read, or all of them joined by `list`. Never
 * throws.
 * @param values what the source names, in order
 * @returns null if none can be read
 */
export const readValue = (_reader: Reader, _values: readonly JsonValue[]): ReadValue | null => null

/** The value of an own field, as it is stored (SEAMS: by type); null if what was read is none of its type. */
export const toFieldValue = (_field: OwnField, _read: ReadValue): JsonValue | null => null
