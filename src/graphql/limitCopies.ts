import type { ASTVisitor, DocumentNode, OperationDefinitionNode, ValidationContext } from 'graphql'
import { Kind } from 'graphql'
import { copiesOf } from './copies'
import { tooCostly } from './costs'

/** How many aliases one field of an object may have. Nobody needs many. */
const MAX_COPIES = 10

const fragmentsIn = ({ definitions }: DocumentNode) =>
  new Map(
    definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  )

const hasTooMany = (operation: OperationDefinitionNode, document: DocumentNode): boolean => {
  try {
    return copiesOf(operation, fragmentsIn(document)) > MAX_COPIES
  } catch (error) {
    // A fragment that contains itself, which another rule refuses.
    if (error instanceof RangeError) return false
    throw error
  }
}

/** A GraphQL validation rule: a response may not contain one value many times. */
export const limitCopies = (validation: ValidationContext): ASTVisitor => ({
  enter: (node) => {
    if (node.kind !== Kind.OPERATION_DEFINITION) return
    if (!hasTooMany(node, validation.getDocument())) return
    validation.reportError(tooCostly('One field has too many aliases.'))
  },
})
