import type { Payload } from 'payload'
import { describeError } from './lib/describeError'

/** What is logged: words, and the error that they are about. */
type Entry = { [detail: string]: unknown; err?: unknown; msg: string }

type Logger = { error: (entry: Entry) => void; info: (entry: Entry) => void }

const line = ({ err, msg }: Entry): string =>
  `${msg}${err === undefined ? '' : `: ${describeError(err)}`}\n`

/** Before Payload is there, and after it has gone. */
const plain: Logger = {
  error: (entry) => void process.stderr.write(line(entry)),
  info: (entry) => void process.stdout.write(line(entry)),
}

let logger: Logger = plain

/** Logs by Payload's logger from now on: JSON, `LOG_LEVEL`, without statements and their parameters. */
export const logBy = (payloads: Payload['logger']): void => {
  logger = payloads
}

/** The one way to log where no `payload.logger` is at hand. */
export const log: Logger = {
  error: (entry) => logger.error(entry),
  info: (entry) => logger.info(entry),
}
