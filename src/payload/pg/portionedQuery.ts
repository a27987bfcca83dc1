import pg from 'pg'
import { methodOf } from './methodOf'

/** A column as the server describes it. */
export type Field = { dataTypeID: number; name: string }
/** The values of a row as the server sends them: as text. */
export type Values = readonly (null | string)[]

/** How many bytes rows may take together. */
export type Budget = {
  /** The bytes that are left; undefined: no limit. */
  readonly left: number | undefined
  /** Takes that many bytes; returns false if fewer are left. */
  take: (size: number) => boolean
}

type PortionedQueryArgs = {
  budget: Budget
  /** The bytes of this many rows are counted; a further row only shows that there is one. */
  limit: number
  params: unknown[]
  /** How many rows to request at first, and at most after that; undefined: all rows together. */
  portion: undefined | { first: number; max: number }
  /** How many bytes of the budget a row takes. */
  sizeOf: (values: Values, fields: readonly Field[]) => number
  text: string
  types: pg.CustomTypesConfig
}

/**
 * A query that takes rows as long as their bytes fit, and then requests no more. We rely on: pg passes each
 * row to `handleDataRow` with its texts in `fields`, ends each portion of `rows` with
 * `handlePortalSuspended`, and keeps columns and rows in `_result`; after portions, we have to sync the
 * connection ourselves.
 */
export const portionedQuery = ({
  budget,
  limit,
  params,
  portion,
  sizeOf,
  text,
  types,
}: PortionedQueryArgs): pg.Query => {
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
  // Without portions, pg sends the sync together with the query.
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
