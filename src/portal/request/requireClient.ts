import { redirect } from 'next/navigation.js'
import { isStaff } from '../../access/roles'
import { signInPath } from '../forms/safePath'
import type { ClientPortal } from '../portal'
import { portalRequest } from './portalRequest'

/**
 * The request of a page that only clients get. Others are sent elsewhere: staff to the admin, who is not signed
 * in or not active to the sign-in page.
 * @param path of this page, to which the sign-in leads back
 */
export const requireClient = async (path: string): Promise<ClientPortal> => {
  const portal = await portalRequest()
  const { client, payload, user } = portal
  if (client) return { ...portal, client }
  return redirect(isStaff(user) ? payload.config.routes.admin : signInPath(path))
}
