import { z } from 'zod'
import { changesSchema } from '../../audit/changes'
import { givenText } from '../../lib/schemas'

/** An entry of the history as the API returns it. */
export const entrySchema = z.object({
  action: z.string(),
  actorEmail: givenText,
  actorKind: z.string(),
  actorLabel: givenText,
  at: z.string(),
  changes: changesSchema.nullish().transform((value) => value ?? {}),
  collection: z.string(),
  id: z.string(),
  ip: givenText,
  label: givenText,
  touchedCount: z
    .number()
    .nullish()
    .transform((value) => value ?? null),
  via: givenText,
})

export type Entry = z.infer<typeof entrySchema>

export const pageSchema = z.object({ entries: z.array(entrySchema), hasMore: z.boolean() })

export const touchedSchema = z.object({
  hasMore: z.boolean(),
  touched: z.array(
    z.object({ changes: changesSchema.nullable(), document: z.string(), label: givenText }),
  ),
})
