import { z } from 'zod'
import {
  type ClientMapping,
  clientMappingSchema,
  type DeskMapping,
  deskMappingSchema,
  FIELD_TYPES,
  type Line,
  OUTCOME_COLOURS,
  READERS,
  TARGETS,
  type Target,
} from '../../vapi/mapping/mapping'

/** A mapping while it is edited, of the desk or of a client: texts may still be empty. */
export type Draft = ClientMapping & DeskMapping

/** One of the fields that a mapping reads: of a call, or a client's own. */
export type Row = `fields.${string}` | Target

const text = z.string().catch('')
const sources = z
  .array(
    z.object({
      from: z.enum(['path', 'output', 'variable']),
      inside: z.string().optional(),
      name: text,
      reader: z.enum(READERS),
    }),
  )
  .catch([])
const values = z.array(z.object({ outcome: text, value: text })).catch([])

const draftSchema = z.object({
  fields: z
    .array(
      z.object({
        choices: z
          .array(z.object({ key: text, label: text, values: z.array(z.string()).catch([]) }))
          .catch([]),
        key: text,
        label: text,
        sources,
        type: z.enum(FIELD_TYPES),
      }),
    )
    .catch([]),
  lines: z
    .partialRecord(
      z.enum(TARGETS),
      z.object({ otherwise: z.enum(['built_in', 'nothing']).catch('built_in'), sources }),
    )
    .catch({}),
  outcomes: z
    .array(
      z.object({
        colour: z.enum(OUTCOME_COLOURS).catch('grey'),
        followUp: z.boolean().catch(false),
        key: text,
        label: text,
      }),
    )
    .catch([]),
  values,
})

const EMPTY: Draft = { fields: [], lines: {}, outcomes: [], values: [] }

/** The value of the form's field as a draft; an empty one for null, and for anything that is no mapping. */
export const readDraft = (value: unknown): Draft => draftSchema.safeParse(value).data ?? EMPTY

/** A draft as it is stored: without what the other kind of mapping has, and null if nothing is in it. */
export const storedOf = (
  { fields, lines, outcomes, values }: Draft,
  kind: 'client' | 'desk',
): null | Partial<Draft> => {
  const more = kind === 'client' ? fields : outcomes
  if (more.length + values.length + Object.keys(lines).length === 0) return null
  return kind === 'client' ? { fields, lines, values } : { lines, outcomes, values }
}

const isWritten = (text: string): boolean => text.trim() !== ''

type SourceOf = Line['sources'][number]

const written = (all: readonly SourceOf[]): SourceOf[] =>
  all
    .filter(({ name }) => isWritten(name))
    .map(({ inside, ...source }) => (inside && isWritten(inside) ? { ...source, inside } : source))

/**
 * A draft without what is not filled in yet, to be tried.
 * @returns null if the rest is not valid either, such as a text that is too long
 */
export const triedOf = (
  { fields, lines, outcomes, values: all }: Draft,
  kind: 'client' | 'desk',
): ClientMapping | DeskMapping | null => {
  const known: [string, Line][] = Object.entries(lines).map(([target, line]) => [
    target,
    { ...line, sources: written(line.sources) },
  ])
  const common = {
    lines: Object.fromEntries(known),
    values: all.filter(({ outcome, value }) => isWritten(outcome) && isWritten(value)),
  }
  const tried =
    kind === 'desk'
      ? deskMappingSchema.safeParse({
          ...common,
          outcomes: outcomes.filter(({ label }) => isWritten(label)),
        })
      : clientMappingSchema.safeParse({
          ...common,
          fields: fields
            .filter(({ label }) => isWritten(label))
            .map((field) => ({
              ...field,
              choices: field.choices.filter(({ label }) => isWritten(label)),
              sources: written(field.sources),
            })),
        })
  return tried.data ?? null
}
