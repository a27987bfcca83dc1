import type { Where } from 'payload'

/** Whether a value is an object with names, no list. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether a value can be a filter; what stands in it, Payload checks. */
export const isWhere = (value: unknown): value is Where => isObject(value)

/** Whether a value is no text, or one in which nothing is written. */
export const isBlank = (value: unknown): boolean => typeof value !== 'string' || value.trim() === ''
