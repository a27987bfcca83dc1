import type { GraphQLFieldConfig, GraphQLObjectType } from 'graphql'
import type { GraphQLExtension, PayloadRequest, SelectType } from 'payload'
import { isolateObjectProperty } from '../payload/operations'
import type { ListArgs } from '../reading/callList'
import { countCalls } from '../reading/countCalls'
import { readCall } from '../reading/readCall'
import { readCalls } from '../reading/readCalls'
import { selectedFields } from './selectedFields'

type Context = { req: PayloadRequest }
type Query<Args> = GraphQLFieldConfig<unknown, Context, Args> & { type: GraphQLObjectType }
type CallArgs = { id: string }
type CallsArgs = Omit<ListArgs, 'depth' | 'select' | 'sort'> & { sort?: null | string }
type CountArgs = Pick<ListArgs, 'search' | 'where'>

/** A property of a list row, not a column. */
const TRUNCATED = 'truncated'

/** Reads only the selected columns; Payload would read all. */
const selectFor = (info: Parameters<typeof selectedFields>[0], path: string[]): SelectType => ({
  id: true,
  ...Object.fromEntries(
    selectedFields(info, path)
      .filter((name) => !name.startsWith('__') && name !== TRUNCATED)
      .map((name) => [name, true]),
  ),
})

const ownRequest = ({ req }: Context): PayloadRequest =>
  isolateObjectProperty(req, ['locale', 'fallbackLocale', 'transactionID'])

const readOne: Query<CallArgs>['resolve'] = (_, { id }, context, info) =>
  readCall({ args: { select: selectFor(info, []) }, id, req: ownRequest(context) })

const readList: Query<CallsArgs>['resolve'] = (_, { sort, ...args }, context, info) =>
  readCalls({
    args: {
      ...args,
      before: args.before ?? undefined,
      depth: 0,
      select: selectFor(info, ['docs']),
      sort: sort?.split(','),
      updatedSince: args.updatedSince ?? undefined,
    },
    req: ownRequest(context),
  })

const countFound: Query<CountArgs>['resolve'] = (_, args, context) =>
  countCalls({ args, req: ownRequest(context) })

/**
 * Adds `truncated` to the type of a call. It is not a field of the collection, since those can be filtered,
 * exported and written. The type has it wherever it is used.
 */
const addTruncated = (
  docType: GraphQLObjectType,
  {
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLString,
  }: Parameters<GraphQLExtension>[0],
): void => {
  const more = new GraphQLObjectType({
    fields: { [TRUNCATED]: { type: new GraphQLList(new GraphQLNonNull(GraphQLString)) } },
    name: 'ListedCall',
  })
  Object.assign(docType.getFields(), more.getFields())
}

/**
 * Payload's queries for calls, which read only the selected fields and have the search and cursors of
 * the REST API: `search`, `before` and `updatedSince` as arguments, `nextCursor` and
 * `totalDocsEstimated` in the response.
 */
export const callQueries: GraphQLExtension = (graphQL, { Query: { fields } }) => {
  const { GraphQLBoolean, GraphQLNonNull, GraphQLObjectType, GraphQLString } = graphQL
  const one: Query<CallArgs> = fields.CallSummary
  const list: Query<CallsArgs> = fields.CallSummaries
  const count: Query<CountArgs> = fields.countCallSummaries
  const estimated = { totalDocsEstimated: { type: new GraphQLNonNull(GraphQLBoolean) } }
  const extend = (
    type: GraphQLObjectType,
    more: ReturnType<GraphQLObjectType['toConfig']>['fields'],
  ) => {
    const config = type.toConfig()
    return new GraphQLObjectType({ ...config, fields: { ...config.fields, ...more } })
  }
  addTruncated(one.type, graphQL)
  return {
    CallSummaries: {
      ...list,
      args: {
        ...list.args,
        before: { type: GraphQLString },
        search: { type: GraphQLString },
        updatedSince: { type: GraphQLString },
      },
      resolve: readList,
      type: extend(list.type, { ...estimated, nextCursor: { type: GraphQLString } }),
    },
    CallSummary: { ...one, resolve: readOne },
    countCallSummaries: {
      ...count,
      args: { ...count.args, search: { type: GraphQLString } },
      resolve: countFound,
      type: extend(count.type, estimated),
    },
  }
}
