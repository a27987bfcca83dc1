import { z } from 'zod'
import { errorsIn } from './request'

const progressSchema = z.object({ done: z.number(), total: z.number() })
const countsSchema = z.record(z.string(), z.number())

export type BulkProgress = z.infer<typeof progressSchema>

/** The result of a bulk action, such as `{ generated: 12, skipped: 3 }`. */
export type BulkCounts = z.infer<typeof countsSchema>

type BulkLine =
  | { counts: BulkCounts; kind: 'counts' }
  | { kind: 'error'; message: string }
  | { kind: 'progress'; progress: BulkProgress }
  | { kind: 'unknown' }

/** Parses one line of the response to a bulk action. */
export const readBulkLine = (line: unknown): BulkLine => {
  const message = errorsIn(line)
  if (message !== null) return { kind: 'error', message }
  const progress = progressSchema.safeParse(line)
  if (progress.success) return { kind: 'progress', progress: progress.data }
  const counts = countsSchema.safeParse(line)
  return counts.success ? { counts: counts.data, kind: 'counts' } : { kind: 'unknown' }
}
