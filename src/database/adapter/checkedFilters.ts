import {
  APIError,
  type BaseDatabaseAdapter,
  type CollectionSlug,
  type DatabaseAdapterObj,
  type DeleteOneArgs,
  type Payload,
  type Where,
} from 'payload'
import { splitOwnFields } from '../../fields/filterOwnFields'
import { causeOf, rootCode } from '../../lib/errorCode'
import { isObject } from '../../lib/values'
import { type Refusal, type RefusalCode, refusal } from '../../refusals/refusals'
import { LongText, misfitIn, withPlainPatterns } from './filterValues'
import { jsonFilter } from './jsonFilter'

// SQLSTATE: class 22 is data that a type cannot hold; 42883, no such operator for two types.
const UNFIT = /^(?:22\w{3}|42883)$/
// SQLSTATE: a character that the encoding does not have.
const UNFIT_TEXT = /^22(?:021|P05)$/

// The name of Payload's own error: its list in the admin is then empty. Any other error crashes the page.
const refuse = (code: RefusalCode, message?: string): Refusal =>
  Object.assign(refusal(code, { message }), { name: 'QueryError' })

type FilteredArgs = { collection: CollectionSlug; where?: undefined | Where }

/** @throws 400 for a filter with a value that its field cannot have */
export const checkFilter = (
  { collection, where }: FilteredArgs,
  { collections }: Payload,
): void => {
  const misfit = misfitIn({ collection, collections, where })
  if (misfit !== undefined) {
    throw refuse('VALUE_INVALID', `A filter has a value that does not fit its field: ${misfit}.`)
  }
}

const plainPatterns = ({ collection, where }: FilteredArgs, { collections }: Payload) => {
  try {
    const plain = withPlainPatterns({ collection, collections, where })
    return plain && collection === 'call-summaries' ? splitOwnFields(plain) : plain
  } catch (error) {
    throw error instanceof LongText ? refuse('USE_SEARCH') : error
  }
}

type Work<Args extends FilteredArgs, Result> = (args: Args) => Promise<Result>

/**
 * Answers 400 if a filter, a page or a document holds a value that the database cannot take. Payload passes
 * such values on to PostgreSQL or to the adapter, which both fail: a server error in the response and in the
 * log. This is checked in the adapter because every API, the export and the admin go through it.
 */
export const withCheckedFilters = (database: DatabaseAdapterObj): DatabaseAdapterObj => ({
  ...database,
  init: (initArgs) => {
    const adapter = database.init(initArgs)
    const checked = <Args extends FilteredArgs, Result>(work: Work<Args, Result>) =>
      async function (this: BaseDatabaseAdapter, args: Args): Promise<Result> {
        checkFilter(args, initArgs.payload)
        const where = plainPatterns(args, initArgs.payload)
        try {
          return await work.call(this, where ? { ...args, where } : args)
        } catch (error) {
          // A read that was cancelled has its reason as the cause, because drizzle wraps errors.
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
      // When it finds nothing, Payload's own queries again, without the tables that the filter joins.
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
