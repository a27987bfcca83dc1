import { errorCode } from './errorCode'

const messageOf = (error: object): string | undefined => {
  const message: unknown = Reflect.get(error, 'message')
  return typeof message === 'string' && message !== '' ? message.split('\n')[0] : undefined
}

/**
 * Describes an error in one line that is safe to log.
 * The message of a failed query repeats the statement with its parameters, which are call data. The
 * driver's error underneath is described instead.
 */
export const describeError = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return String(error)
  const cause: unknown = Reflect.get(error, 'cause')
  const message = messageOf(error)
  if (message?.startsWith('Failed query')) {
    return cause === undefined ? 'A query failed' : describeError(cause)
  }
  const code = errorCode(error)
  if (message === undefined) return code ?? 'Unknown error'
  return code === undefined || message.includes(code) ? message : `${message} (${code})`
}
