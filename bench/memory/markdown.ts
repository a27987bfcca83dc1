import type { Machine } from '../ingest/machine'
import { aboutMachine, row } from '../shared/markdown'
import type { BurstResult } from './bursts'
import type { LoadSeen } from './load'
import type { Memory } from './memoryOf'
import { slopePerMinute } from './slope'

/** The memory at one moment of the load. */
export type Sample = Memory & { seconds: number }

/** Everything that was measured. */
export type Measured = { bursts: BurstResult[]; load: LoadSeen; minutes: number; samples: Sample[] }

const KEYS = ['rss', 'heap', 'external'] as const
const HEADS = { external: 'outside the heap', heap: 'heap', rss: 'resident' } as const
/** The share of the load during which caches fill, code is compiled and the heap grows to its size. */
const WARM_UP_SHARE = 0.3

/** How much each size grows after the warm-up, in MB per minute. */
export const slopesOf = (samples: readonly Sample[]) => {
  const last = samples.at(-1)?.seconds ?? 0
  const warm = samples.filter(({ seconds }) => seconds >= last * WARM_UP_SHARE)
  const of = (key: (typeof KEYS)[number]) =>
    slopePerMinute(warm.map((sample) => ({ seconds: sample.seconds, value: sample[key] })))
  return { external: of('external'), heap: of('heap'), rss: of('rss') }
}

const rule = (count: number) => row(Array.from({ length: count }, () => '---'))

const statusText = (statuses: Record<string, number>) =>
  Object.entries(statuses)
    .map(([status, count]) => `${count} × ${status}`)
    .join(', ')

/** The result as a page of Markdown. */
export const toMarkdown = (
  { bursts, load, minutes, samples }: Measured,
  { machine, notes }: { machine: Machine; notes: readonly string[] },
): string => {
  const slopes = slopesOf(samples)
  const violations = [load, ...bursts].flatMap((each) => each.violations)
  return [
    '# Memory',
    '',
    'The memory of the desk’s process, in MB, from its own metrics; peaks are those of the kernel. Target: flat',
    'under full load, and below 1,024 MB with 64 senders of 10 MB at the same time.',
    '',
    '## Bursts',
    '',
    row(['burst', 'resident before', 'peak', 'answers', 'last answer after']),
    rule(5),
    ...bursts.map(({ before, name, peak, slowest, statuses }) =>
      row([
        name,
        before.toFixed(0),
        peak.toFixed(0),
        statusText(statuses),
        `${slowest.toFixed(1)} s`,
      ]),
    ),
    '',
    `## ${minutes} minutes of full load`,
    '',
    `64 senders without a pause, bodies of 3, 25 and 100 KB in turn: ${load.accepted.toLocaleString('en')} reports`,
    `accepted, ${load.refused.toLocaleString('en')} without a 2xx answer.`,
    '',
    row(['', ...KEYS.map((key) => HEADS[key])]),
    rule(4),
    row(['growth after the warm-up, MB per minute', ...KEYS.map((key) => slopes[key].toFixed(2))]),
    row(['highest', ...KEYS.map((key) => Math.max(...samples.map((s) => s[key])).toFixed(0))]),
    '',
    row(['second', ...KEYS.map((key) => HEADS[key])]),
    rule(4),
    ...samples.map((sample) =>
      row([sample.seconds.toFixed(0), ...KEYS.map((key) => sample[key].toFixed(0))]),
    ),
    '',
    ...(violations.length > 0
      ? violations.map((violation) => `- **VIOLATION**: ${violation}`)
      : ['- Nothing lost, nothing stored twice.']),
    ...notes.map((note) => `- ${note}`),
    '',
    ...aboutMachine(machine),
    '',
  ].join('\n')
}
