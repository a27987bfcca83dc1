import { type CollectionBeforeOperationHook, Forbidden } from 'payload'

const CLOSED = new Set<string>(['forgotPassword', 'login', 'resetPassword'])

/**
 * Closes Payload's own ways to sign in and to get a new password: `src/accounts` is the only one, with its
 * limits, for REST, GraphQL, the admin and the clients' pages.
 */
export const closePayloadsOwn: CollectionBeforeOperationHook = ({ operation, req }) => {
  if (CLOSED.has(operation)) throw new Forbidden(req.t)
}
