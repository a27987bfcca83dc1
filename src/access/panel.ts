import type { Access, PayloadRequest } from 'payload'

const ACCESS_OF_ONE = /\/access\/[^/]+$/

/**
 * Whether the admin asks what it may show. Its pages use the local API with the headers of a request, and
 * its forms ask for the access to the open document over REST.
 */
const isAdminPanel = ({ headers, pathname, payloadAPI }: PayloadRequest): boolean =>
  payloadAPI === 'local' ? headers.has('host') : ACCESS_OF_ONE.test(pathname ?? '')

/** Applies the rule in the API, and denies access in the admin. For what has no form there. */
export const notInPanel =
  (rule: Access): Access =>
  (args) =>
    !isAdminPanel(args.req) && rule(args)
