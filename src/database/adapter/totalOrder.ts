import type { BaseDatabaseAdapter, DatabaseAdapterObj, FindArgs, PaginatedDocs } from 'payload'

const ID = 'id'

/**
 * An order without ties: documents that are equal in all its fields are sorted by id, in the direction of the
 * first field, so that one index can be scanned both ways.
 */
export const totalOrder = (sort: FindArgs['sort']): string[] => {
  const given = [sort ?? []].flat().flatMap((each) => each.split(','))
  const [first] = given
  if (first === undefined || given.some((each) => each.replace(/^-/, '') === ID)) return given
  return [...given, first.startsWith('-') ? `-${ID}` : ID]
}

/**
 * Ends every order with the id. Otherwise a reader who goes from page to page misses some documents that
 * compare equal, and sees others twice: PostgreSQL may return them in another order each time.
 */
export const withTotalOrder = (database: DatabaseAdapterObj): DatabaseAdapterObj => ({
  ...database,
  init: (initArgs) => {
    const adapter = database.init(initArgs)
    const { find } = adapter
    return Object.assign(adapter, {
      async find(this: BaseDatabaseAdapter, args: FindArgs): Promise<PaginatedDocs<object>> {
        const { defaultSort, timestamps } = initArgs.payload.collections[args.collection].config
        // The default of Payload's adapter.
        const usual = defaultSort ?? (timestamps ? '-createdAt' : '-id')
        const read: (this: BaseDatabaseAdapter, args: FindArgs) => Promise<PaginatedDocs<object>> =
          find
        return read.call(this, { ...args, sort: totalOrder(args.sort ?? usual) })
      },
    })
  },
})
