import type { IncomingMessage, ServerResponse } from 'node:http'
import { FORM_KEY_HEADER, PATH_HEADER } from '../../origins/formKey'
import { isPortalPage, portalHeaders } from '../../origins/portalPages'
import { makeScriptPolicy, POLICY_HEADER } from '../../origins/scriptPolicy'
import { firstHeader } from './firstHeader'

/** Whether Next renders the page on request. One that was rendered at build time has no nonce. */
const isMade = (path: string, admin: string): boolean =>
  path === admin || path.startsWith(`${admin}/`)

/**
 * Sets the headers of a page: its content security policy, and for a page of the portal all that its address and
 * its request decide. Next reads the nonce from the same header of the request. If the request has one,
 * `next.config.mjs` and `src/proxy.ts` do not set their own policy.
 * @param dev sets no policy, which would block Next's development scripts
 */
export const setPageHeaders = ({
  dev,
  incoming,
  outgoing,
  path,
  routes,
}: {
  dev: boolean
  incoming: IncomingMessage
  outgoing: ServerResponse
  path: string
  routes: { admin: string; api: string }
}): void => {
  const { headers } = incoming
  // A caller must not choose the nonce, nor what a page is told.
  for (const name of [
    POLICY_HEADER,
    `${POLICY_HEADER}-report-only`,
    FORM_KEY_HEADER,
    PATH_HEADER,
  ]) {
    delete headers[name]
  }
  if (isPortalPage(path, routes)) {
    const get = (name: string) => firstHeader(headers[name])
    const made = portalHeaders({ headers: { get }, path, target: incoming.url ?? path })
    for (const [name, value] of Object.entries(made.request)) {
      if (value !== null && !(dev && name === POLICY_HEADER)) headers[name] = value
    }
    for (const [name, value] of Object.entries(made.response)) {
      if (!(dev && name === POLICY_HEADER)) outgoing.setHeader(name, value)
    }
    return
  }
  if (dev || !isMade(path, routes.admin)) return
  const policy = makeScriptPolicy()
  headers[POLICY_HEADER] = policy
  outgoing.setHeader(POLICY_HEADER, policy)
}
