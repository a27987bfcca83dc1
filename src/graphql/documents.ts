import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql'

const MAX_DOCUMENTS = 500
/** Queries that tools send are shorter; longer ones would fill the memory. */
const MAX_LENGTH = 10_000

type Asked = {
  query: string
  /** Those beside the language's own. */
  rulesFor: (document: DocumentNode) => readonly ValidationRule[]
  variables: unknown
}
type Known = { document: DocumentNode; variables: string }

const holdsQueriesOnly = ({ definitions }: DocumentNode): boolean =>
  definitions.every((each) => each.kind !== Kind.OPERATION_DEFINITION || each.operation === 'query')

/**
 * Makes a memory of queries that were found to be valid, by their text and variables: those of a tool are
 * the same all day, and to parse and validate them takes longer than to run them. The schema never
 * changes in a process, and what rules ask of whoever sends a document concerns mutations, which are
 * never remembered.
 */
export const createDocuments = (schema: GraphQLSchema) => {
  const known = new Map<string, Known>()
  /** @returns undefined for what is no valid document of queries */
  return ({ query, rulesFor, variables }: Asked): DocumentNode | undefined => {
    if (query.length > MAX_LENGTH) return undefined
    const asked = JSON.stringify(variables ?? {})
    const last = known.get(query)
    if (last?.variables === asked) return last.document
    const document = last?.document ?? parse(query, { noLocation: true })
    if (!holdsQueriesOnly(document)) return undefined
    // Those of the language go by the document alone; Payload's count what the variables ask for.
    const rules = rulesFor(document)
    const left = last ? rules : [...specifiedRules, ...rules]
    if (validate(schema, document, left).length > 0) return undefined
    known.delete(query)
    known.set(query, { document, variables: asked.length > MAX_LENGTH ? '' : asked })
    const oldest = known.keys().next().value
    if (known.size > MAX_DOCUMENTS && oldest !== undefined) known.delete(oldest)
    return document
  }
}
