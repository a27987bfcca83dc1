import { join } from 'node:path'
import { root } from '../../src/server/cli/root.mjs'
import { type Closers, createClosers } from '../../src/server/closers'

/** What benchmarks keep for themselves: databases, built peers, results that are not published. */
export const work = join(root, 'bench', '.work')

/**
 * Runs a benchmark and ends the process: whatever was opened is closed, also when it fails or is
 * stopped. The exit code is 1 when it throws, and what it has set itself when not.
 */
export const runBenchmark = async (
  benchmark: (closers: Closers) => Promise<void>,
): Promise<never> => {
  const closers = createClosers()
  const stop = () => void closers.closeAll().then(() => process.exit(130))
  process.once('SIGINT', stop).once('SIGTERM', stop)
  try {
    await benchmark(closers)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  } finally {
    await closers.closeAll()
  }
  process.exit()
}
