import type { BaseDatabaseAdapter, DatabaseAdapterObj, FindArgs, PaginatedDocs } from 'payload'

const ID = 'id'

/**
 * An order in which no two documents stand at the same place: those that are alike by all else go by their
 * id, in the direction of what comes first, so that an index can be followed both ways.
 */
export const totalOrder = (sort: FindArgs['sort']): string[] => {
  const given = [sort ?? []].flat().flatMap((each) => each.split(','))
  const [first] = given
  if (first === undefined || given.some((each) => each.replace(/^-/, '') === ID)) return given
  return [...given, first.startsWith('-') ? `-${ID}` : ID]
}

/**
 * Ends every order with the id. Whoever reads page after page otherwise misses documents that are alike, and
 * sees others twice: PostgreSQL may put them in another order each time.
 */
export const withTotalOrder = (database: DatabaseAdapterObj): DatabaseAdapterObj => ({
  ...database,
  init: (initArgs) => {
    const adapter = database.init(initArgs)
    const { find } = adapter
    return Object.assign(adapter, {
      async find(this: BaseDatabaseAdapter, args: FindArgs): Promise<PaginatedDocs<object>> {
        const { defaultSort, timestamps } = initArgs.payload.collections[args.collection].config
        // As Payload's adapter has it where nothing is said.
        const usual = defaultSort ?? (timestamps ? '-createdAt' : '-id')
        const read: (this: BaseDatabaseAdapter, args: FindArgs) => Promise<PaginatedDocs<object>> =
          find
        return read.call(this, { ...args, sort: totalOrder(args.sort ?? usual) })
      },
    })
  },
})
