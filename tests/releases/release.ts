import { z } from 'zod'
import { rowsSchema } from './rows'

const account = z.object({ email: z.string(), password: z.string() })

/** What a client reads of a call. */
export const callSchema = z.object({
  currency: z.string().nullable(),
  customerName: z.string().nullable(),
  customerPhone: z.string().nullable(),
  endedGroup: z.string(),
  outcome: z.string().nullable(),
  price: z.number().nullable(),
  serviceName: z.string().nullable(),
  summary: z.string().nullable(),
  vapiCallId: z.string(),
})

/** A database that a release has filled, and what its clients read there. */
export const releaseSchema = z.object({
  admin: account,
  clients: z.array(
    account.extend({
      /** As the release answered its list, in the order of `vapiCallId`. */
      calls: z.array(callSchema),
      key: z.string(),
      token: z.string(),
    }),
  ),
  /** How many deliveries needed review. */
  needsReview: z.number(),
  secret: z.string(),
  tables: rowsSchema,
  version: z.string(),
})
export type Release = z.infer<typeof releaseSchema>
