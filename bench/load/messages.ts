import { z } from 'zod'

/** What a loader is told to do. */
export const cellSchema = z.object({
  bytes: z.number(),
  concurrency: z.number(),
  repeats: z.enum(['few', 'half']),
  /** Makes the call ids of this cell differ from those of every other. */
  run: z.number(),
  seconds: z.number(),
  tokens: z.array(z.string()).min(1),
  url: z.string(),
})
export type LoadCell = z.infer<typeof cellSchema>

/** What a loader saw. */
export const seenSchema = z.object({
  /** The call ids that were answered 2xx, each once. */
  acknowledged: z.array(z.string()),
  accepted: z.number(),
  /** Milliseconds of the loader's own CPU time. */
  cpu: z.number(),
  milliseconds: z.number(),
  p50: z.number(),
  p99: z.number(),
  /** How many answers there were of each status; `none` for no answer. */
  statuses: z.record(z.string(), z.number()),
})
export type LoadSeen = z.infer<typeof seenSchema>
