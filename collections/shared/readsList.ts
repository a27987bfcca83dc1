import type { CollectionBeforeOperationHook } from 'payload'

type Operation = Pick<
  Parameters<CollectionBeforeOperationHook>[0],
  'args' | 'operation' | 'overrideAccess'
>

/** Whether the operation reads relations of other documents. */
export const isNested = (args: object): boolean =>
  'currentDepth' in args && Boolean(args.currentDepth)

/** Whether the admin reads the list that it shows: nothing else asks who has a document open. */
export const isAdminList = (args: object): boolean =>
  'includeLockStatus' in args && args.includeLockStatus === true

/**
 * Whether a user reads a list. False for the system itself, for a single document by its id, and for
 * relations of other documents.
 */
export const readsList = ({ args, operation, overrideAccess }: Operation): boolean =>
  operation === 'read' && !overrideAccess && !('id' in args) && !isNested(args)
