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

type RequestProgress = {
  /** How often the response contains each value, at most. */
  copies: number
  /** The last field that was started. */
  work: Promise<unknown>
}

/** The progress of each request, by its context, which isolated copies of the request share. */
const inProgress = new WeakMap<object, RequestProgress>()

/** Prepares a request when its first field is resolved. */
const begin = ({ req }: Context, { fragments, operation }: GraphQLResolveInfo): number => {
  const copies = copiesOf(operation, new Map(Object.entries(fragments)))
  inOneAnswer(req, copies)
  return copies
}

const inTurn =
  (resolve: Resolve): Resolve =>
  (source, args, context, info) => {
    const { req } = context
    const before = inProgress.get(req.context)
    const copies = before?.copies ?? begin(context, info)
    const work = async () => {
      refuseFullAnswer(req)
      const value = await resolve(source, args, context, info)
      const fits = takeAnswerBytes(req, { copies, value })
      // A mutation has been committed by now, so its result is returned.
      if (!fits && info.operation.operation === 'query') throw refusal('PAGE_TOO_LARGE')
      return value
    }
    // Fields that are refused immediately wait for nothing, and would all run in one turn of the event
    // loop.
    const turn = () => nextTurn()
    const done = before ? before.work.then(turn, turn).then(work) : work()
    inProgress.set(req.context, { copies, work: done })
    return done
  }

const allInTurn = (fields: ReturnType<GraphQLExtension>): ReturnType<GraphQLExtension> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) =>
      isField(field) ? [name, { ...field, resolve: inTurn(field.resolve) }] : [name, field],
    ),
  )

/** Reads only the selected fields, which Payload's GraphQL does not: bodies are most of a delivery. */
const selecting =
  (resolve: Resolve): Resolve =>
  (source, args, context, info) =>
    resolve(source, { ...args, select: true }, context, info)

/**
 * Runs the queries of a request one after another: each takes a connection, and in parallel they would
 * take as many as the request has fields. Together they may read the bytes of one response.
 * @param ours queries that replace Payload's of the same name
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

/**
 * The same for mutations. GraphQL runs them one after another, but does not let other work run in
 * between.
 */
export const mutationsInTurn =
  (ours: GraphQLExtension): GraphQLExtension =>
  (graphQL, payload) => {
    const own = ours(graphQL, payload)
    return allInTurn({ ...payload.Mutation.fields, ...own })
  }
