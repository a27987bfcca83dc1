import type { GraphQLFieldConfig, GraphQLObjectType, GraphQLOutputType } from 'graphql'
import type { GraphQLExtension, PayloadRequest } from 'payload'
import { z } from 'zod'
import { answerFeedback, giveFeedback } from '../followUps/feedback'
import { setFollowUp } from '../followUps/followUp'
import { answerSchema, feedbackSchema, followUpSchema } from '../followUps/shapes'
import { writerOf } from '../followUps/writer'
import { refusal } from '../refusals/refusals'

type Context = { req: PayloadRequest }
type Mutation = GraphQLFieldConfig<unknown, Context>

const idSchema = z.looseObject({ id: z.string() })

const parsed = <Value>(schema: z.ZodType<Value>, given: unknown): Value => {
  const value = schema.safeParse(given)
  if (!value.success) throw refusal('BODY_INVALID', { message: 'The arguments are not valid.' })
  return value.data
}

const setIt: Mutation['resolve'] = async (_, args, { req }) => {
  await writerOf(req)
  const { id, ...change } = idSchema.parse(args)
  return setFollowUp({ change: parsed(followUpSchema, change), id, req })
}

const giveIt: Mutation['resolve'] = async (_, args, { req }) => {
  await writerOf(req, 'client')
  const { id, ...given } = idSchema.parse(args)
  return giveFeedback({ feedback: parsed(feedbackSchema, given), id, req })
}

const answerIt: Mutation['resolve'] = async (_, args, { req }) => {
  await writerOf(req, 'staff')
  const { id, ...given } = idSchema.parse(args)
  return answerFeedback({ ...parsed(answerSchema, given), id, req })
}

/**
 * What follows a call as mutations: `setFollowUp` and `giveFeedback` for clients, `answerFeedback` for staff. They
 * return what they wrote, not the whole call: a read may go to another server, which does not have it yet.
 */
export const followUpMutations: GraphQLExtension = (graphQL, { Query: { fields } }) => {
  const { GraphQLNonNull, GraphQLObjectType, GraphQLString } = graphQL
  const call: { type: GraphQLObjectType } = fields.CallSummary
  const callFields = call.type.getFields()
  const typeOf = (name: string): GraphQLOutputType => {
    const field = callFields[name]
    if (!field) throw new Error(`The schema has no ${name} of calls`)
    return field.type
  }
  const feedback = typeOf('feedback')
  const feedbackFields = graphQL.isObjectType(feedback) ? feedback.getFields() : {}
  const id = { type: new GraphQLNonNull(GraphQLString) }
  const updatedAt = { type: typeOf('updatedAt') }
  const names = ['followUp', 'followUpDueAt', 'followUpNote', 'followUpBy', 'followUpAt'] as const
  const FollowUp = new GraphQLObjectType({
    fields: {
      id,
      ...Object.fromEntries(names.map((name) => [name, { type: typeOf(name) }])),
      updatedAt,
    },
    name: 'FollowUp',
  })
  const CallFeedback = new GraphQLObjectType({
    fields: { feedback: { type: feedback }, id, updatedAt },
    name: 'CallFeedback',
  })
  const inputOf = (type: GraphQLOutputType | undefined) => {
    if (!type || !graphQL.isInputType(type)) throw new Error('No type for an argument')
    return { type }
  }
  const required = (type: GraphQLOutputType | undefined) => ({
    type: new GraphQLNonNull(inputOf(type).type),
  })
  return {
    answerFeedback: {
      args: {
        answer: { type: GraphQLString },
        at: inputOf(feedbackFields.at?.type),
        id,
        state: required(feedbackFields.state?.type),
      },
      resolve: answerIt,
      type: CallFeedback,
    } satisfies Mutation,
    giveFeedback: {
      args: { id, reason: required(feedbackFields.reason?.type), text: { type: GraphQLString } },
      resolve: giveIt,
      type: CallFeedback,
    } satisfies Mutation,
    setFollowUp: {
      args: {
        followUp: inputOf(typeOf('followUp')),
        followUpDueAt: inputOf(typeOf('followUpDueAt')),
        followUpNote: { type: GraphQLString },
        id,
      },
      resolve: setIt,
      type: FollowUp,
    } satisfies Mutation,
  }
}
