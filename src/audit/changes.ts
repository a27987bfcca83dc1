import { z } from 'zod'

const valueSchema = z.union([z.boolean(), z.null(), z.number(), z.string(), z.array(z.string())])

/** A value in the history. */
export type AuditValue = z.infer<typeof valueSchema>

/** By field name: the values before and after, or `'changed'` if they must not be shown. */
export const changesSchema = z.record(
  z.string(),
  z.union([z.literal('changed'), z.tuple([valueSchema, valueSchema])]),
)

export type Changes = z.infer<typeof changesSchema>
