import pg from 'pg'
import { methodOf } from './methodOf'

/** As the server describes a column. */
export type Field = { dataTypeID: number; name: string }
/** A row as the server sends it: texts. */
export type Values = readonly (null | string)[]

/** What rows may take together. */
export type Budget = {
  /** Bytes; undefined: as many as there are. */
  readonly left: number | undefined
  /** Takes some; false where they are not left. */
  take: (size: number) => boolean
}

type Asked = {
  budget: Budget
  /** So many rows have their bytes counted; one more only says that it is there. */
  limit: number
  params: unknown[]
  /** How many rows to ask for first, and at most after that; undefined: all. */
  portion: undefined | { first: number; max: number }
  /** How many bytes a row takes of the budget. */
  sizeOf: (values: Values, fields: readonly Field[]) => number
  text: string
  types: pg.CustomTypesConfig
}

/**
 * A query that takes rows as long as their bytes fit, and asks for no others then. We rely on: pg hands each
 * row to `handleDataRow` with its texts in `fields`, ends each portion of `rows` by `handlePortalSuspended`,
 * and keeps columns and rows in `_result`; after portions the connection has to be synced by us.
 */
export const portionedQuery = ({
  budget,
  limit,
  params,
  portion,
  sizeOf,
  text,
  types,
}: Asked): pg.Query => {
  const rows = portion && limit > 1 ? portion.first : undefined
  const query = new pg.Query({ text, types, values: params, ...(rows && { rows }) })
  const acts = {
    complete: methodOf(query, 'handleCommandComplete'),
    fail: methodOf(query, 'handleError'),
    proceed: methodOf(query, 'handlePortalSuspended'),
    takeRow: methodOf(query, 'handleDataRow'),
  }
  let count = 0
  let isFull = false
  let total = 0
  // Without portions pg says along with the question that it was all.
  let isSynced = rows === undefined
  const endSync = (connection: unknown) => {
    if (isSynced) return
    isSynced = true
    methodOf(Object(connection), 'sync')()
  }
  const overrides = {
    handleCommandComplete: (message: unknown, connection: unknown) => {
      isSynced = true
      acts.complete(message, connection)
    },
    handleDataRow: (message: unknown) => {
      if (isFull) return
      const result = Reflect.get(query, '_result')
      if (count === limit) {
        methodOf(result, 'addRow')({})
        return
      }
      const values: Values = Reflect.get(Object(message), 'fields')
      const fields: readonly Field[] = Reflect.get(result, 'fields')
      const size = sizeOf(values, fields)
      isFull = !budget.take(size)
      if (isFull) return
      count += 1
      total += size
      acts.takeRow(message)
    },
    handleError: (error: unknown, connection: unknown) => {
      if (error instanceof pg.DatabaseError) endSync(connection)
      acts.fail(error, connection)
    },
    handlePortalSuspended: (connection: unknown) => {
      if (isFull) {
        endSync(connection)
        return
      }
      const fitting = Math.floor(((budget.left ?? 0) * count) / total)
      Reflect.set(query, 'rows', Math.min(portion?.max ?? 1, Math.max(1, fitting)))
      acts.proceed(connection)
    },
  }
  return Object.assign(query, overrides)
}
