const MAX_CAUSES = 5

const property = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined

/** The `code` of an error of the system, of Node or of PostgreSQL, such as `ECONNREFUSED` or `28P01`. */
export const errorCode = (error: unknown): string | undefined => {
  const code = property(error, 'code')
  return typeof code === 'string' && code !== '' ? code : undefined
}

/** What caused an error: Drizzle and fetch wrap errors by `cause`, GraphQL by `originalError`. */
export const causeOf = (error: unknown): unknown =>
  property(error, 'originalError') ?? property(error, 'cause')

/** The code of the error underneath: that of the last cause that has one. */
export const rootCode = (error: unknown, depth = 0): string | undefined => {
  const cause = depth < MAX_CAUSES ? causeOf(error) : undefined
  return (cause === undefined ? undefined : rootCode(cause, depth + 1)) ?? errorCode(error)
}

/** What to call an error whose message must not be shown: its code, or its name. */
export const errorTitle = (error: unknown): string =>
  errorCode(error) ?? (error instanceof Error ? error.name : 'unknown')
