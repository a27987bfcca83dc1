import type { OwnField } from '../vapi/mapping/mapping'
import type { Schema } from './fieldSchemas'

const TEXT: Schema = { maxLength: 500, type: 'string' }

const MONEY: Schema = {
  properties: {
    amount: { type: 'number' },
    currency: { description: 'ISO 4217. Null: your own currency.', type: ['string', 'null'] },
  },
  required: ['amount', 'currency'],
  type: 'object',
}

/** The schema of own fields whose keys are not known. */
export const OWN_VALUES = {
  additionalProperties: { anyOf: [TEXT, { type: 'number' }, { type: 'boolean' }, MONEY] },
  type: ['object', 'null'],
}

const choicesOf = ({ choices }: OwnField): string =>
  choices.map(({ key, label }) => `\`${key}\` (${label})`).join(', ')

const schemaOf = (field: OwnField): Schema => {
  switch (field.type) {
    case 'choice':
      return {
        ...TEXT,
        description: `One of ${choicesOf(field)}, or a text that is none of them, as it came.`,
      }
    case 'date':
      return {
        ...TEXT,
        description:
          'A day, `2026-11-29`, with a time if one was said: `2026-11-29T18:00`, or in UTC with a `Z` at its end.',
      }
    case 'money':
      return MONEY
    case 'number':
      return { type: 'number' }
    case 'text':
      return TEXT
    case 'yes_no':
      return { type: 'boolean' }
  }
}

/** The schema of `fields` with the own fields of one client; undefined if there are none. */
export const ownValuesSchema = (fields: readonly OwnField[]): Schema | undefined =>
  fields.length === 0
    ? undefined
    : {
        description: 'The fields that your agency has set up for you, by key. Not there: no value.',
        properties: Object.fromEntries(
          fields.map((field) => [field.key, { ...schemaOf(field), title: field.label }]),
        ),
        type: ['object', 'null'],
      }

const EXISTS: Schema = { type: 'boolean' }

const listOf = (items: Schema): Schema => ({ items, maxItems: 100, type: 'array' })

const same = (value: Schema) => ({
  equals: value,
  exists: EXISTS,
  in: listOf(value),
  not_equals: value,
  not_in: listOf(value),
})

const ranges = (value: Schema) => ({
  greater_than: value,
  greater_than_equal: value,
  less_than: value,
  less_than_equal: value,
})

const words = {
  contains: { description: 'Contains this text; case does not matter.', type: 'string' },
  like: { description: 'Contains all of these words; case does not matter.', type: 'string' },
}

const operatorsOf = ({ type }: OwnField): Record<string, Schema> => {
  switch (type) {
    case 'date': {
      const value: Schema = {
        description: 'As far as it is written, compared as text.',
        type: 'string',
      }
      return { ...same(value), ...ranges(value) }
    }
    case 'money': {
      const value: Schema = { description: 'The amount, whatever its currency.', type: 'number' }
      return { ...same(value), ...ranges(value) }
    }
    case 'number':
      return { ...same({ type: 'number' }), ...ranges({ type: 'number' }) }
    case 'choice':
    case 'text':
      return { ...same({ type: 'string' }), ...words }
    case 'yes_no':
      return { equals: EXISTS, exists: EXISTS, not_equals: EXISTS }
  }
}

/** The filters of own fields by their paths, such as `fields.nights`. */
export const ownFieldFilters = (fields: readonly OwnField[]): Record<string, Schema> =>
  Object.fromEntries(
    fields.map((field) => [
      `fields.${field.key}`,
      { properties: operatorsOf(field), title: field.label, type: 'object' },
    ]),
  )

const ANY: Schema = { type: ['boolean', 'number', 'string'] }

/** The filters of own fields whose keys are not known, as `patternProperties`. */
export const ANY_OWN_FIELD: Record<string, Schema> = {
  '^fields\\.[a-z][a-zA-Z0-9_]{0,39}$': {
    properties: { ...same(ANY), ...ranges({ type: ['number', 'string'] }), ...words },
    type: 'object',
  },
}
