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
 * Wraps Next's pages: sets headers that Next's configuration cannot know, and checks the origin of
 * writes.
 * @param dev sets no content security policy, which would block Next's development scripts
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
