import { parseArgs } from 'node:util'
import { z } from 'zod'

const FULL = { minutes: 10, sample: 10 } as const

const schema = z.object({
  /** How long the load lasts. */
  minutes: z.coerce
    .number()
    .min(0.1)
    .max(24 * 60),
  pages: z.boolean(),
  /** Seconds between two samples. */
  sample: z.coerce.number().min(1).max(60),
})

/** What to measure. */
export type Options = z.infer<typeof schema>

/** Reads the command line. The defaults are those of the published run. */
export const readOptions = (args: readonly string[]): Options => {
  const { values } = parseArgs({
    allowNegative: true,
    args: [...args],
    options: {
      minutes: { default: String(FULL.minutes), type: 'string' },
      pages: { default: true, type: 'boolean' },
      sample: { default: String(FULL.sample), type: 'string' },
    },
  })
  return schema.parse(values)
}

/** Whether this run may replace the published result. */
export const isWhole = ({ minutes, pages, sample }: Options): boolean =>
  pages && minutes >= FULL.minutes && sample <= FULL.sample
