import type { Where } from 'payload'

/** True for an object that is not an array. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value under a name that people choose, such as `constructor`; undefined if the object has none of its own. */
export const ownValue = <Value>(
  object: null | Readonly<Record<string, Value>> | undefined,
  key: string,
): undefined | Value => (object && Object.hasOwn(object, key) ? object[key] : undefined)

/** True if a value can be a filter. Payload checks its fields and operators. */
export const isWhere = (value: unknown): value is Where => isObject(value)

/** True for everything but a string with a visible character in it. */
export const isBlank = (value: unknown): boolean => typeof value !== 'string' || value.trim() === ''
