import type { IncomingMessage } from 'node:http'
import { errorCode } from '../../lib/errorCode'
import { requestConnection } from '../../request/requestAtHand'
import { DatabaseSilent } from './boundedQuery'
import { DatabaseTooSlow, isAway } from './deadline'
import { TooLate } from './readInTime'

// SQLSTATE: a statement or its wait for a lock took too long; out of memory or disk space; a database that
// accepts no writes at present.
const BUSY = /^(25006|57014|55P03|53)/
// Errors of pg's pool and of Payload that have no code.
const NO_CONNECTION = /^(timeout exceeded when trying to connect|Error: cannot begin transaction)/
const MAX_CAUSES = 5

const saysSo = (error: Error): boolean =>
  error instanceof DatabaseTooSlow ||
  error instanceof DatabaseSilent ||
  error instanceof TooLate ||
  isAway(error) ||
  NO_CONNECTION.test(error.message) ||
  BUSY.test(errorCode(error) ?? '')

/** Whether an error, or one of its causes, means that the database is away or too busy to answer. */
export const isDatabaseAway = (error: unknown): boolean => {
  let each = error
  for (let depth = 0; depth < MAX_CAUSES && each instanceof Error; depth += 1) {
    if (saysSo(each)) return true
    each = each.cause
  }
  return false
}

const metAway = new WeakSet<IncomingMessage>()

/**
 * Marks the current request if the error means that it could not query the database. Its answer may then be
 * untrue, for example that nobody is signed in.
 * @returns whether the error means that
 */
export const noteIfAway = (error: unknown): boolean => {
  if (!isDatabaseAway(error)) return false
  noteAway()
  return true
}

/** Marks the current request whatever the error was: the database could not tell who sent it. */
export const noteAway = (): void => {
  const connection = requestConnection()
  if (connection) metAway.add(connection)
}

/** Whether a request was marked because the database was away. */
export const hasMetAway = (connection: IncomingMessage): boolean => metAway.has(connection)
