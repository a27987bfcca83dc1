import { PERMISSION_ACTIONS, PERMISSIONS, type Permission } from '../../access/permissions'

export type Row = {
  /** In the order of the columns; null where there is no such permission. */
  cells: readonly (null | Permission)[]
  /** The slug of the collection. */
  collection: string
}

const known: ReadonlySet<string> = new Set(PERMISSIONS)

const isPermission = (value: string): value is Permission => known.has(value)

const collections = [...new Set(PERMISSIONS.map((each) => each.slice(0, each.indexOf('.'))))]

/** A row for each collection, with a cell for each action. */
export const ROWS: readonly Row[] = collections.map((collection) => ({
  cells: PERMISSION_ACTIONS.map((action) => {
    const permission = `${collection}.${action}`
    return isPermission(permission) ? permission : null
  }),
  collection,
}))
