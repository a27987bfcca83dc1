import { redirect } from 'next/navigation.js'
import { isStaff } from '../../access/roles'
import { isSessionDue } from '../../accounts/keepSession'
import type { ClientPortal } from '../portal'
import { signInPage, stayPath } from '../signIn/paths'
import { portalRequest } from './portalRequest'

/**
 * The request of a page that only clients get. Others are sent elsewhere: staff to the admin, who is not signed
 * in or not active to the sign-in page.
 * @param path of this page, to which the sign-in leads back
 */
export const requireClient = async (path: string): Promise<ClientPortal> => {
  const portal = await portalRequest()
  const { client, payload, req, user } = portal
  // Once a day: a page cannot set the cookie of a session that it prolongs.
  if (client && isSessionDue(req)) redirect(stayPath(portal.path))
  if (client) return { ...portal, client }
  return redirect(isStaff(user) ? payload.config.routes.admin : signInPage(path))
}
