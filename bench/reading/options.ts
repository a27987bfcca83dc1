import { parseArgs } from 'node:util'
import { z } from 'zod'

const schema = z.object({
  /** A commit to compare with. */
  against: z.string().regex(/^[\w./~^-]+$/),
  /** Part of the names of the shapes to measure; empty: all. */
  only: z.string(),
  rounds: z.coerce.number().int().min(1).max(1_000),
})

/** What to measure. */
export type Options = z.infer<typeof schema>

/** Reads the command line. */
export const readOptions = (args: readonly string[]): Options => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      against: { default: 'HEAD', type: 'string' },
      only: { default: '', type: 'string' },
      rounds: { default: '15', type: 'string' },
    },
  })
  return schema.parse(values)
}
