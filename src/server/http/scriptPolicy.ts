import type { IncomingMessage, ServerResponse } from 'node:http'
import { makeScriptPolicy, POLICY_HEADER } from '../../origins/scriptPolicy'

/** Whether it is a page that Next makes when it is asked for: one made before has no nonce in it. */
const isMade = (path: string, admin: string): boolean =>
  path === admin || path.startsWith(`${admin}/`)

/**
 * Gives a page of the admin its policy. Next reads the nonce from the same header of the request; where
 * the request has one, the policy of `next.config.mjs` and `src/proxy.ts` are left out.
 */
export const setScriptPolicy = ({
  admin,
  incoming,
  outgoing,
  path,
}: {
  /** The path of the admin. */
  admin: string
  incoming: IncomingMessage
  outgoing: ServerResponse
  path: string
}): void => {
  // Nobody outside chooses the nonce.
  delete incoming.headers[POLICY_HEADER]
  delete incoming.headers[`${POLICY_HEADER}-report-only`]
  if (!isMade(path, admin)) return
  const policy = makeScriptPolicy()
  incoming.headers[POLICY_HEADER] = policy
  outgoing.setHeader(POLICY_HEADER, policy)
}
