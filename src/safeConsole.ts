import { safeToLog } from './logger'

let isSafe = false

/**
 * Removes the statements and parameters of failed queries from what Next and other libraries print to the
 * console, because they print errors with all their properties.
 */
export const makeConsoleSafe = (): void => {
  if (isSafe) return
  isSafe = true
  for (const level of ['error', 'warn'] as const) {
    const write = console[level].bind(console)
    console[level] = (...values: unknown[]) => write(...values.map((value) => safeToLog(value)))
  }
}
