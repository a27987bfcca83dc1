import { readFileSync, writeFileSync } from 'node:fs'

const MB = 2 ** 20

/** Memory of a process, in MB. */
export type Memory = { external: number; heap: number; rss: number }

type Scraped = { metricsToken: string; url: string }

const SAMPLES = {
  external: 'nodejs_external_memory_bytes',
  heap: 'nodejs_heap_size_used_bytes',
  rss: 'process_resident_memory_bytes',
} as const

/** The desk's memory from its own metrics, as an operator would read it. */
export const readMemory = async ({ metricsToken, url }: Scraped): Promise<Memory> => {
  const answer = await fetch(`${url}/metrics`, {
    headers: { authorization: `Bearer ${metricsToken}` },
  })
  const text = await answer.text()
  const of = (name: string) =>
    Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN) / MB
  return { external: of(SAMPLES.external), heap: of(SAMPLES.heap), rss: of(SAMPLES.rss) }
}

/** Resets the highest resident size. Linux only: elsewhere it does nothing. */
export const resetPeak = (processID: number): void => {
  if (process.platform === 'linux') writeFileSync(`/proc/${processID}/clear_refs`, '5')
}

/**
 * The highest resident size since the last reset, in MB, from the kernel: no peak is missed. NaN without
 * Linux.
 */
export const readPeak = (processID: number): number => {
  if (process.platform !== 'linux') return Number.NaN
  const status = readFileSync(`/proc/${processID}/status`, 'utf8')
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) / 1024
}
