import { z } from 'zod'
import type { JsonObject } from '../../lib/json'

/** How a source's value is read. */
export const READERS = ['text', 'number', 'money', 'phone', 'date', 'yes_no', 'list'] as const

export type Reader = (typeof READERS)[number]

/** The fields of a call that staff can map. */
export const TARGETS = [
  'outcome',
  'serviceName',
  'price',
  'currency',
  'customerName',
  'customerPhone',
  'summary',
] as const

export type Target = (typeof TARGETS)[number]

/** The types of own fields. */
export const FIELD_TYPES = ['text', 'number', 'money', 'yes_no', 'date', 'choice'] as const

export type FieldType = (typeof FIELD_TYPES)[number]

/** The colours that an outcome can have. */
export const OUTCOME_COLOURS = ['grey', 'green', 'blue', 'amber', 'red', 'purple'] as const

export type OutcomeColour = (typeof OUTCOME_COLOURS)[number]

export const MAX_OWN_FIELDS = 20
const MAX_SOURCES = 10
const MAX_OUTCOMES = 50
const MAX_VALUES = 200
const MAX_CHOICES = 50

const label = z.string().trim().min(1).max(60)
const written = z.string().trim().min(1).max(200)
const path = z.string().trim().min(1).max(300)

/**
 * Where a value is. `path`: `name` is a path from the message, such as `analysis.structuredData.result`.
 * `output`: `name` is that of a structured output. `variable`: `name` is that of a variable. `inside`: a
 * path within the output's result or the variable's value.
 */
const sourceSchema = z.strictObject({
  from: z.enum(['path', 'output', 'variable']),
  inside: path.optional(),
  name: path,
  reader: z.enum(READERS),
})

export type Source = z.infer<typeof sourceSchema>

/** The sources of a field, the first with a value wins. `otherwise`: what the desk does if none has one. */
const lineSchema = z.strictObject({
  otherwise: z.enum(['built_in', 'nothing']).default('built_in'),
  sources: z.array(sourceSchema).max(MAX_SOURCES),
})

export type Line = z.infer<typeof lineSchema>

const linesSchema = z.partialRecord(z.enum(TARGETS), lineSchema).default({})

const outcomeKeySchema = z.string().regex(/^[a-z0-9][a-z0-9_]{0,49}$/)

/** One of the desk's own outcomes. `followUp`: whether such calls are to do, for clients without a rule of their own. */
const outcomeSchema = z.strictObject({
  colour: z.enum(OUTCOME_COLOURS).default('grey'),
  followUp: z.boolean().default(false),
  key: outcomeKeySchema,
  label,
})

export type Outcome = z.infer<typeof outcomeSchema>

/** What an agent writes, and the key of the outcome that it means. */
const valueSchema = z.strictObject({ outcome: outcomeKeySchema, value: written })

export type OutcomeValue = z.infer<typeof valueSchema>

const choiceSchema = z.strictObject({
  key: outcomeKeySchema,
  label,
  /** What agents write for it, beside the key and the label. */
  values: z.array(written).max(MAX_CHOICES).default([]),
})

const ownFieldSchema = z.strictObject({
  /** Only for fields of the type `choice`. */
  choices: z.array(choiceSchema).max(MAX_CHOICES).default([]),
  key: z.string().regex(/^[a-z][a-zA-Z0-9_]{0,39}$/),
  label,
  sources: z.array(sourceSchema).max(MAX_SOURCES),
  type: z.enum(FIELD_TYPES),
})

export type OwnField = z.infer<typeof ownFieldSchema>

const isUnique = <Item>(items: readonly Item[], keyOf: (item: Item) => string): boolean =>
  new Set(items.map(keyOf)).size === items.length

/** The desk's mapping, which applies to all clients. The order of `outcomes` is that in which they are shown. */
export const deskMappingSchema = z.strictObject({
  lines: linesSchema,
  outcomes: z
    .array(outcomeSchema)
    .max(MAX_OUTCOMES)
    .refine((outcomes) => isUnique(outcomes, ({ key }) => key), 'Two outcomes have the same key.')
    .default([]),
  values: z.array(valueSchema).max(MAX_VALUES).default([]),
})

export type DeskMapping = z.infer<typeof deskMappingSchema>

/** A client's mapping. Each of its lines and values takes the place of the desk's. */
export const clientMappingSchema = z.strictObject({
  fields: z
    .array(ownFieldSchema)
    .max(MAX_OWN_FIELDS)
    .refine((fields) => isUnique(fields, ({ key }) => key), 'Two fields have the same key.')
    .default([]),
  lines: linesSchema,
  values: z.array(valueSchema).max(MAX_VALUES).default([]),
})

export type ClientMapping = z.infer<typeof clientMappingSchema>

/** What staff say the data of a client's agent means: the desk's mapping, with the client's over it. */
export type Mapping = {
  /** The client's: of amounts in own fields that name none, or may mean it. null: it has none, or no own fields. */
  currency: string | null
  fields: readonly OwnField[]
  /** Of a call that is read again: its own fields, whose currencies stay where the text allows it. */
  kept?: JsonObject | null
  lines: Partial<Record<Target, Line>>
  /** By the value as `outcomeKey` writes it: the key of the outcome. */
  values: Readonly<Record<string, string>>
  /** Differs for each content; empty for a draft. */
  version: string
}
