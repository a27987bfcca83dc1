import type { Reader } from './readers'

/** The CPU time that one body takes, in milliseconds: the median of the rounds, and the longest. */
export type Cost = { cpu: number; longest: number }
export type Compared = { before: Cost; now: Cost; ratio: number }

/** Long enough for the resolution of the CPU clock. */
const ROUND_MS = 60

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

const cpuOf = (read: Reader, bytes: Uint8Array, count: number): number => {
  const start = process.cpuUsage()
  for (let done = 0; done < count; done += 1) read(bytes)
  const { system, user } = process.cpuUsage(start)
  return (system + user) / 1000 / count
}

/** How many readings fill a round. Also warms up the code. */
const countFor = (read: Reader, bytes: Uint8Array): number => {
  for (let count = 1; ; count *= 2) {
    const cpu = cpuOf(read, bytes, count) * count
    if (cpu >= ROUND_MS) return Math.max(1, Math.round((count * ROUND_MS) / cpu))
  }
}

/**
 * Reads a body in turn with both readers, so that other work of the machine affects both. The ratio is the
 * median of those of each round, and above 1 if the body takes less time now.
 */
export const compare = (
  { before, now }: { before: Reader; now: Reader },
  bytes: Uint8Array,
  rounds: number,
): Compared => {
  const count = countFor(before, bytes)
  countFor(now, bytes)
  const old: number[] = []
  const own: number[] = []
  const ratios: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const isFirst = round % 2 === 0
    const first = cpuOf(isFirst ? before : now, bytes, count)
    const second = cpuOf(isFirst ? now : before, bytes, count)
    const [a, b] = isFirst ? [first, second] : [second, first]
    old.push(a)
    own.push(b)
    ratios.push(a / b)
  }
  return {
    before: { cpu: median(old), longest: Math.max(...old) },
    now: { cpu: median(own), longest: Math.max(...own) },
    ratio: median(ratios),
  }
}
