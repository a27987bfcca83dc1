import type { CollectionBeforeOperationHook } from 'payload'

type Operation = Pick<
  Parameters<CollectionBeforeOperationHook>[0],
  'args' | 'operation' | 'overrideAccess'
>

/** Whether it is a relation of documents that are being read already. */
export const isNested = (args: object): boolean =>
  'currentDepth' in args && Boolean(args.currentDepth)

/**
 * Whether somebody reads a list: not the system itself, not one document by its id, and not the
 * relations of a list that is being read already.
 */
export const readsList = ({ args, operation, overrideAccess }: Operation): boolean =>
  operation === 'read' && !overrideAccess && !('id' in args) && !isNested(args)
