import type { Payload } from 'payload'
import { describeError } from './lib/describeError'

/** A log entry: a message, and the error that it is about. */
type Entry = { [detail: string]: unknown; err?: unknown; msg: string }

type Logger = { error: (entry: Entry) => void; info: (entry: Entry) => void }

const line = ({ err, msg }: Entry): string =>
  `${msg}${err === undefined ? '' : `: ${describeError(err)}`}\n`

/** Used before Payload is open and after it is closed. */
const plain: Logger = {
  error: (entry) => void process.stderr.write(line(entry)),
  info: (entry) => void process.stdout.write(line(entry)),
}

let logger: Logger = plain

/** Uses Payload's logger from now on, which applies `LOG_LEVEL` and removes SQL statements and their parameters. */
export const logBy = (payloads: Payload['logger']): void => {
  logger = payloads
}

/** Use this where there is no `payload.logger`. */
export const log: Logger = {
  error: (entry) => logger.error(entry),
  info: (entry) => logger.info(entry),
}
