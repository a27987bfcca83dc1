import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  parse,
  type ValidationRule,
  validate,
} from 'graphql'
import { refusal } from '../refusals/refusals'
import { refuseExpansion } from './expansion'

const MAX_DOCUMENTS = 500
/** Longer queries are not remembered: they would fill the memory, and tools send shorter ones. */
const MAX_LENGTH = 10_000

type GraphQLRequest = { query: string; variables: unknown }
/** The validation rules in addition to those of the GraphQL specification. */
type RulesFor = (document: DocumentNode) => readonly ValidationRule[]
type Known = { document: DocumentNode; variables: string }

const holdsQueriesOnly = ({ definitions }: DocumentNode): boolean =>
  definitions.every((each) => each.kind !== Kind.OPERATION_DEFINITION || each.operation === 'query')

const subscribes = ({ definitions }: DocumentNode): boolean =>
  definitions.some(
    (each) => each.kind === Kind.OPERATION_DEFINITION && each.operation === 'subscription',
  )

/** Longer documents take longer to validate than to execute. */
const MAX_TOKENS = 15_000
const TOO_MANY = /more tha[nt] \d+ tokens/

const parsed = (query: string): DocumentNode | undefined => {
  try {
    const document = parse(query, { maxTokens: MAX_TOKENS, noLocation: true })
    refuseExpansion(document)
    return document
  } catch (error) {
    if (error instanceof GraphQLError && TOO_MANY.test(error.message)) {
      throw refusal('QUERY_TOO_COSTLY')
    }
    if (error instanceof GraphQLError) return undefined
    // Nested so deeply that the parser ran out of stack.
    if (error instanceof RangeError) throw refusal('QUERY_TOO_COSTLY')
    throw error
  }
}

/** A parsed document that contains only queries. */
export type Found = {
  document: DocumentNode
  /** Validates it for the current user, and remembers it if it is valid. */
  isValid: (rulesFor: RulesFor) => boolean
}

/**
 * Makes a cache of valid queries, by their text and variables. A tool sends the same ones all day, and
 * parsing and validating them takes longer than executing them. The schema never changes in a process,
 * and the rules that depend on the user concern mutations, which are never cached.
 */
export const createDocuments = (schema: GraphQLSchema) => {
  const known = new Map<string, Known>()
  /**
   * @returns undefined for a document that is not valid syntax, or does not contain only queries
   * @throws {Refusal} `QUERY_TOO_COSTLY` if it costs too much to check, `NO_SUBSCRIPTIONS` for
   *   subscriptions
   */
  return ({ query, variables }: GraphQLRequest): Found | undefined => {
    const given = JSON.stringify(variables ?? {})
    const last = known.get(query)
    const document = last?.document ?? parsed(query)
    // Payload's complexity rule fails on them.
    if (document && subscribes(document)) throw refusal('NO_SUBSCRIPTIONS')
    if (!document || !holdsQueriesOnly(document)) return undefined
    const isValid = (rulesFor: RulesFor): boolean => {
      if (last?.variables === given) return true
      // GraphQL's own rules depend only on the document, the others also on the variables. They run
      // separately, since Payload's complexity rule fails on invalid documents.
      if (!last && validate(schema, document).length > 0) return false
      if (validate(schema, document, rulesFor(document)).length > 0) return false
      if (query.length > MAX_LENGTH) return true
      known.delete(query)
      known.set(query, { document, variables: given.length > MAX_LENGTH ? '' : given })
      const oldest = known.keys().next().value
      if (known.size > MAX_DOCUMENTS && oldest !== undefined) known.delete(oldest)
      return true
    }
    return { document, isValid }
  }
}
