import type { ASTVisitor, DocumentNode, OperationDefinitionNode, ValidationContext } from 'graphql'
import { Kind } from 'graphql'
import { copiesOf } from './copies'
import { tooCostly } from './costs'

/** Under so many names one may ask for the same field of an object: nobody needs it under many. */
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
    // A fragment within itself, which another rule refuses.
    if (error instanceof RangeError) return false
    throw error
  }
}

/** A rule of GraphQL's validation: an answer does not hold one value many times over. */
export const limitCopies = (validation: ValidationContext): ASTVisitor => ({
  enter: (node) => {
    if (node.kind !== Kind.OPERATION_DEFINITION) return
    if (!hasTooMany(node, validation.getDocument())) return
    validation.reportError(tooCostly('One field is asked for under too many names.'))
  },
})
