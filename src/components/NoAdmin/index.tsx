import type { AdminViewServerProps } from 'payload'
import { isActive, isStaff } from '../../access/roles'
import { PAGES } from '../../mail/links'
import { NotHere } from './NotHere'

/** For whoever signed in and may not enter the admin: clients are told where their calls are. */
export const NoAdmin = ({ initPageResult }: AdminViewServerProps) => {
  const { req } = initPageResult
  const { admin, routes } = req.payload.config
  const hasCalls = isActive(req.user) && !isStaff(req.user)
  return (
    <NotHere
      callsURL={hasCalls ? `${routes.api}${PAGES.call}` : null}
      logoutPath={admin.routes.logout}
    />
  )
}
