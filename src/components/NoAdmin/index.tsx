import type { AdminViewServerProps } from 'payload'
import { isActive, isStaff } from '../../access/roles'
import { PAGES } from '../../mail/links'
import { NotHere } from './NotHere'

/** The page for signed-in users who may not enter the admin. Clients get a link to their calls. */
export const NoAdmin = ({ initPageResult }: AdminViewServerProps) => {
  const { req } = initPageResult
  const { admin } = req.payload.config
  const hasCalls = isActive(req.user) && !isStaff(req.user)
  return <NotHere callsURL={hasCalls ? PAGES.call : null} logoutPath={admin.routes.logout} />
}
