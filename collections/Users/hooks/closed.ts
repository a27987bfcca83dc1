import { type CollectionBeforeOperationHook, Forbidden } from 'payload'

const CLOSED = new Set<string>(['forgotPassword', 'login', 'resetPassword'])

/**
 * Disables Payload's own login and password reset. `src/accounts` replaces them, with its limits, for REST,
 * GraphQL, the admin and the clients' pages.
 */
export const closePayloadsOwn: CollectionBeforeOperationHook = ({ operation, req }) => {
  if (CLOSED.has(operation)) throw new Forbidden(req.t)
}
