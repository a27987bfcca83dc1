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
/** Queries that tools send are shorter; longer ones would fill the memory, and are not remembered. */
const MAX_LENGTH = 10_000

type Asked = { query: string; variables: unknown }
/** The rules beside the language's own. */
type RulesFor = (document: DocumentNode) => readonly ValidationRule[]
type Known = { document: DocumentNode; variables: string }

const holdsQueriesOnly = ({ definitions }: DocumentNode): boolean =>
  definitions.every((each) => each.kind !== Kind.OPERATION_DEFINITION || each.operation === 'query')

const subscribes = ({ definitions }: DocumentNode): boolean =>
  definitions.some(
    (each) => each.kind === Kind.OPERATION_DEFINITION && each.operation === 'subscription',
  )

/** Longer ones take longer to check than anything that they could ask for. */
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
    // So deep that there is no stack left to read it.
    if (error instanceof RangeError) throw refusal('QUERY_TOO_COSTLY')
    throw error
  }
}

/** A document of queries, and what is left to be checked of it. */
export type Found = {
  document: DocumentNode
  /** Whether it is valid for somebody, who is known only now; then it is remembered. */
  isValid: (rulesFor: RulesFor) => boolean
}

/**
 * Makes a memory of queries that were found to be valid, by their text and variables: those of a tool are
 * the same all day, and to parse and validate them takes longer than to run them. The schema never
 * changes in a process, and what rules ask of whoever sends a document concerns mutations, which are
 * never remembered.
 */
export const createDocuments = (schema: GraphQLSchema) => {
  const known = new Map<string, Known>()
  /**
   * @returns undefined for what is no document of queries
   * @throws {Refusal} for one that costs too much to check, and for subscriptions
   */
  return ({ query, variables }: Asked): Found | undefined => {
    const asked = JSON.stringify(variables ?? {})
    const last = known.get(query)
    const document = last?.document ?? parsed(query)
    // Payload's rule on complexity fails over them.
    if (document && subscribes(document)) throw refusal('NO_SUBSCRIPTIONS')
    if (!document || !holdsQueriesOnly(document)) return undefined
    const isValid = (rulesFor: RulesFor): boolean => {
      if (last?.variables === asked) return true
      // Those of the language go by the document alone; others count what the variables ask for.
      // By themselves, since Payload's on complexity fails over what is not valid.
      if (!last && validate(schema, document).length > 0) return false
      if (validate(schema, document, rulesFor(document)).length > 0) return false
      if (query.length > MAX_LENGTH) return true
      known.delete(query)
      known.set(query, { document, variables: asked.length > MAX_LENGTH ? '' : asked })
      const oldest = known.keys().next().value
      if (known.size > MAX_DOCUMENTS && oldest !== undefined) known.delete(oldest)
      return true
    }
    return { document, isValid }
  }
}
