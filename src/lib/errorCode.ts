const MAX_CAUSES = 5

const property = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined

/**
 * The `code` of an error of the system, Node or PostgreSQL, such as `ECONNREFUSED` or `28P01`.
 * @returns undefined without one
 */
export const errorCode = (error: unknown): string | undefined => {
  const code = property(error, 'code')
  return typeof code === 'string' && code !== '' ? code : undefined
}

/** The error that another one wraps: Drizzle and fetch call it `cause`, GraphQL `originalError`. */
export const causeOf = (error: unknown): unknown =>
  property(error, 'originalError') ?? property(error, 'cause')

/** The code of the innermost cause that has one; undefined when none has. Follows at most 5 causes. */
export const rootCode = (error: unknown, depth = 0): string | undefined => {
  const cause = depth < MAX_CAUSES ? causeOf(error) : undefined
  return (cause === undefined ? undefined : rootCode(cause, depth + 1)) ?? errorCode(error)
}

/** A title for an error whose message must not be shown: its code, else its name. */
export const errorTitle = (error: unknown): string =>
  errorCode(error) ?? (error instanceof Error ? error.name : 'unknown')
