'use client'

import {
  Button,
  ConfirmationModal,
  toast,
  useAuth,
  useDocumentInfo,
  useDocumentTitle,
  useModal,
  useRouteCache,
} from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import type { Where } from 'payload'
import { stringify } from 'qs-esm'
import { useState } from 'react'
import { reasonOf, send } from '../shared/request'
import { useCount } from '../shared/useCount'
import { useDesk } from '../shared/useDesk'
import { useMayOnField } from '../shared/useMayOnField'
import { useURLs } from '../shared/useURLs'
import { deletionStep } from './deletion'

type Props = { id: string; isActive: boolean }

/**
 * Deletes a client, and says how many calls go with it. One that is active and has calls is deactivated first. Where the
 * server would refuse, it says why in the button's place.
 */
export const DeleteClient = ({ id, isActive }: Props) => {
  const desk = useDesk()
  const { formatCount, t } = desk
  const { adminURL, apiURL } = useURLs()
  const router = useRouter()
  const { clearRouteCache } = useRouteCache()
  const { permissions } = useAuth()
  const { hasDeletePermission } = useDocumentInfo()
  const { title } = useDocumentTitle()
  const { openModal } = useModal()
  const mayDeactivate = useMayOnField('users', 'isActive', 'update')
  const [isAsked, setAsked] = useState(false)
  const mayDo = (collection: 'call-summaries' | 'webhook-deliveries', what: 'delete' | 'read') =>
    permissions?.collections?.[collection]?.[what] === true
  const mayDeleteCalls = mayDo('call-summaries', 'delete')
  // For some, whether there is a button depends on what the client has.
  const isCounted =
    hasDeletePermission && (isAsked || !mayDeleteCalls || (isActive && !mayDeactivate))
  const where: Where = { client: { equals: id } }
  const query = stringify({ where }, { addQueryPrefix: true })
  const counted = (collection: 'call-summaries' | 'webhook-deliveries') =>
    isCounted && mayDo(collection, 'read') ? apiURL(`/${collection}/count${query}`) : null
  const count = useCount(counted('call-summaries'))
  const deliveries = useCount(counted('webhook-deliveries'))
  if (!hasDeletePermission) return null

  const step = deletionStep({ calls: count, deliveries, isActive, mayDeactivate, mayDeleteCalls })
  if (step === 'needsCalls' || step === 'needsInactive') {
    return (
      <p className="desk-client__quiet">
        {t(
          step === 'needsCalls' ? 'desk:deleteClientNeedsCalls' : 'desk:deleteClientNeedsInactive',
        )}
      </p>
    )
  }

  const slug = `desk-delete-client-${id}`
  const isFirst = step === 'deactivate'
  const ask = () => {
    setAsked(true)
    openModal(slug)
  }
  const confirm = async () => {
    try {
      if (isFirst) {
        const body = { isActive: false }
        await send({ body, desk, method: 'PATCH', url: apiURL(`/users/${id}?depth=0`) })
        toast.success(t('desk:deleteClientDeactivated'))
        clearRouteCache()
        return
      }
      await send({ desk, method: 'DELETE', url: apiURL(`/users/${id}`) })
      toast.success(t('desk:deleteClientDone', { name: title }))
      router.push(adminURL('/collections/users'))
    } catch (error) {
      toast.error(reasonOf(error, desk))
    }
  }
  const named = { count: count ?? 0, n: formatCount(count ?? 0), name: title }
  const heading =
    count === null ? t('desk:deleteClientAsk', named) : t('desk:deleteClientWith', named)
  const whyFirst = count
    ? t('desk:deleteClientFirstWhy', named)
    : t('desk:deleteClientFirstDeliveries')

  return (
    <>
      <Button
        buttonStyle="secondary"
        className="desk-danger"
        margin={false}
        onClick={ask}
        size="small"
      >
        {t('desk:deleteClient')}
      </Button>
      <ConfirmationModal
        body={isFirst ? whyFirst : t('desk:deleteClientFinal')}
        confirmingLabel={t('desk:bulkWorking')}
        confirmLabel={t(isFirst ? 'desk:deleteClientFirstDo' : 'desk:deleteClientDo')}
        heading={isFirst ? t('desk:deleteClientFirst', named) : heading}
        modalSlug={slug}
        onConfirm={confirm}
      />
    </>
  )
}
