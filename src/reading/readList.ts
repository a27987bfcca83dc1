import type { PaginatedDocs, PayloadRequest } from 'payload'
import { holdToBytes, type PageBytes } from '../database/lists/pageBytes'
import { combineQueries, findOperation } from '../payload/operations'
import { withPlainFields } from '../payload/withPlainFields'
import { permitRead, type ReadPermit } from './permitRead'

type FindArgs = Parameters<typeof findOperation>[0]

/** What may be asked of a list that Payload knows. */
export type PayloadListArgs = Pick<
  FindArgs,
  | 'depth'
  | 'draft'
  | 'joins'
  | 'limit'
  | 'page'
  | 'pagination'
  | 'populate'
  | 'select'
  | 'sort'
  | 'trash'
  | 'where'
>

const SLUG = 'call-summaries'

/** Whether all that is asked for is in the call's own row. */
export const isOwnRow = ({
  depth,
  joins,
  populate,
}: Pick<FindArgs, 'depth' | 'joins' | 'populate'>): boolean =>
  !depth && joins === undefined && populate === undefined

/** The selection of what somebody may read. */
export const selectOf = ({ columns }: ReadPermit): Record<string, true> =>
  Object.fromEntries(columns.map(({ name }) => [name, true]))

type ReadList = { args: PayloadListArgs; bytes: PageBytes; req: PayloadRequest }

/**
 * Reads a list of calls as Payload's own operation does. A plain one without it: by the same rules, but
 * nothing is done afterwards to each field of each call, since none is read that may not be seen.
 * @param args its sort by columns that everybody sees, or none
 * @param bytes what the page may have
 */
export const readList = async ({
  args,
  bytes,
  req: asking,
}: ReadList): Promise<PaginatedDocs<object>> => {
  const { limit, page, pagination, select, sort, where } = args
  const req = holdToBytes(asking, SLUG, bytes)
  const wanted = { limit, page, select, sort, where }
  const permit = isOwnRow(args) ? await permitRead({ args: wanted, req }) : undefined
  if (!permit) {
    const collection = withPlainFields(req.payload.collections[SLUG])
    return findOperation<typeof SLUG, object>({ ...args, collection, req })
  }
  const { access, asked } = permit
  return req.payload.db.find<object>({
    collection: SLUG,
    ...(asked.limit === undefined ? {} : { limit: asked.limit }),
    page: asked.page || 1,
    pagination: pagination !== false,
    req,
    select: selectOf(permit),
    sort: [asked.sort ?? []].flat(),
    where: combineQueries(permit.where ?? {}, access),
  })
}
