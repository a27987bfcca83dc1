import { parseArgs } from 'node:util'
import { z } from 'zod'

/** The desk, and the peers that it is compared with. */
export const PEERS = ['ours', 'bare', 'unmasked', 'pgbench', 'obvious'] as const
/** In addition, the desk as of a commit, if one is given. */
export type PeerName = 'before' | (typeof PEERS)[number]

const numbers = z
  .string()
  .transform((text) => text.split(',').map(Number))
  .pipe(z.array(z.number().positive().max(10_000)).min(1))

const schema = z.object({
  /** A commit to compare with. */
  before: z.string().optional(),
  concurrency: numbers,
  pages: z.boolean(),
  peers: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(PEERS)).min(1)),
  /** Whether to record a CPU profile of the desk. */
  profile: z.boolean(),
  /** How many reports add to a call that was already reported: hardly any, or half of them. */
  repeats: z.enum(['few', 'half']),
  rounds: z.coerce.number().int().min(1).max(50),
  seconds: z.coerce.number().min(0.5).max(60),
  sizes: numbers,
})

/** What to measure. Sizes in KB. */
export type Options = z.infer<typeof schema>

const FULL = {
  concurrency: '1,16,64',
  peers: PEERS.join(','),
  repeats: 'few',
  rounds: '5',
  seconds: '2',
  sizes: '3,25,100',
} as const

/** Reads the command line. Without arguments, the whole matrix is measured. */
export const readOptions = (args: readonly string[]): Options => {
  const { values } = parseArgs({
    allowNegative: true,
    args: [...args],
    options: {
      before: { type: 'string' },
      concurrency: { default: FULL.concurrency, type: 'string' },
      pages: { default: true, type: 'boolean' },
      peers: { default: FULL.peers, type: 'string' },
      profile: { default: false, type: 'boolean' },
      repeats: { default: FULL.repeats, type: 'string' },
      rounds: { default: FULL.rounds, type: 'string' },
      seconds: { default: FULL.seconds, type: 'string' },
      sizes: { default: FULL.sizes, type: 'string' },
    },
  })
  return schema.parse(values)
}

/** Whether this run may replace the published result, because nothing is left out. */
export const isWhole = (options: Options): boolean => {
  const full = schema.parse({ ...FULL, pages: true, profile: false })
  const holds = (all: readonly unknown[], wanted: readonly unknown[]) =>
    wanted.every((each) => all.includes(each))
  return (
    options.pages &&
    !options.profile &&
    options.repeats === full.repeats &&
    options.rounds >= full.rounds &&
    options.seconds >= full.seconds &&
    holds(options.sizes, full.sizes) &&
    holds(options.concurrency, full.concurrency) &&
    holds(options.peers, full.peers)
  )
}
