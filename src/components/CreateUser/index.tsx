import { notFound } from 'next/navigation'
import type { AdminViewServerProps } from 'payload'
import { isSuperuser } from '../../access/roles'
import { ZONE_NAMES, zoneLabel } from '../../lib/time/zoneNames'
import { NewUser } from './NewUser'

/** The page that creates a client, or for superusers an account of staff. Everything else is set on its page. */
export const CreateUser = ({ initPageResult }: AdminViewServerProps) => {
  const { permissions, req, visibleEntities } = initPageResult
  const mayCreate = permissions.collections?.users?.create
  if (!mayCreate || !visibleEntities.collections.includes('users')) notFound()
  return (
    <NewUser
      mayAddStaff={isSuperuser(req.user)}
      zones={ZONE_NAMES.map((value) => ({ label: zoneLabel(value), value }))}
    />
  )
}
