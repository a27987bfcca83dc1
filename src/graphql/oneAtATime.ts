import type { GraphQLResolveInfo } from 'graphql'
import type { GraphQLExtension, PayloadRequest } from 'payload'
import { noteCopies } from '../database/pageBytes'
import { copiesOf } from './copies'

type Context = { req: PayloadRequest }
type Resolve = (
  source: unknown,
  args: object,
  context: Context,
  info: GraphQLResolveInfo,
) => unknown

const isResolve = (value: unknown): value is Resolve => typeof value === 'function'

/** What each request is at. By its context, which all that isolates some of the request shares. */
const atWork = new WeakMap<object, Promise<unknown>>()

const inTurn =
  (resolve: Resolve): Resolve =>
  (source, args, context, info) => {
    const key = context.req.context
    const before = atWork.get(key)
    const work = async () => resolve(source, args, context, info)
    if (!before) {
      const fragments = new Map(Object.entries(info.fragments))
      noteCopies(context.req, copiesOf(info.operation, fragments))
    }
    const done = before ? before.then(work, work) : work()
    atWork.set(key, done)
    return done
  }

/** Reads only what was asked for, as GraphQL on its own does not: bodies are most of a delivery. */
const selecting =
  (resolve: Resolve): Resolve =>
  (source, args, context, info) =>
    resolve(source, { ...args, select: true }, context, info)

/**
 * Payload's queries, and ours, one after another: each of them takes a connection, and all at once would take
 * as many as a request has names. Together they have the bytes of one page.
 * @param ours by the names of Payload's that they replace
 */
export const oneAtATime =
  (ours: GraphQLExtension): GraphQLExtension =>
  (graphQL, payload) =>
    Object.fromEntries(
      Object.entries({ ...payload.Query.fields, ...ours(graphQL, payload) }).map(
        ([name, field]) => {
          if (!isResolve(field?.resolve)) return [name, field]
          const resolve = name === 'WebhookDeliveries' ? selecting(field.resolve) : field.resolve
          return [name, { ...field, resolve: inTurn(resolve) }]
        },
      ),
    )
