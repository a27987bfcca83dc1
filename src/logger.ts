import { type Config, defaultLoggerOptions } from 'payload'

type LoggerConfig = Extract<Config['logger'], { options: unknown }>

const textOf = (value: unknown, key: string): string | undefined => {
  if (typeof value !== 'object' || value === null) return undefined
  const text: unknown = Reflect.get(value, key)
  return typeof text === 'string' ? text : undefined
}

const causeOf = (err: unknown): unknown =>
  err instanceof Error ? (err.cause ?? Reflect.get(err, 'originalError')) : undefined

// Drizzle puts the statement and its parameters into the message, and those are people's calls.
const isQueryError = (err: unknown): boolean =>
  err instanceof Error && ('params' in err || err.message.startsWith('Failed query'))

const framesOf = (err: Error): string[] =>
  (err.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '))

/**
 * What the log says of an error: its kind, its code and where it came from. Never the parameters of
 * a query, nor the details in which Postgres repeats the values of a row.
 */
export const describeForLog = (err: unknown): unknown => {
  if (!(err instanceof Error)) return 'not an error'
  const cause = causeOf(err)
  return {
    code: textOf(err, 'code') ?? textOf(cause, 'code'),
    message:
      isQueryError(err) || isQueryError(cause) || 'severity' in err
        ? 'A database query failed'
        : err.message,
    stack: framesOf(err),
    status: Reflect.get(err, 'status') ?? (cause && Reflect.get(Object(cause), 'status')),
    type: err.constructor.name,
  }
}

const statusOf = (entry: unknown): number => {
  if (typeof entry !== 'object' || entry === null || !('err' in entry)) return 500
  const { err } = entry
  const status: unknown =
    Reflect.get(Object(err), 'status') ?? Reflect.get(Object(causeOf(err)), 'status')
  return typeof status === 'number' ? status : 500
}

const ERROR = 50

/**
 * Payload's logger at the level of `LOG_LEVEL`: coloured lines in a terminal, JSON elsewhere. A refusal is an answer, not an error of
 * the desk: it is logged for debugging only.
 */
export const createLogger = ({ level }: { level: string }): LoggerConfig => ({
  ...(process.stdout.isTTY ? { destination: defaultLoggerOptions } : {}),
  options: {
    hooks: {
      logMethod(args, method, logged) {
        if (logged === ERROR && statusOf(args[0]) < 500) {
          if (this.isLevelEnabled('debug'))
            this.debug(describeForLog(Reflect.get(Object(args[0]), 'err')))
          return
        }
        method.apply(this, args)
      },
    },
    level,
    serializers: { err: describeForLog },
  },
})
