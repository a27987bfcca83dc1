import { z } from 'zod'
import { errorsIn } from './request'

const progressSchema = z.object({ done: z.number(), total: z.number() })
const countsSchema = z.record(z.string(), z.number())

export type BulkProgress = z.infer<typeof progressSchema>

/** The numbers a bulk action ends with, such as `{ generated: 12, skipped: 3 }`. */
export type BulkCounts = z.infer<typeof countsSchema>

type Line =
  | { counts: BulkCounts; kind: 'counts' }
  | { kind: 'error'; message: string }
  | { kind: 'progress'; progress: BulkProgress }
  | { kind: 'unknown' }

/** What one line of a bulk action's answer says. */
export const readBulkLine = (line: unknown): Line => {
  const message = errorsIn(line)
  if (message !== null) return { kind: 'error', message }
  const progress = progressSchema.safeParse(line)
  if (progress.success) return { kind: 'progress', progress: progress.data }
  const counts = countsSchema.safeParse(line)
  return counts.success ? { counts: counts.data, kind: 'counts' } : { kind: 'unknown' }
}
