import type { IncomingMessage } from 'node:http'
import { errorCode } from '../../lib/errorCode'
import { requestConnection } from '../../request/requestAtHand'
import { DatabaseSilent } from './boundedQuery'
import { DatabaseTooSlow, isAway } from './deadline'
import { TooLate } from './readInTime'

// SQLSTATE: a statement that took too long, or waited for a lock for too long; too little memory or disk; a
// database that takes no writes for now.
const BUSY = /^(25006|57014|55P03|53)/
// What pg's pool and Payload say without a code.
const NO_CONNECTION = /^(timeout exceeded when trying to connect|Error: cannot begin transaction)/
const MAX_CAUSES = 5

const saysSo = (error: Error): boolean =>
  error instanceof DatabaseTooSlow ||
  error instanceof DatabaseSilent ||
  error instanceof TooLate ||
  isAway(error) ||
  NO_CONNECTION.test(error.message) ||
  BUSY.test(errorCode(error) ?? '')

/** Whether an error, or what caused it, says that the database is away or too busy to answer. */
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
 * Notes with the request at hand that it could not ask the database: whatever is answered then, such as
 * that nobody is signed in, may be untrue.
 * @returns whether the error says so
 */
export const noteIfAway = (error: unknown): boolean => {
  if (!isDatabaseAway(error)) return false
  noteAway()
  return true
}

/** Notes it whatever the error was: the database did not say who it is that asks. */
export const noteAway = (): void => {
  const connection = requestConnection()
  if (connection) metAway.add(connection)
}

/** Whether a request has met a database that was away. */
export const hasMetAway = (connection: IncomingMessage): boolean => metAway.has(connection)
