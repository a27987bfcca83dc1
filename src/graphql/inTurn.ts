import { setImmediate as nextTurn } from 'node:timers/promises'
import type { GraphQLResolveInfo } from 'graphql'
import type { GraphQLExtension, PayloadRequest } from 'payload'
import { inOneAnswer } from '../database/lists/pageBytes'
import { refusal } from '../refusals/refusals'
import { refuseFullAnswer, takeAnswerBytes } from './answerBytes'
import { copiesOf } from './copies'

type Context = { req: PayloadRequest }
type Resolve = (
  source: unknown,
  args: object,
  context: Context,
  info: GraphQLResolveInfo,
) => unknown

type Field = { resolve: Resolve }

const isField = (value: unknown): value is Field =>
  typeof value === 'object' &&
  value !== null &&
  'resolve' in value &&
  typeof value.resolve === 'function'

type Asked = {
  /** How often the answer holds each value at most. */
  copies: number
  /** What is being done last. */
  work: Promise<unknown>
}

/** What each request is at. By its context, which all that isolates some of the request shares. */
const asked = new WeakMap<object, Asked>()

/** Says what is known of a request from its document, when the first of its fields is asked for. */
const begin = ({ req }: Context, { fragments, operation }: GraphQLResolveInfo): number => {
  const copies = copiesOf(operation, new Map(Object.entries(fragments)))
  inOneAnswer(req, copies)
  return copies
}

const inTurn =
  (resolve: Resolve): Resolve =>
  (source, args, context, info) => {
    const { req } = context
    const before = asked.get(req.context)
    const copies = before?.copies ?? begin(context, info)
    const work = async () => {
      refuseFullAnswer(req)
      const value = await resolve(source, args, context, info)
      const fits = takeAnswerBytes(req, { copies, value })
      // What was written is written, and says so.
      if (!fits && info.operation.operation === 'query') throw refusal('PAGE_TOO_LARGE')
      return value
    }
    // What is refused at once waits for nothing: all of it would be one turn of the event loop.
    const turn = () => nextTurn()
    const done = before ? before.work.then(turn, turn).then(work) : work()
    asked.set(req.context, { copies, work: done })
    return done
  }

const allInTurn = (fields: ReturnType<GraphQLExtension>): ReturnType<GraphQLExtension> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) =>
      isField(field) ? [name, { ...field, resolve: inTurn(field.resolve) }] : [name, field],
    ),
  )

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
export const queriesInTurn =
  (ours: GraphQLExtension): GraphQLExtension =>
  (graphQL, payload) => {
    const fields: ReturnType<GraphQLExtension> = payload.Query.fields
    const { WebhookDeliveries: deliveries } = fields
    const lean = isField(deliveries) && {
      WebhookDeliveries: { ...deliveries, resolve: selecting(deliveries.resolve) },
    }
    return allInTurn({ ...fields, ...lean, ...ours(graphQL, payload) })
  }

/** Payload's mutations, and ours: GraphQL runs them one after another, but does not let others in between. */
export const mutationsInTurn =
  (ours: GraphQLExtension): GraphQLExtension =>
  (graphQL, payload) => {
    const own = ours(graphQL, payload)
    return allInTurn({ ...payload.Mutation.fields, ...own })
  }
