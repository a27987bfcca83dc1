import { type BaseDatabaseAdapter, type DatabaseAdapterObj, NotFound } from 'payload'

/** Payload's own documents, of which it deletes some without knowing whether they are there. */
const isPayloads = (collection: string): boolean => collection.startsWith('payload-')

/**
 * Says 404 of a document that somebody else deletes at the same time. Payload reads it, deletes it, and takes
 * the nothing that comes back for the document: 500.
 */
export const withDeletedMeanwhile = (database: DatabaseAdapterObj): DatabaseAdapterObj => ({
  ...database,
  init: (initArgs) => {
    const adapter = database.init(initArgs)
    const deleteOne: BaseDatabaseAdapter['deleteOne'] = adapter.deleteOne
    return Object.assign(adapter, {
      async deleteOne(
        this: BaseDatabaseAdapter,
        args: Parameters<BaseDatabaseAdapter['deleteOne']>[0],
      ) {
        const deleted = await deleteOne.call(this, args)
        const isMissing = deleted === null && args.returning !== false
        if (isMissing && !isPayloads(args.collection)) throw new NotFound(args.req?.t)
        return deleted
      },
    })
  },
})
