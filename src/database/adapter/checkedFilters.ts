import {
  APIError,
  type BaseDatabaseAdapter,
  type CollectionSlug,
  type DatabaseAdapterObj,
  type DeleteOneArgs,
  type Payload,
  type Where,
} from 'payload'
import { causeOf, rootCode } from '../../lib/errorCode'
import { isObject } from '../../lib/values'
import { type Refusal, type RefusalCode, refusal } from '../../refusals/refusals'
import { LongText, misfitIn, withPlainPatterns } from './filterValues'
import { jsonFilter } from './jsonFilter'

// PostgreSQL's class 22 is data that a type cannot hold; 42883, no such operator between two types.
const UNFIT = /^(?:22\w{3}|42883)$/
// A character that its encoding does not have.
const UNFIT_TEXT = /^22(?:021|P05)$/

// By the name of Payload's own, its list in the admin is empty then; any other error takes the page down.
const refuse = (code: RefusalCode, message?: string): Refusal =>
  Object.assign(refusal(code, { message }), { name: 'QueryError' })

type Asked = { collection: CollectionSlug; where?: undefined | Where }

/** @throws 400 for a filter with a value that its field cannot have */
export const checkFilter = ({ collection, where }: Asked, { collections }: Payload): void => {
  const misfit = misfitIn({ collection, collections, where })
  if (misfit !== undefined) {
    throw refuse('VALUE_INVALID', `A filter has a value that does not fit its field: ${misfit}.`)
  }
}

const plainPatterns = ({ collection, where }: Asked, { collections }: Payload) => {
  try {
    return withPlainPatterns({ collection, collections, where })
  } catch (error) {
    throw error instanceof LongText ? refuse('USE_SEARCH') : error
  }
}

type Work<Args extends Asked, Result> = (args: Args) => Promise<Result>

/**
 * Answers 400 where a filter, a page or a document holds what the database cannot take. Payload lets
 * such values through to PostgreSQL or to the adapter, which both fail: an error of ours, in the answer
 * and in the log. Here, since every door, the export and the admin come by.
 */
export const withCheckedFilters = (database: DatabaseAdapterObj): DatabaseAdapterObj => ({
  ...database,
  init: (initArgs) => {
    const adapter = database.init(initArgs)
    const checked = <Args extends Asked, Result>(work: Work<Args, Result>) =>
      async function (this: BaseDatabaseAdapter, args: Args): Promise<Result> {
        checkFilter(args, initArgs.payload)
        const where = plainPatterns(args, initArgs.payload)
        try {
          return await work.call(this, where ? { ...args, where } : args)
        } catch (error) {
          // A read that was ended says why. Drizzle wraps its errors.
          const cause = causeOf(error) ?? error
          if (cause instanceof APIError) throw cause
          const code = rootCode(error) ?? ''
          if (!UNFIT.test(code)) throw error
          throw refuse(UNFIT_TEXT.test(code) ? 'TEXT_INVALID' : 'VALUE_INVALID')
        }
      }
    const {
      count,
      create,
      deleteMany,
      deleteOne,
      find,
      findDistinct,
      findOne,
      updateMany,
      updateOne,
    } = adapter
    return Object.assign(adapter, {
      createJSONQuery: jsonFilter,
      count: checked(count),
      create: checked(create),
      deleteMany: checked(deleteMany),
      // Where nothing is found, Payload's asks again without the tables that the filter goes through.
      deleteOne: checked(async (args: DeleteOneArgs) => {
        const { collection, req, where } = args
        if (Object.keys(where).every((key) => key === 'id')) return deleteOne.call(adapter, args)
        const found = await findOne.call(adapter, { collection, req, select: { id: true }, where })
        if (!isObject(found)) return null
        return deleteOne.call(adapter, { ...args, where: { id: { equals: found.id } } })
      }),
      find: checked(find),
      findDistinct: checked(findDistinct),
      findOne: checked(findOne),
      updateMany: checked(updateMany),
      updateOne: checked(updateOne),
    })
  },
})
