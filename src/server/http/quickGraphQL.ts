import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  type DocumentNode,
  execute,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  validate,
} from 'graphql'
import { APIError, type PayloadRequest, type SanitizedConfig } from 'payload'
import { z } from 'zod'
import { isTooLarge } from '../../graphql/answerBytes'
import { costOf } from '../../graphql/costs'
import { createDocuments } from '../../graphql/documents'
import { withCode, withCodes } from '../../graphql/errorCodes'
import { handSchema } from '../../payload/handSchema'
import { configToSchema, createPayloadRequest } from '../../payload/operations'
import { noteWay } from '../../quickWays'
import { codeOf, refusalIn } from '../../refusals/addCode'
import { answerOf, refusal, refuseWith } from '../../refusals/refusals'
import { holdToBound, noteWorth } from '../../request/requestAtHand'
import { answerHeaders, describeFailure } from './failures'
import { type Answer, wholeJSON } from './wholeBody'

type Schema = ReturnType<typeof configToSchema>

const bodySchema = z.object({
  operationName: z.string().nullish(),
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
})

const JSON_BODY = /^application\/json *(?:; *charset=utf-8)?$/i
const PLAIN_ANSWER = /^(?:\*\/\*|application\/json)(?:,|$)/i

/** Whether the request has plain JSON and accepts plain JSON, as nearly all do. */
const isUsual = ({ headers }: Request): boolean => {
  const accept = headers.get('accept') ?? '*/*'
  return (
    JSON_BODY.test(headers.get('content-type') ?? '') &&
    PLAIN_ANSWER.test(accept) &&
    !accept.includes('graphql-response')
  )
}

const parseBody = (text: string) => {
  try {
    return bodySchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

type Counted = {
  document: DocumentNode
  operationName: null | string | undefined
  schema: GraphQLSchema
  variables: null | Record<string, unknown> | undefined
}

/** How many requests a document counts as: one for each list. */
const worthOf = ({ document, operationName, schema, variables }: Counted): number => {
  const operation = getOperationAST(document, operationName)
  if (!operation) return 1
  return Math.max(1, costOf({ document, operation, schema, variables: variables ?? {} }).lists)
}

/** Gives way to other work between errors: each is logged, and there may be hundreds. */
const describeAll = async (errors: readonly GraphQLError[], req: PayloadRequest) => {
  const described: GraphQLFormattedError[] = []
  for (const error of errors) {
    if (described.length > 0) await nextTurn()
    described.push(await describeFailure(error, req))
  }
  return described
}

/** Payload's own handler for GraphQL posts. */
type Handle = (request: Request) => Promise<Response>
type QuickGraphQL = { config: SanitizedConfig; handle: Handle; payloadKey: string | undefined }

/** Answers a refusal. @throws any other error */
const asAnswer = async (error: unknown): Promise<Response> => {
  const refused = refusalIn(error)
  if (refused) return withCodes(refuseWith(refused.code, refused))
  if (!(error instanceof APIError) || error.status >= 500) throw error
  const { message, status } = error
  const { body } = answerOf(codeOf(error), { message })
  return withCodes(Response.json(body, { status }))
}

const JSON_TYPE = 'application/json; charset=utf-8'

/**
 * The errors of a document by GraphQL's standard rules; empty if the body cannot be read at all. Payload's
 * complexity rule crashes on some invalid documents, such as those with fragments that contain themselves.
 */
const faultsOf = (text: string, schema: GraphQLSchema): readonly GraphQLError[] => {
  const body = parseBody(text)
  if (!body) return []
  try {
    return validate(schema, parse(body.query))
  } catch (error) {
    return error instanceof GraphQLError ? [error] : []
  }
}

const wantsStatus = ({ headers }: Request): boolean =>
  headers.get('accept')?.includes('graphql-response') ?? false

/**
 * Answers queries as Payload's own handler does, but caches parsed documents. Anything that is not a query
 * or not valid goes to Payload's handler, which says why. Nothing is executed twice.
 */
export const createQuickGraphQL = ({
  config,
  handle,
  payloadKey,
}: QuickGraphQL): ((request: Request) => Promise<Answer>) => {
  const instance = payloadKey === undefined ? {} : { payloadInstanceCacheKey: payloadKey }
  let made: (Schema & { documentOf: ReturnType<typeof createDocuments> }) | undefined
  const schemaOf = () => {
    if (made) return made
    const schema = configToSchema(config)
    made = { ...schema, documentOf: createDocuments(schema.schema) }
    if (payloadKey === undefined) handSchema(schema)
    return made
  }
  // Blocks for a third of a second, so it is done before the first request.
  if (payloadKey === undefined) schemaOf()

  const answerQuery = async (request: Request, text: string): Promise<Answer | undefined> => {
    const body = parseBody(text)
    if (!body) return undefined
    const { operationName, query, variables } = body
    const { documentOf, schema, validationRules } = schemaOf()
    const found = documentOf({ query, variables })
    if (!found) return undefined
    holdToBound()
    noteWorth(worthOf({ document: found.document, operationName, schema, variables }))
    if (!isUsual(request)) return undefined
    const { document, isValid } = found
    const req = await createPayloadRequest({ canSetHeaders: true, config, ...instance, request })
    // As Payload sets it for access functions and hooks.
    req.data = body
    const execution = {
      contextValue: { headers: {}, req },
      operationName: operationName ?? null,
      schema,
      variableValues: variables ?? null,
    }
    if (!isValid(() => validationRules({ ...execution, document }))) return undefined
    const { data, errors } = await execute({ ...execution, document })
    if (isTooLarge(data)) throw refusal('PAGE_TOO_LARGE')
    const described = errors && (await describeAll(errors, req))
    const headers = answerHeaders(req)
    headers.set('content-type', JSON_TYPE)
    return wholeJSON({ ...(described && { errors: described }), data }, headers)
  }

  return async (request) => {
    const text = await request.text()
    const answer = await answerQuery(request, text).catch(asAnswer)
    noteWay('graphql', answer !== undefined)
    if (answer) return answer
    const { headers, method, url } = request
    const again = new Request(url, { body: text, headers, method })
    const errors = faultsOf(text, schemaOf().schema)
    if (errors.length > 0) {
      // Finds the user, for the read limit.
      const req = await createPayloadRequest({ canSetHeaders: true, config, ...instance, request })
      const head = answerHeaders(req)
      head.set('content-type', JSON_TYPE)
      const described = errors.map((error) => withCode(error.toJSON()))
      return wholeJSON({ errors: described }, head, wantsStatus(request) ? 400 : 200)
    }
    const response = await handle(again).then(withCodes, asAnswer)
    Object.assign(request, { user: Reflect.get(again, 'user') })
    return response
  }
}
