import { z } from 'zod'

const RESULTS = ['create', 'change', 'same', 'skip', 'error'] as const

export type Result = (typeof RESULTS)[number]

/** The kinds of files, as the endpoint names them. */
export const FORMATS = ['django', 'csv-clients', 'csv-calls', 'ndjson'] as const

export type Format = (typeof FORMATS)[number]

const columnsSchema = z.object({
  fields: z.array(z.string()),
  read: z.array(z.object({ column: z.string(), field: z.string().nullable() })),
})

export type Columns = z.infer<typeof columnsSchema>

const rowSchema = z.object({
  kind: z.string(),
  label: z.string(),
  line: z.number(),
  notes: z.array(z.string()),
  result: z.enum(RESULTS),
})

export type Row = z.infer<typeof rowSchema>

const countsSchema = z.record(z.enum(RESULTS), z.number())

export type Counts = z.infer<typeof countsSchema>

/** A line of the endpoint's answer. */
export const eventSchema = z.discriminatedUnion('type', [
  z.object({ format: z.enum(FORMATS), type: z.literal('format') }),
  z.object({ columns: columnsSchema.optional(), rows: z.number(), type: z.literal('begin') }),
  z.object({ reason: z.string(), type: z.literal('unreadable') }),
  z.object({ row: rowSchema, type: z.literal('row') }),
  z.object({ counts: countsSchema, stopped: z.boolean(), type: z.literal('end') }),
])

export const NO_COUNTS: Counts = { change: 0, create: 0, error: 0, same: 0, skip: 0 }
