import { parseArgs } from 'node:util'
import { z } from 'zod'

const FULL = { rounds: 5, rows: 5_000_000, seconds: 4, senders: 16 } as const

const count = (fallback: number) =>
  z.coerce.number().int().min(1).transform(Number).default(fallback)

const schema = z.object({
  rounds: count(FULL.rounds),
  rows: count(FULL.rows),
  seconds: count(FULL.seconds),
  senders: count(FULL.senders),
})

/** How many calls the history has, and how to measure. */
export type Options = z.infer<typeof schema>

/** Reads the command line. */
export const readOptions = (args: readonly string[]): Options => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string' },
      rows: { type: 'string' },
      seconds: { type: 'string' },
      senders: { type: 'string' },
    },
  })
  return schema.parse(values)
}

/** Whether this run may replace the published result. */
export const isWhole = ({ rounds, rows, seconds }: Options): boolean =>
  rounds >= FULL.rounds && rows >= FULL.rows && seconds >= FULL.seconds
