import type { IncomingMessage, ServerResponse } from 'node:http'
import type { SanitizedConfig } from 'payload'
import { commonHeaders } from '../../origins/commonHeaders'
import { isPortalPage } from '../../origins/portalPages'
import { refuseWith } from '../../refusals/refusals'
import { isAPIPath } from './apiRoutes'
import { setPageHeaders } from './pageHeaders'
import { isOwnPage } from './pageOrigin'
import { replaceErrors } from './replaceErrors'
import { sendResponse } from './sendResponse'

type Pages = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>

/**
 * Wraps Next's pages: sets headers that Next's configuration cannot know, checks the origin of writes, and shows
 * clients an error page where Next would only show one with scripts.
 * @param dev sets no content security policy, which would block Next's development scripts
 */
export const guardPages =
  ({
    config: { routes },
    dev,
    pages,
  }: {
    config: Pick<SanitizedConfig, 'routes'>
    dev: boolean
    pages: Pages
  }) =>
  async (incoming: IncomingMessage, outgoing: ServerResponse, path: string): Promise<void> => {
    for (const [name, value] of Object.entries(commonHeaders())) outgoing.setHeader(name, value)
    setPageHeaders({ dev, incoming, outgoing, path, routes })
    // In development Next shows what went wrong.
    if (!dev && isPortalPage(path, routes)) replaceErrors(incoming, outgoing)
    if (isAPIPath({ config: { routes }, path }) || isOwnPage(incoming)) {
      return await pages(incoming, outgoing)
    }
    await sendResponse({ incoming, outgoing, response: refuseWith('FOREIGN_ORIGIN') })
  }
