import type { IncomingMessage, ServerResponse } from 'node:http'
import type { SanitizedConfig } from 'payload'
import { commonHeaders } from '../../origins/commonHeaders'
import { refuseWith } from '../../refusals/refusals'
import { isAPIPath } from './apiRoutes'
import { isOwnPage } from './pageOrigin'
import { setScriptPolicy } from './scriptPolicy'
import { sendResponse } from './sendResponse'

type Pages = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>

/**
 * What stands before Next's pages: headers that Next's configuration cannot know, and a look at which
 * page a write comes from.
 * @param dev pages are compiled as they are asked for, by scripts that no policy would let in
 */
export const guardPages =
  ({
    config,
    dev,
    pages,
  }: {
    config: Pick<SanitizedConfig, 'routes'>
    dev: boolean
    pages: Pages
  }) =>
  async (incoming: IncomingMessage, outgoing: ServerResponse, path: string): Promise<void> => {
    for (const [name, value] of Object.entries(commonHeaders())) outgoing.setHeader(name, value)
    if (!dev) setScriptPolicy({ admin: config.routes.admin, incoming, outgoing, path })
    if (isAPIPath({ config, path }) || isOwnPage(incoming)) return await pages(incoming, outgoing)
    await sendResponse({ incoming, outgoing, response: refuseWith('FOREIGN_ORIGIN') })
  }
