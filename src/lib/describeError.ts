const textProperty = (value: object, key: string): string | undefined => {
  const property: unknown = Reflect.get(value, key)
  return typeof property === 'string' && property !== '' ? property : undefined
}

/** The `code` of a system or PostgreSQL error, such as `ECONNREFUSED` or `28P01`. */
export const errorCode = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null ? textProperty(error, 'code') : undefined

/**
 * Describes an error in one line that is safe to log.
 * A failed query's own message repeats the statement with its parameters, which are call data, so
 * the driver's error underneath speaks for it.
 */
export const describeError = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return String(error)
  const cause: unknown = Reflect.get(error, 'cause')
  const message = textProperty(error, 'message')?.split('\n')[0]
  if (message?.startsWith('Failed query')) {
    return cause === undefined ? 'A query failed' : describeError(cause)
  }
  const code = errorCode(error)
  if (message === undefined) return code ?? 'Unknown error'
  return code === undefined || message.includes(code) ? message : `${message} (${code})`
}
