import type {
  BaseDatabaseAdapter,
  CountArgs,
  DatabaseAdapterObj,
  FindArgs,
  PaginatedDocs,
} from 'payload'
import { isAdapter } from '../../payload/adapter'
import { noteWay } from '../../quickWays'
import { isSearchAnswered } from '../../search/callSearch'
import { createBoundedCount, exactly, type Total } from '../lists/countBounded'
import { readCountedPage } from '../lists/countedPage'
import { createEstimates } from '../lists/estimates'
import { listOf, paginate } from '../lists/paginate'
import { readPage } from '../lists/readPage'

/** Totals up to this are exact. Larger ones are the planner's estimate, and marked as estimates. */
const COUNTED_UP_TO = 3_000

/** The collection that grows without limit. */
const BOUNDED = 'call-summaries'

/** The total, if the page alone tells it because no other follows; undefined if it has to be counted. */
const totalByPage = (
  { docs, limit, page = 1 }: PaginatedDocs<unknown>,
  hasMore = docs.length === limit,
): Total | undefined =>
  !hasMore && (docs.length > 0 || page === 1)
    ? exactly((page - 1) * limit + docs.length)
    : undefined

/**
 * Prevents lists of calls from counting every match, which is most of the cost of a page when there are
 * many. The answer keeps Payload's shape, and also says whether its total is an estimate. Whether there is
 * a next page is never estimated.
 */
export const withBoundedCounts = (database: DatabaseAdapterObj): DatabaseAdapterObj => ({
  ...database,
  init: (initArgs) => {
    const adapter = database.init(initArgs)
    const { count, find } = adapter
    const estimates = createEstimates()
    const countBounded = createBoundedCount(estimates)
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
        const reading = { adapter: this, args, count }
        const counted =
          pagination === false
            ? undefined
            : await readCountedPage({ ...reading, bound: COUNTED_UP_TO, estimates })
        if (pagination !== false) noteWay('total', counted !== undefined)
        if (counted) return paginate(listOf(counted, args), counted.total, counted.hasMore)
        const quick = await readPage(reading)
        const list = quick
          ? listOf(quick, args)
          : await read.call(this, { ...args, pagination: false })
        if (pagination === false) return list
        // Payload reads only the page: whether another follows takes a count.
        const bound = quick ? COUNTED_UP_TO : Math.max(COUNTED_UP_TO, page * limit)
        const total =
          totalByPage(list, quick?.hasMore) ??
          (await countBounded({ adapter: this, args, bound, count }))
        return paginate(list, total, quick?.hasMore)
      },
    })
  },
})
