import { parseArgs } from 'node:util'
import { z } from 'zod'
import { SHAPES } from './shapes'

const FULL = { concurrency: 8, rounds: 3, rows: [10_000, 100_000, 1_000_000], seconds: 2 }

const count = (fallback: number) => z.coerce.number().int().min(1).default(fallback)

const schema = z.object({
  concurrency: count(FULL.concurrency),
  rounds: count(FULL.rounds),
  rows: z
    .string()
    .transform((list) => list.split(',').map(Number))
    .pipe(z.array(z.int().min(1_000)).min(1))
    .default(FULL.rows),
  seconds: count(FULL.seconds),
  shapes: z
    .string()
    .transform((list) => list.split(','))
    .pipe(z.array(z.enum(SHAPES)).min(1))
    .default([...SHAPES]),
})

/** How many calls there are, and how to measure. */
export type Options = z.infer<typeof schema>

/** Reads the command line. */
export const readOptions = (args: readonly string[]): Options => {
  const text = { type: 'string' } as const
  const options = { concurrency: text, rounds: text, rows: text, seconds: text, shapes: text }
  return schema.parse(parseArgs({ args: [...args], options }).values)
}

/** Whether this run may replace the published result. */
export const isWhole = ({ concurrency, rounds, rows, seconds, shapes }: Options): boolean =>
  concurrency === FULL.concurrency &&
  rounds >= FULL.rounds &&
  seconds >= FULL.seconds &&
  shapes.length === SHAPES.length &&
  FULL.rows.every((each) => rows.includes(each))
