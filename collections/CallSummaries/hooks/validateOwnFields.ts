import { isDeepStrictEqual } from 'node:util'
import type { JSONFieldValidation } from 'payload'
import { problemOfOwnValues, tidyOwnValues } from '../../../src/fields/values'

/** Accepts the values of own fields, or null for none. Otherwise says what is wrong. What is stored stays allowed. */
export const validateOwnFields: JSONFieldValidation = (value, { previousValue }) =>
  isDeepStrictEqual(tidyOwnValues(value), tidyOwnValues(previousValue)) ||
  (problemOfOwnValues(value, previousValue) ?? true)
