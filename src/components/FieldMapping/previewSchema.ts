import { z } from 'zod'
import { READERS, TARGETS } from '../../vapi/mapping/mapping'

/** The answer of `mapping-preview`. */
export const previewSchema = z.object({
  calls: z.array(
    z.object({
      id: z.string(),
      startedAt: z.string().nullable(),
      values: z.record(
        z.string(),
        z.object({
          evidence: z.object({ from: z.string(), raw: z.string() }).nullable(),
          value: z.unknown(),
        }),
      ),
      vapiCallId: z.string(),
    }),
  ),
  paths: z.array(
    z.object({
      count: z.number(),
      samples: z.array(z.string()),
      source: z.object({
        from: z.enum(['path', 'output', 'variable']),
        inside: z.string().optional(),
        name: z.string(),
        reader: z.enum(READERS),
      }),
      suggests: z.enum(TARGETS).nullable(),
    }),
  ),
  reports: z.number(),
})

export type Preview = z.infer<typeof previewSchema>
