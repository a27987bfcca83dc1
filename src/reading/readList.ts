import type { PaginatedDocs, PayloadRequest } from 'payload'
import { holdToBytes, type PageBytes } from '../database/lists/pageBytes'
import { combineQueries, findOperation } from '../payload/operations'
import { withPlainFields } from '../payload/withPlainFields'
import { permitRead, type ReadPermit } from './permitRead'

type FindArgs = Parameters<typeof findOperation>[0]

/** Payload's own arguments of a list. */
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

/** True if everything that is requested is in the call's own row: no related documents. */
export const isOwnRow = ({
  depth,
  joins,
  populate,
}: Pick<FindArgs, 'depth' | 'joins' | 'populate'>): boolean =>
  !depth && joins === undefined && populate === undefined

/** The selection of the columns that the user may read. */
export const selectOf = ({ columns }: ReadPermit): Record<string, true> =>
  Object.fromEntries(columns.map(({ group, name }) => [group ?? name, true]))

type ReadList = { args: PayloadListArgs; bytes: PageBytes; req: PayloadRequest }

/**
 * Reads a list of calls like Payload's own operation, or by a quicker way with the same rules: only
 * columns that the user may see are read, so no field has to be checked or removed afterwards.
 * @param args `sort` must name columns that everybody may read
 * @param bytes the limit on the bytes of the page
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
