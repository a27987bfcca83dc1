'use client'

import {
  Button,
  ConfirmationModal,
  toast,
  useAuth,
  useDocumentTitle,
  useModal,
  useRouteCache,
} from '@payloadcms/ui'
import { stringify } from 'qs-esm'
import { postBulk } from '../shared/postBulk'
import { reasonOf, send } from '../shared/request'
import { startDownload } from '../shared/startDownload'
import { useDesk } from '../shared/useDesk'
import { useMayOnField } from '../shared/useMayOnField'
import { useURLs } from '../shared/useURLs'

/**
 * Ends the work for an active client in one step: its calls are downloaded, it is deactivated, and its webhook URL is
 * revoked. For staff who may do all of it; whoever may not read calls downloads none.
 */
export const OffboardClient = ({ id }: { id: string }) => {
  const desk = useDesk()
  const { t } = desk
  const { apiURL } = useURLs()
  const { clearRouteCache } = useRouteCache()
  const { permissions } = useAuth()
  const { title } = useDocumentTitle()
  const { openModal } = useModal()
  const mayDeactivate = useMayOnField('users', 'isActive', 'update')
  const mayRevoke = useMayOnField('users', 'vapiWebhookToken', 'update')
  const mayExport = permissions?.collections?.['call-summaries']?.read === true
  if (!mayDeactivate || !mayRevoke) return null

  const slug = `desk-offboard-${id}`
  const confirm = async () => {
    if (mayExport) {
      const query = stringify({ bom: true, format: 'csv', where: { client: { equals: id } } })
      startDownload({
        onRefused: (reason) => toast.error(reason ?? t('desk:noAnswer')),
        url: `${apiURL('/call-summaries/export')}?${query}`,
      })
    }
    try {
      // First what is easily undone: if the second step fails, no report has been refused.
      const body = { isActive: false }
      await send({ body, desk, method: 'PATCH', url: apiURL(`/users/${id}?depth=0`) })
      await postBulk({ body: { ids: [id] }, desk, url: apiURL('/users/revoke-vapi-token') })
      toast.success(t('desk:offboardDone', { name: title }))
    } catch (error) {
      toast.error(reasonOf(error, desk))
    } finally {
      clearRouteCache()
    }
  }

  return (
    <>
      <Button
        buttonStyle="secondary"
        className="desk-danger"
        margin={false}
        onClick={() => openModal(slug)}
        size="small"
      >
        {t('desk:offboard')}
      </Button>
      <ConfirmationModal
        className="desk-danger"
        body={t(mayExport ? 'desk:offboardBody' : 'desk:offboardBodyNoExport')}
        confirmingLabel={t('desk:bulkWorking')}
        confirmLabel={t('desk:offboardDo')}
        heading={t('desk:offboardHeading', { name: title })}
        modalSlug={slug}
        onConfirm={confirm}
      />
    </>
  )
}
