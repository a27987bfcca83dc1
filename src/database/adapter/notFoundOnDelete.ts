import { type BaseDatabaseAdapter, type DatabaseAdapterObj, NotFound } from 'payload'

/** Payload's own collections: it deletes some of their documents without knowing whether they exist. */
const isPayloads = (collection: string): boolean => collection.startsWith('payload-')

/**
 * Answers 404 for a document that somebody else deletes at the same time. Payload reads it, deletes it, and
 * treats the null that it gets back as the document, which ends in a 500.
 */
export const withNotFoundOnDelete = (database: DatabaseAdapterObj): DatabaseAdapterObj => ({
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
