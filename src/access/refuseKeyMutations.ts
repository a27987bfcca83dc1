import { type ASTVisitor, GraphQLError, Kind, type ValidationContext } from 'graphql'
import type { PayloadRequest } from 'payload'
import type { RefusalCode } from '../refusals/refusals'
import { isByNamedKey } from './byKey'

const CODE: RefusalCode = 'NOT_BY_KEY'
const MESSAGE = 'API keys are read-only.'

const isContext = (value: unknown): value is { req: Pick<PayloadRequest, 'user'> } =>
  typeof value === 'object' && value !== null && 'req' in value && typeof value.req === 'object'

/** A GraphQL validation rule: refuses mutations in requests that a named API key signed in. */
export const refuseKeyMutations =
  (contextValue: unknown) =>
  (validation: ValidationContext): ASTVisitor => ({
    enter: (node) => {
      if (node.kind !== Kind.OPERATION_DEFINITION || node.operation === 'query') return
      // Fails closed: refuses also if the user is unknown.
      if (isContext(contextValue) && !isByNamedKey(contextValue.req)) return
      validation.reportError(new GraphQLError(MESSAGE, { extensions: { code: CODE }, nodes: node }))
    },
  })
