import type { CollectionBeforeOperationHook } from 'payload'

const MAX_PAGE = 100
const DEFAULT_PAGE = 10

const isNested = (args: object): boolean => 'currentDepth' in args && Boolean(args.currentDepth)

/**
 * Nobody gets more than 100 documents a page, whatever `limit` or `pagination` says. Payload has no
 * ceiling of its own, and `limit=0` would mean everything.
 */
export const clampLimit: CollectionBeforeOperationHook = ({ args, operation, overrideAccess }) => {
  if (operation !== 'read' || overrideAccess) return
  // Reading one document, or populating the relations of a page that was clamped already.
  if ('id' in args || isNested(args)) return
  const limit = 'limit' in args ? Number(args.limit ?? DEFAULT_PAGE) : DEFAULT_PAGE
  const wanted = limit > 0 ? limit : MAX_PAGE
  return { ...args, limit: Math.min(wanted, MAX_PAGE) }
}
