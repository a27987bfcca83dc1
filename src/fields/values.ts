import { z } from 'zod'
import { isObject } from '../lib/values'
import { MAX_OWN_FIELDS } from '../vapi/mapping/mapping'

/** The longest text of an own field, also of one that was read from a report. */
const MAX_TEXT = 500

const keySchema = z
  .string()
  .regex(
    /^[a-z][a-zA-Z0-9_]{0,39}$/,
    'A key begins with a small letter and has up to 40 letters, digits and _.',
  )

const moneySchema = z.strictObject({
  amount: z.number(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'A currency has three capital letters.')
    .nullable(),
})

const valueSchema = z.union(
  [z.string().max(MAX_TEXT), z.number(), z.boolean(), moneySchema],
  `A value is a text of at most ${MAX_TEXT} characters, a number, true or false, or an amount with its currency: {"amount": 30, "currency": "EUR"}.`,
)

const valuesSchema = z.record(keySchema, valueSchema)

const isValue = (value: unknown): boolean => value !== null && value !== undefined && value !== ''

/** Values without those of keys that say nothing; null if none is left, and what is no object as it is. */
export const tidyOwnValues = (values: unknown): unknown => {
  if (!isObject(values)) return values ?? null
  const said = Object.entries(values).filter(([, value]) => isValue(value))
  return said.length > 0 ? Object.fromEntries(said) : null
}

/**
 * What is wrong with the values that somebody writes, in words for people; undefined if nothing is.
 * @param stored the values before: a call may keep more than 20, of fields that the client had once
 */
export const problemOfOwnValues = (values: unknown, stored: unknown): string | undefined => {
  const parsed = valuesSchema.nullish().safeParse(values)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const path = issue?.path.join('.') ?? ''
    const said = isObject(values) ? issue?.message : 'Own fields are an object of values by key.'
    return `${path ? `${path}: ` : ''}${said ?? ''}`
  }
  const before = isObject(stored) ? stored : {}
  const added = Object.keys(parsed.data ?? {}).filter((key) => !Object.hasOwn(before, key))
  const count = Object.keys(parsed.data ?? {}).length
  return added.length > 0 && count > MAX_OWN_FIELDS
    ? `A call has at most ${MAX_OWN_FIELDS} own fields.`
    : undefined
}
