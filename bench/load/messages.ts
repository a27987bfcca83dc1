import { z } from 'zod'

/** What the benchmark tells a loader to do. */
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

/** What a loader measured. */
export const seenSchema = z.object({
  /** The call ids with a 2xx answer, each once. */
  acknowledged: z.array(z.string()),
  /** How many requests had a 2xx answer. */
  accepted: z.number(),
  /** Milliseconds of the loader's own CPU time. */
  cpu: z.number(),
  milliseconds: z.number(),
  p50: z.number(),
  p99: z.number(),
  /** The number of answers by status; `none`: no answer. */
  statuses: z.record(z.string(), z.number()),
})
export type LoadSeen = z.infer<typeof seenSchema>
