import { join } from 'node:path'
import { root } from '../../src/server/cli/root.mjs'
import { type Closers, createClosers } from '../../src/server/closers'

/** The working folder of benchmarks: databases, built peers, results that are not published. */
export const work = join(root, 'bench', '.work')

/**
 * Runs a benchmark and exits. Everything that it opened is closed, also when it fails or is stopped. The exit
 * code is 1 if it throws, otherwise the one that it has set.
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
