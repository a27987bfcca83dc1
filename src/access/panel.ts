import type { Access, PayloadRequest } from 'payload'

const ACCESS_OF_ONE = /\/access\/[^/]+$/

/**
 * Whether the admin asks what it may show: its pages have a visitor's headers but came by no API, and its
 * forms ask for the access to the open document over REST.
 */
const isAdminPanel = ({ headers, pathname, payloadAPI }: PayloadRequest): boolean =>
  payloadAPI === 'local' ? headers.has('host') : ACCESS_OF_ONE.test(pathname ?? '')

/** The same rule for the API, and never in the admin: for what has no form there. */
export const notInPanel =
  (rule: Access): Access =>
  (args) =>
    !isAdminPanel(args.req) && rule(args)
