import type { IncomingMessage, ServerResponse } from 'node:http'
import { makeScriptPolicy, POLICY_HEADER } from '../../origins/scriptPolicy'

/** Whether Next renders the page on request. One that was rendered at build time has no nonce. */
const isMade = (path: string, admin: string): boolean =>
  path === admin || path.startsWith(`${admin}/`)

/**
 * Sets the content security policy of an admin page. Next reads the nonce from the same header of the
 * request. If the request has one, `next.config.mjs` and `src/proxy.ts` do not set their own policy.
 */
export const setScriptPolicy = ({
  admin,
  incoming,
  outgoing,
  path,
}: {
  /** The admin's path. */
  admin: string
  incoming: IncomingMessage
  outgoing: ServerResponse
  path: string
}): void => {
  // A caller must not choose the nonce.
  delete incoming.headers[POLICY_HEADER]
  delete incoming.headers[`${POLICY_HEADER}-report-only`]
  if (!isMade(path, admin)) return
  const policy = makeScriptPolicy()
  incoming.headers[POLICY_HEADER] = policy
  outgoing.setHeader(POLICY_HEADER, policy)
}
