/**
 * Lists of calls for people and programs: access, cursors, changes since a time.
 * @module
 */

import type { PayloadRequest, Where } from 'payload'
import { scopeOfCalls } from '../access/callSummaries'
import { PageBytes } from '../database/lists/pageBytes'
import { clampedLimit } from '../database/lists/pageSize'
import { LISTED_SUMMARY } from '../database/lists/truncated'
import { findOperation } from '../payload/operations'
import { withPlainFields } from '../payload/withPlainFields'
import { refusal } from '../refusals/refusals'
import type { CallList, ListArgs } from './callList'
import { readFeed } from './feed'
import { continueBefore, cursorAfter, type ListOrder, orderOf, selectPlace, sortBy } from './keyset'
import { readList } from './readList'
import { isSearch, withSearch } from './search'

type ReadCalls = { args: ListArgs; req: PayloadRequest }

const both = (first: undefined | Where, second: undefined | Where): Where => ({
  and: [first, second].filter((each) => each !== undefined),
})

const conflict = (message: string) => refusal('PARAMETERS_CONFLICT', { message })

const refuseMixtures = ({ before, page, sort, updatedSince }: ListArgs): void => {
  if (before !== undefined && updatedSince !== undefined) {
    throw conflict('“before” and “updatedSince” use different orders: pass only one of them.')
  }
  if (updatedSince !== undefined && sort !== undefined) {
    throw conflict('“updatedSince” has its own order: omit “sort”.')
  }
  if (before !== undefined && orderOf({ sort }) === undefined) {
    throw conflict('“before” only works with sort=-reportedAt, the default, and sort=-startedAt.')
  }
  if (Number(page ?? 1) !== 1 && (before ?? updatedSince) !== undefined) {
    throw conflict('A cursor already determines where the page begins: omit “page”.')
  }
}

const readOrdered = async ({
  args,
  order,
  req,
}: ReadCalls & { order: ListOrder }): Promise<CallList> => {
  const { before, updatedSince, ...asked } = args
  const reader = { req, scope: scopeOfCalls(req) }
  const { hides, select } = selectPlace(args.select, order)
  // With page numbers, a page must not end early: the calls it leaves out would be on no page.
  const endsEarly = before !== undefined || args.page === undefined
  const bytes = new PageBytes(req, { endsEarly, textLength: LISTED_SUMMARY })
  const list = await readList({
    args: {
      ...asked,
      select,
      sort: sortBy(order),
      ...(before === undefined
        ? {}
        : { pagination: false, where: both(args.where, continueBefore(before, order, reader)) }),
    },
    bytes,
    req,
  })
  const last = list.docs.at(-1)
  const isCounted = before === undefined && args.pagination !== false
  const isFull = bytes.isCut || list.docs.length === clampedLimit(args.limit)
  const hasNextPage = isCounted ? list.hasNextPage || bytes.isCut : isFull
  const nextCursor = last && hasNextPage ? cursorAfter(last, order, reader) : null
  if (hides) for (const doc of list.docs) Reflect.deleteProperty(doc, order)
  // The calls that were left out are on no numbered page.
  return { ...list, hasNextPage, nextCursor, ...(bytes.isCut ? { nextPage: null } : {}) }
}

/**
 * Reads a list of calls with Payload's access, hooks and filters, and in addition `search` and cursors.
 * @throws {Refusal} 400 for an invalid cursor, or for parameters that cannot be combined
 */
export const readCalls = async ({
  args: { search, ...given },
  req,
}: ReadCalls): Promise<CallList> => {
  const args = { ...given, where: withSearch({ search, where: given.where }) }
  refuseMixtures(args)
  if (args.updatedSince !== undefined) return readFeed({ args, req })
  // Search results are in the order of the search index, no matter which filters there are.
  const order = isSearch(search) ? orderOf({ sort: args.sort }) : orderOf(args)
  if (order !== undefined) return readOrdered({ args, order, req })
  const { before, updatedSince, ...asked } = args
  const collection = withPlainFields(req.payload.collections['call-summaries'])
  const list = await findOperation<'call-summaries', object>({ ...asked, collection, req })
  return { ...list, nextCursor: null }
}
