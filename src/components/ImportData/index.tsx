import { DefaultTemplate } from '@payloadcms/next/templates'
import { notFound, redirect } from 'next/navigation'
import type { AdminViewServerProps } from 'payload'
import { isByKey } from '../../access/byKey'
import { isSuperuser } from '../../access/roles'
import { formatAdminURL } from '../../payload/shared'
import { ImportView } from './ImportView'

/** The page at `/admin/import`: moving in by a file. For superusers; others do not find it. */
export const ImportData = ({ initPageResult, params, searchParams }: AdminViewServerProps) => {
  const { permissions, req, visibleEntities } = initPageResult
  const { i18n, payload, user } = req
  if (!user) {
    const { admin, routes } = payload.config
    redirect(formatAdminURL({ adminRoute: routes.admin, path: admin.routes.login }))
  }
  if (!isSuperuser(user) || isByKey(req)) notFound()
  return (
    <DefaultTemplate
      i18n={i18n}
      locale={initPageResult.locale}
      params={params}
      payload={payload}
      permissions={permissions}
      req={req}
      searchParams={searchParams}
      user={user}
      visibleEntities={visibleEntities}
    >
      <ImportView />
    </DefaultTemplate>
  )
}
