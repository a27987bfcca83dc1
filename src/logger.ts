import { format } from 'node:util'
import { type Config, defaultLoggerOptions } from 'payload'
import { causeOf, errorCode } from './lib/errorCode'
import { refusalIn } from './refusals/addCode'
import { requestConnection } from './request/requestAtHand'
import { requestIDOf } from './request/requestID'

type LoggerConfig = Extract<Config['logger'], { options: unknown }>

const textOf = (value: unknown, key: string): string | undefined => {
  if (typeof value !== 'object' || value === null) return undefined
  const text: unknown = Reflect.get(value, key)
  return typeof text === 'string' ? text : undefined
}

// Drizzle puts the statement and its parameters into the message. Those are data of calls.
const isQueryError = (err: unknown): boolean =>
  err instanceof Error && ('params' in err || err.message.startsWith('Failed query'))

/** Matches the statement and its parameters, up to the end of the text. */
const STATEMENT = /Failed query[\s\S]*$/

/** Removes the statement and parameters of a failed query from a text. */
export const withoutStatement = (text: string): string =>
  text.replace(STATEMENT, 'A database query failed')

const framesOf = (err: Error): string[] =>
  (err.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '))

/**
 * What the log says about an error: its type, code and stack. Never the parameters of a query, or the details
 * in which Postgres repeats the values of a row.
 */
export const describeForLog = (err: unknown): unknown => {
  if (!(err instanceof Error)) return 'not an error'
  const cause = causeOf(err)
  return {
    code: errorCode(err) ?? errorCode(cause),
    message:
      isQueryError(err) || isQueryError(cause) || 'severity' in err
        ? 'A database query failed'
        : withoutStatement(err.message),
    stack: framesOf(err),
    status: Reflect.get(err, 'status') ?? (cause && Reflect.get(Object(cause), 'status')),
    type: err.constructor.name,
  }
}

const MAX_DEPTH = 4

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  [null, Object.prototype].includes(Object.getPrototypeOf(value))

/** Makes a value safe to log, at any depth: describes errors and removes statements from texts. */
export const safeToLog = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return withoutStatement(value)
  if (value instanceof Error) return describeForLog(value)
  if (depth > MAX_DEPTH) return '…'
  if (Array.isArray(value)) return value.map((each) => safeToLog(each, depth + 1))
  if (!isPlain(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, safeToLog(each, depth + 1)]),
  )
}

const messageOf = (err: unknown): string => textOf(describeForLog(err), 'message') ?? 'Error'

const asText = (values: readonly unknown[]): string | undefined =>
  values.length === 0
    ? undefined
    : withoutStatement(format(...values.map((each) => safeToLog(each))))

/**
 * Makes the arguments of a log call safe. Pino uses an error's message for an entry without one, and prints
 * all other arguments unchanged.
 */
const safeEntry = ([first, ...values]: readonly unknown[]): [unknown, string?] => {
  if (typeof first === 'string') return [asText([first, ...values])]
  const entry = first instanceof Error ? { err: first } : first
  const message = asText(values)
  if (!isPlain(entry)) return [safeToLog(entry), message]
  const isSaid = message !== undefined || typeof entry.msg === 'string' || !('err' in entry)
  return [safeToLog(entry), isSaid ? message : messageOf(entry.err)]
}

const statusOf = (entry: unknown): number => {
  if (typeof entry !== 'object' || entry === null || !('err' in entry)) return 500
  const { err } = entry
  const status: unknown =
    Reflect.get(Object(err), 'status') ?? Reflect.get(Object(causeOf(err)), 'status')
  return typeof status === 'number' ? status : 500
}

/** Whether the entry is about a refusal, not an error of the desk. A busy desk has no time to log each one. */
const isRefusal = (entry: unknown): boolean =>
  statusOf(entry) < 500 || refusalIn(Reflect.get(Object(entry), 'err'))?.code === 'BUSY'

const ERROR = 50

/**
 * The settings of Payload's logger: coloured lines in a terminal, JSON elsewhere. Refusals are not errors of
 * the desk, so they are only logged at the level `debug`.
 */
export const createLogger = ({ level }: { level: string }): LoggerConfig => ({
  ...(process.stdout.isTTY ? { destination: defaultLoggerOptions } : {}),
  options: {
    hooks: {
      logMethod(args, method, logged) {
        if (logged === ERROR && isRefusal(args[0])) {
          if (this.isLevelEnabled('debug'))
            this.debug(describeForLog(Reflect.get(Object(args[0]), 'err')))
          return
        }
        const [entry, message] = safeEntry(args)
        const incoming = requestConnection()
        if (incoming === undefined || !isPlain(entry)) method.call(this, entry, message)
        else method.call(this, { requestID: requestIDOf(incoming), ...entry }, message)
      },
    },
    level,
    // The error has been described already, before pino takes its message.
    serializers: { err: (described: unknown) => described },
  },
})
