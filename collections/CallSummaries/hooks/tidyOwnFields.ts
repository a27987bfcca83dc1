import type { CollectionBeforeChangeHook } from 'payload'
import { tidyOwnValues } from '../../../src/fields/values'

/** Stores own fields as reports do: a key without a value is not there, and an empty object is none. */
export const tidyOwnFields: CollectionBeforeChangeHook = ({ data }) =>
  'fields' in data ? { ...data, fields: tidyOwnValues(data.fields) } : data
