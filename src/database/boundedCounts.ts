import type {
  BaseDatabaseAdapter,
  CountArgs,
  DatabaseAdapterObj,
  FindArgs,
  PaginatedDocs,
} from 'payload'
import { isSearchAnswered } from './callSearch'
import { createBoundedReads, isAdapter, type Total } from './countBounded'
import { countWithoutTests } from './countWithoutTests'
import { paginate } from './paginate'

/** Up to here totals are counted; above, they are the planner's estimate, and say so. */
const COUNTED_UP_TO = 10_000

/** The collection that grows without end. */
const BOUNDED = 'call-summaries'

/** What a page that is not full says about the total without counting. */
const totalByPage = ({ docs, limit, page = 1 }: PaginatedDocs<unknown>): Total | undefined =>
  docs.length < limit && (docs.length > 0 || page === 1)
    ? { totalDocs: (page - 1) * limit + docs.length, totalDocsEstimated: false }
    : undefined

/** Payload's answer to a list that nothing is to be counted of. */
const listOf = (docs: object[], { limit = 0, page = 1 }: FindArgs): PaginatedDocs<object> => ({
  docs,
  hasNextPage: false,
  hasPrevPage: false,
  limit,
  page,
  pagingCounter: 1,
  totalDocs: docs.length,
  totalPages: 1,
})

/**
 * Keeps lists of calls from counting all that match, which is most of what a page costs when there are
 * many. Payload's answer stays as it is, and says in addition whether its total is an estimate. That
 * there is a next page is always counted.
 */
export const withBoundedCounts = (database: DatabaseAdapterObj): DatabaseAdapterObj => ({
  ...database,
  init: (initArgs) => {
    const adapter = database.init(initArgs)
    const { count, find } = adapter
    const { countAll, readBounded } = createBoundedReads()
    const countBounded = countWithoutTests(countAll)
    return Object.assign(adapter, {
      count(this: BaseDatabaseAdapter, args: CountArgs) {
        if (args.collection !== BOUNDED || isSearchAnswered(args) || !isAdapter(this)) {
          return count.call(this, args)
        }
        return countBounded({ adapter: this, args, bound: COUNTED_UP_TO, count })
      },
      async find(this: BaseDatabaseAdapter, args: FindArgs): Promise<PaginatedDocs<object>> {
        const read: (this: BaseDatabaseAdapter, args: FindArgs) => Promise<PaginatedDocs<object>> =
          find
        const { collection, limit = 0, page = 1, pagination } = args
        const isList = collection === BOUNDED && limit > 0 && !isSearchAnswered(args)
        if (!isList || !isAdapter(this)) return read.call(this, args)
        const bound = pagination === false ? null : Math.max(COUNTED_UP_TO, page * limit)
        const quick = await readBounded({ adapter: this, args, bound, count })
        const list = quick
          ? listOf(quick.docs, args)
          : await read.call(this, { ...args, pagination: false })
        if (bound === null) return list
        const total =
          totalByPage(list) ??
          quick?.total ??
          (await countBounded({ adapter: this, args, bound, count }))
        return paginate(list, total)
      },
    })
  },
})
