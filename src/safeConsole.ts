import { safeToLog } from './logger'

let isSafe = false

/**
 * Keeps the statements of failed queries, and their parameters, from what Next and others write to the
 * console past the log: they print errors with all that is in them.
 */
export const makeConsoleSafe = (): void => {
  if (isSafe) return
  isSafe = true
  for (const level of ['error', 'warn'] as const) {
    const write = console[level].bind(console)
    console[level] = (...values: unknown[]) => write(...values.map((value) => safeToLog(value)))
  }
}
