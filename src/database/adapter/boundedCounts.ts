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

/** Up to here totals are counted; above, they are the planner's estimate, and say so. */
const COUNTED_UP_TO = 3_000

/** The collection that grows without end. */
const BOUNDED = 'call-summaries'

/** What a page that nothing follows says about the total without counting. */
const totalByPage = (
  { docs, limit, page = 1 }: PaginatedDocs<unknown>,
  hasMore = docs.length === limit,
): Total | undefined =>
  !hasMore && (docs.length > 0 || page === 1)
    ? exactly((page - 1) * limit + docs.length)
    : undefined

/**
 * Keeps lists of calls from counting all that match, which is most of what a page costs when there are
 * many. Payload's answer stays as it is, and says in addition whether its total is an estimate. Whether
 * there is a next page is never estimated.
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
        // Payload reads no more than the page: only a count says whether another follows.
        const bound = quick ? COUNTED_UP_TO : Math.max(COUNTED_UP_TO, page * limit)
        const total =
          totalByPage(list, quick?.hasMore) ??
          (await countBounded({ adapter: this, args, bound, count }))
        return paginate(list, total, quick?.hasMore)
      },
    })
  },
})
