import { z } from 'zod'

const shownSchema = z.union([z.boolean(), z.null(), z.number(), z.string(), z.array(z.string())])

/** A value that may be shown. */
export type Shown = z.infer<typeof shownSchema>

/** By field: before and after, or only that it changed. */
export const changesSchema = z.record(
  z.string(),
  z.union([z.literal('changed'), z.tuple([shownSchema, shownSchema])]),
)

export type Changes = z.infer<typeof changesSchema>
