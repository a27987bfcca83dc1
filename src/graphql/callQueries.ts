import {
  type GraphQLFieldConfig,
  type GraphQLInputType,
  type GraphQLObjectType,
  isInputType,
} from 'graphql'
import type { GraphQLExtension, PayloadRequest, SelectType } from 'payload'
import { OWN_FIELDS } from '../fields/filterOwnFields'
import { isolateObjectProperty } from '../payload/operations'
import type { ListArgs } from '../reading/callList'
import { countCalls } from '../reading/countCalls'
import { withOwnFields } from '../reading/ownFields'
import { readCall } from '../reading/readCall'
import { readCalls } from '../reading/readCalls'
import { selectedFields } from './selectedFields'

type Context = { req: PayloadRequest }
type Query<Args> = GraphQLFieldConfig<unknown, Context, Args> & { type: GraphQLObjectType }
type CallArgs = { id: string }
type OwnFieldArgs = { whereFields?: unknown }
type CallsArgs = Omit<ListArgs, 'depth' | 'select' | 'sort'> &
  OwnFieldArgs & { sort?: null | string }
type CountArgs = Pick<ListArgs, 'search' | 'where'> & OwnFieldArgs

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

const readList: Query<CallsArgs>['resolve'] = (
  _,
  { sort, where, whereFields, ...args },
  context,
  info,
) =>
  readCalls({
    args: {
      ...args,
      before: args.before ?? undefined,
      depth: 0,
      select: selectFor(info, ['docs']),
      sort: sort?.split(','),
      updatedSince: args.updatedSince ?? undefined,
      where: withOwnFields({ where, whereFields }),
    },
    req: ownRequest(context),
  })

const countFound: Query<CountArgs>['resolve'] = (_, { search, ...filters }, context) =>
  countCalls({ args: { search, where: withOwnFields(filters) }, req: ownRequest(context) })

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

/** The type of Payload's JSON, which has no export of its own. */
const ownFieldsTypeOf = (docType: GraphQLObjectType): GraphQLInputType => {
  const type = docType.getFields()[OWN_FIELDS]?.type
  if (!isInputType(type)) throw new Error('Own fields are no JSON in GraphQL')
  return type
}

/**
 * Payload's queries for calls, which read only the selected fields and have what the REST API has: `search`,
 * `whereFields` for own fields, `before` and `updatedSince` as arguments, `nextCursor` and `totalDocsEstimated` in the
 * response.
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
  const ownFieldsType = ownFieldsTypeOf(one.type)
  addTruncated(one.type, graphQL)
  return {
    CallSummaries: {
      ...list,
      args: {
        ...list.args,
        before: { type: GraphQLString },
        search: { type: GraphQLString },
        updatedSince: { type: GraphQLString },
        whereFields: { type: ownFieldsType },
      },
      resolve: readList,
      type: extend(list.type, { ...estimated, nextCursor: { type: GraphQLString } }),
    },
    CallSummary: { ...one, resolve: readOne },
    countCallSummaries: {
      ...count,
      args: {
        ...count.args,
        search: { type: GraphQLString },
        whereFields: { type: ownFieldsType },
      },
      resolve: countFound,
      type: extend(count.type, estimated),
    },
  }
}
