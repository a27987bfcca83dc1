import {
  type ASTVisitor,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValueNode,
} from 'graphql'
import { clampedLimit } from '../database/lists/pageSize'
import { REFUSALS } from '../refusals/refusals'

/** How much one request may cost, for clients and staff. */
export const BUDGET = 1_000

/** How often one selection may repeat a field: validation compares all of them with each other. */
const MAX_REPEATS = 100

const CODE = 'QUERY_TOO_COSTLY'

/**
 * The cost of a sign-in or a password reset. Each is expensive to check, and nobody needs many in one
 * request.
 */
const ACCOUNT_COST = 200

/** The cost of any other mutation: a transaction with hooks and a history entry. */
const MUTATION_COST = 10

const ACCOUNT_MUTATIONS = new Set([
  'forgotPasswordUser',
  'loginUser',
  'refreshTokenUser',
  'resetPasswordUser',
  'unlockUser',
])

type Variables = Readonly<Record<string, unknown>>
type Fragments = ReadonlyMap<string, FragmentDefinitionNode>

/** The cost of an operation for the database. */
export type Cost = {
  /** The number of lists. Each counts against the read limit. */
  lists: number
  /** The sum of the limits of its lists, plus one for any other query, and more for a mutation. */
  total: number
}

const fragmentsOf = ({ definitions }: DocumentNode): Fragments =>
  new Map(
    definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  )

/** The fields of a selection, including those of its fragments. */
export const fieldsOf = (
  { selections }: SelectionSetNode,
  fragments: Fragments,
  seen: Set<string> = new Set(),
): FieldNode[] =>
  selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection]
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      return fieldsOf(selection.selectionSet, fragments, seen)
    }
    const name = selection.name.value
    const fragment = seen.has(name) ? undefined : fragments.get(name)
    seen.add(name)
    return fragment ? fieldsOf(fragment.selectionSet, fragments, seen) : []
  })

const argumentValue = (
  value: undefined | ValueNode,
  { variableDefinitions }: OperationDefinitionNode,
  variables: Variables,
): unknown => {
  if (value?.kind === Kind.INT) return Number(value.value)
  if (value?.kind !== Kind.VARIABLE) return undefined
  const name = value.name.value
  const definition = variableDefinitions?.find(({ variable }) => variable.name.value === name)
  const fallback = definition?.defaultValue
  const given = variables[name]
  return given === undefined && fallback?.kind === Kind.INT ? Number(fallback.value) : given
}

type Costed = {
  document: DocumentNode
  operation: OperationDefinitionNode
  schema: GraphQLSchema
  variables: Variables
}

const costOfOne = ({ operation }: OperationDefinitionNode, { name }: FieldNode): number => {
  if (operation !== 'mutation') return 1
  return ACCOUNT_MUTATIONS.has(name.value) ? ACCOUNT_COST : MUTATION_COST
}

/**
 * The cost of an operation: the limit of each list, 1 for a count or a document, and more for a
 * mutation. Aliases and fragments are counted.
 */
export const costOf = ({ document, operation, schema, variables }: Costed): Cost => {
  const known = schema.getRootType(operation.operation)?.getFields() ?? {}
  const cost = { lists: 0, total: 0 }
  // Fields with the same name in the response are merged by GraphQL, or refused.
  const asked = new Map(
    fieldsOf(operation.selectionSet, fragmentsOf(document)).map((field) => [
      (field.alias ?? field.name).value,
      field,
    ]),
  )
  for (const field of asked.values()) {
    const type = getNamedType(known[field.name.value]?.type)
    if (isObjectType(type) && 'docs' in type.getFields()) {
      const limit = field.arguments?.find(({ name }) => name.value === 'limit')?.value
      cost.lists += 1
      cost.total += clampedLimit(argumentValue(limit, operation, variables))
    } else cost.total += costOfOne(operation, field)
  }
  return cost
}

const repeatsMuch = (selectionSet: SelectionSetNode): boolean => {
  const counts = new Map<string, number>()
  for (const field of fieldsOf(selectionSet, new Map())) {
    const name = (field.alias ?? field.name).value
    const count = (counts.get(name) ?? 0) + 1
    if (count > MAX_REPEATS) return true
    counts.set(name, count)
  }
  return false
}

/** The error for a document that costs too much. */
export const tooCostly = (message: string = REFUSALS[CODE].message): GraphQLError =>
  new GraphQLError(message, { extensions: { code: CODE, statusCode: REFUSALS[CODE].status } })

/** A GraphQL validation rule: no operation may cost more than the budget. */
export const limitCosts =
  (variables: null | undefined | Variables) =>
  (validation: ValidationContext): ASTVisitor => ({
    enter: (node) => {
      if (node.kind === Kind.SELECTION_SET && repeatsMuch(node)) {
        validation.reportError(tooCostly('One field is repeated too often.'))
      }
      if (node.kind !== Kind.OPERATION_DEFINITION) return
      const document = validation.getDocument()
      const schema = validation.getSchema()
      const asked = { document, operation: node, schema, variables: variables ?? {} }
      const { total } = costOf(asked)
      if (total <= BUDGET) return
      validation.reportError(
        tooCostly(
          `This query costs ${total}, but one request may cost at most ${BUDGET}. A list costs its limit, a mutation 10, anything else 1.`,
        ),
      )
    },
  })
